import { Kind } from '../../../manifests/kind';
import { nearest } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isThere, severityOfMissing } from '../../../verification/unseen';

/** Something is to be applied from an artifact that nobody makes. */
export class ExternalArtifactNotGenerated implements IRule {
  public readonly meta: RuleMeta = {
    id: 'external-artifact-not-generated',
    severity: Severity.ERROR,
    summary: 'An object takes its content from an ExternalArtifact that no ArtifactGenerator makes.',
    why:
      'An ExternalArtifact comes into being when an ArtifactGenerator of its namespace lists its name. Until then its consumers look for ' +
      'it once a minute and apply nothing.',
    fix: 'Name an artifact of an ArtifactGenerator in that namespace, or declare the ExternalArtifact as external.',
    references: [
      'https://fluxcd.io/flux/components/source/artifactgenerators/',
      'https://fluxcd.io/flux/components/source/externalartifacts/',
    ],
    kinds: [Kind.KUSTOMIZATION, Kind.HELM_RELEASE, Kind.ARTIFACT_GENERATOR],
  };

  public check(context: RuleContext): Finding[] {
    return referencesIn(context.manifests)
      .for('source', 'chart')
      .filter((reference) => isMissingArtifact(context, reference))
      .map((reference) => {
        const { from, field, to } = reference;
        const near = nearest(context, to);
        return new Finding(field.at('name'), `${from} takes its content from ${to}, which no ArtifactGenerator makes`, {
          severity: severityOfMissing(context, reference, Severity.ERROR),
          fix: near && `Did you mean ${near}? If not, add the artifact to an ArtifactGenerator of namespace ${to.namespace}.`,
        });
      });
  }
}

function isMissingArtifact(context: RuleContext, reference: Reference): boolean {
  const { to } = reference;
  if (to.qualifiedKind !== Kind.EXTERNAL_ARTIFACT || to.namespace === undefined) return false;
  return !isThere(context, reference);
}
