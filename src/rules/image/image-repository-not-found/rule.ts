import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** A policy selects from tags that nobody lists. */
export class ImageRepositoryNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'image-repository-not-found',
    severity: Severity.ERROR,
    summary: 'An ImagePolicy selects from an ImageRepository that the cluster does not have.',
    why:
      'A policy only selects among the tags that its ImageRepository has found. Without one it is never Ready, and no image is updated. ' +
      'The namespace is that of the policy unless imageRepositoryRef.namespace names another.',
    fix: 'Name an ImageRepository that exists, add it to the cluster, or declare it as external.',
    references: ['https://fluxcd.io/flux/components/image/imagepolicies/#image-repository-reference'],
    kinds: [Kind.IMAGE_POLICY],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('image-repository')
      .filter((reference) => isMissing(context, reference))
      .map((reference) => missingFinding(context, reference, 'selects from'));
  }
}
