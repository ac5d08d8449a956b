import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown, knownText } from '../../../verification/known-text';
import { readRe2 } from '../../../primitives/re2-pattern';
import { referencesIn } from '../../../verification/references';
import { orderingsOf } from '../orderings';

/** A policy takes whatever somebody pushes. */
export class LooseImagePolicy implements IRule {
  public readonly meta: RuleMeta = {
    id: 'loose-image-policy',
    severity: Severity.WARNING,
    summary: 'An ImagePolicy can select latest, or any tag that somebody pushes.',
    why:
      'A range without an upper bound takes the next major version the day it appears. Without filterTags an alphabetical policy takes ' +
      '`latest` or a branch name before any version, and a numerical one fails at the first tag that is no number.',
    fix: 'Give the range an upper bound, or set filterTags.pattern to what your versions look like.',
    references: [
      'https://fluxcd.io/flux/components/image/imagepolicies/#semver',
      'https://fluxcd.io/flux/components/image/imagepolicies/#filter-tags',
    ],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests.ofKind(Kind.IMAGE_POLICY).flatMap((policy) => {
      const [ordering] = orderingsOf(policy);
      return ordering ? findingOf(context, policy, ordering) : [];
    });
  }
}

function findingOf(context: RuleContext, policy: Manifest, ordering: Field): Finding[] {
  const pattern = policy.at('spec', 'filterTags', 'pattern');
  if (ordering.key === 'semver') {
    const range = ordering.at('range');
    const text = knownText(range);
    if (pattern.text() !== undefined || text === undefined || text.split('||').every(isBoundedAbove)) return [];
    return [new Finding(range, `${policy} takes every new major version: ${text} has no upper bound`)];
  }
  if (pattern.text() === undefined) {
    if (excludesTags(context, policy)) return [];
    return [new Finding(ordering, `${policy} selects among all tags, latest and names of branches too`)];
  }
  if (isUnknown(pattern.text()!) || readRe2(pattern.text()!).regex?.test('latest') !== true) return [];
  return [new Finding(pattern, `the pattern of ${policy} admits the tag latest`)];
}

/** Whether the alternative of a range names a greatest version: `<2`, `~1.2`, `^1`, `1.x`, `1.2.3`, `1.2 - 1.4`. */
function isBoundedAbove(alternative: string): boolean {
  if (/\S\s+-\s+\S/.test(alternative)) return true;
  const comparisons = alternative
    .replace(/([=!<>~^])\s+/g, '$1')
    .trim()
    .split(/[\s,]+/);
  return comparisons.some((comparison) => !/^(?:>|=>|!)/.test(comparison) && !/^[<~^=]*v?[*xX]/.test(comparison));
}

/** Whether its repository leaves out tags, so that nobody can tell here which are left. */
function excludesTags({ manifests }: RuleContext, policy: Manifest): boolean {
  const reference = referencesIn(manifests)
    .of(policy)
    .find(({ role }) => role === 'image-repository');
  return reference !== undefined && manifests.find(reference.to)?.at('spec', 'exclusionList').isEmpty() === false;
}
