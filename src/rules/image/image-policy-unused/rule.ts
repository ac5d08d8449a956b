import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isUnknown } from '../../../verification/known-text';
import { isOfThisRepository } from '../automations';
import { validMarkers } from '../marker';

/** A policy selects an image that nobody writes anywhere. */
export class ImagePolicyUnused implements IRule {
  public readonly meta: RuleMeta = {
    id: 'image-policy-unused',
    severity: Severity.INFO,
    summary: 'No file of the repository has a marker for an ImagePolicy.',
    why: 'A policy only selects a tag. What it selects is written where a marker names it, and nowhere else.',
    fix: 'Add a marker behind the value that is to be updated, or remove the policy.',
    references: ['https://fluxcd.io/flux/guides/image-update/#configure-image-updates'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check({ manifests, repositoryFiles }: RuleContext): Finding[] {
    const marked = new Set(validMarkers(repositoryFiles).map(({ policy }) => policy.key));
    const foreign = manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).filter((automation) => !isOfThisRepository(manifests, automation));
    const writtenElsewhere = new Set(foreign.map(({ namespace }) => namespace));
    return manifests
      .ofKind(Kind.IMAGE_POLICY)
      .filter(({ id, name, namespace = '' }) => repositoryFiles.length > 0 && !marked.has(id.key) && !isUnknown(`${namespace}${name}`))
      .filter(({ namespace }) => !writtenElsewhere.has(namespace))
      .map((policy) => new Finding(policy.at('metadata', 'name'), `no marker names ${policy}`));
  }
}
