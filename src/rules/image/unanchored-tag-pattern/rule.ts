import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { knownText } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { orderingsOf } from '../orderings';
import { alternativesOf, isAnchored } from '../tag-patterns';

/** A pattern takes tags that only contain what it means. */
export class UnanchoredTagPattern implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unanchored-tag-pattern',
    severity: Severity.WARNING,
    summary: 'The pattern of an ImagePolicy matches a part of a tag, so it takes tags with anything around that.',
    why:
      'Flux looks for the pattern anywhere in a tag. `main-(?P<ts>[0-9]+)` also takes domain-20261121 and main-7-debug, and whoever pushes ' +
      'such a tag is deployed. A range of versions compares the whole tag, unless extract takes a part of it.',
    fix: 'Start the pattern with ^ and end it with $.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#filter-tags'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_POLICY).flatMap((policy) => {
      const filter = policy.at('spec', 'filterTags');
      const pattern = knownText(filter.at('pattern'));
      if (!pattern || (orderingsOf(policy)[0]?.key === 'semver' && !filter.at('extract').text())) return [];
      const alternatives = alternativesOf(pattern);
      if (alternatives === undefined || alternatives.every(isAnchored)) return [];
      return [new Finding(filter.at('pattern'), `the pattern of ${policy} takes tags that only contain what it matches`)];
    });
  }
}
