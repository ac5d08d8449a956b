import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { orderingsOf } from '../orderings';

/** A policy does not say, or says twice, how it orders tags. */
export class AmbiguousImagePolicy implements IRule {
  public readonly meta: RuleMeta = {
    id: 'ambiguous-image-policy',
    severity: Severity.ERROR,
    summary: 'An ImagePolicy has no way to order tags, or several.',
    why:
      'The schema asks for none of semver, alphabetical and numerical. Without one the policy is never Ready; of several, Flux takes the ' +
      'first in that order and says nothing about the others.',
    fix: 'Keep exactly one of semver, alphabetical and numerical in spec.policy.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#policy'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.IMAGE_POLICY).flatMap(findingOf);
  }
}

function findingOf(policy: Manifest): Finding[] {
  const field = policy.at('spec', 'policy');
  const [first, ...others] = orderingsOf(policy);
  if (first) return others.map((other) => new Finding(other, `${policy} is ordered by ${first.key}, so ${other.key} is ignored`));
  // The schema reports a field that is missing, null or unknown.
  if (!field.exists || field.entries().length > 0) return [];
  return [new Finding(field, `${policy} has none of semver, alphabetical and numerical`)];
}
