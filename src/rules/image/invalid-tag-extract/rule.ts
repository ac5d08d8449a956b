import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { groupsIn, hasGroup } from '../../../primitives/extract-template';
import { readRe2 } from '../../../primitives/re2-pattern';

/** A policy cannot read its tags. */
export class InvalidTagExtract implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-tag-extract',
    severity: Severity.ERROR,
    summary: 'The pattern of an ImagePolicy is no regular expression of Go, or extract names a group that it lacks.',
    why:
      'Go has no lookahead, lookbehind and backreferences: with such a pattern the policy is never Ready. A group that does not exist ' +
      'is the empty text, so all tags compare equal and Flux selects any of them. `$1x` is a group named 1x.',
    fix: 'Write the pattern without lookaround, name the group as (?P<name>…), and use $name or ${name} in extract.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#filter-tags', 'https://github.com/google/re2/wiki/Syntax'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_POLICY).flatMap((policy) => {
      const filter = policy.at('spec', 'filterTags');
      const pattern = filter.at('pattern');
      const { problem, groups } = readRe2(pattern.text() ?? '');
      if (hasVariable(policy, pattern)) return [];
      if (problem !== undefined) return [new Finding(pattern, `Go cannot read the pattern of ${policy}: ${problem}`)];
      const missing = groupsIn(filter.at('extract').text() ?? '', hasVariable(policy, filter.at('extract'))).find(
        (name) => !hasGroup(groups, name),
      );
      if (missing === undefined) return [];
      return [new Finding(filter.at('extract'), `extract of ${policy} names the group ${missing}, which the pattern does not have`)];
    });
  }
}

/** Whether a text may have a variable in it: `${ts}` is a group as well. */
function hasVariable({ applier }: Manifest, field: Field): boolean {
  const isSubstituted = applier?.at('spec', 'postBuild').exists === true;
  return isSubstituted && (field.text() ?? '').includes('${');
}
