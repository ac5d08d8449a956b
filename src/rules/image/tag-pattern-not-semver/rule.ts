import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { orderingsOf } from '../orderings';
import { alternativesOf, groupIn, isAnchored, mayHaveDot } from '../tag-patterns';

/** A range of versions is given tags that are none. */
export class TagPatternNotSemver implements IRule {
  public readonly meta: RuleMeta = {
    id: 'tag-pattern-not-semver',
    severity: Severity.WARNING,
    summary: 'An ImagePolicy with a range of versions filters tags down to texts that are no versions.',
    why:
      'A version is three numbers with dots between them; Flux skips every tag that is none, so the policy finds nothing and is never ' +
      'Ready. In a regular expression an x is the letter, not any number.',
    fix: 'Let the pattern, or the group that extract names, match a whole version; or order by numerical or alphabetical.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#semver'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_POLICY).flatMap((policy) => {
      if (orderingsOf(policy)[0]?.key !== 'semver') return [];
      const problem = problemOf(policy);
      return problem === undefined
        ? []
        : [new Finding(policy.at('spec', 'filterTags', 'pattern'), `${policy} selects by version, but ${problem}`)];
    });
  }
}

/** A template of one group and nothing else. */
const ONE_GROUP = /^\$(?:(\w+)|\{(\w+)\})$/;

function problemOf(policy: Manifest): string | undefined {
  const filter = policy.at('spec', 'filterTags');
  const pattern = knownText(filter.at('pattern'));
  const alternatives = pattern === undefined ? undefined : alternativesOf(pattern);
  if (!pattern || !alternatives) return undefined;
  if (/\d\\\.[xX](?!\w)/.test(pattern)) return 'in its pattern x is the letter x';

  const extract = filter.at('extract').text();
  if (!extract) return alternatives.every(isAnchored) && !mayHaveDot(pattern) ? 'its pattern takes no tag with a dot in it' : undefined;
  const [, plain, braced] = ONE_GROUP.exec(extract) ?? [];
  const name = plain ?? braced;
  const group = name === undefined ? undefined : groupIn(pattern, name);
  return group !== undefined && !mayHaveDot(group) ? `the group ${name} takes no text with a dot in it` : undefined;
}
