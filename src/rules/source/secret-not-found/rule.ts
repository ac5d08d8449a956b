import { Kind } from '../../../manifests/kind';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { mayBeMirrored } from '../../../verification/mirrored-secrets';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { fieldsFor, Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { severityOfMissing } from '../../../verification/unseen';
import { isOfSync } from '../sync-of-cluster';

/** Flux needs a Secret that nobody puts into the cluster. */
export class SecretNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'secret-not-found',
    severity: Severity.ERROR,
    summary: 'A Flux object reads a Secret or ConfigMap that nothing applies and nobody declares.',
    why:
      'Credentials, certificates, keys and kubeconfigs are read from the namespace of the object that names them, whatever the flags of ' +
      'the controllers. Where they are missing the object is not Ready. Where a project declares no externals this is only worth ' +
      'knowing: most such Secrets are made by hand.',
    fix: 'Add the Secret to the namespace of the object, encrypted or through an operator, or declare it as external.',
    references: [
      'https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption',
    ],
    fields: fieldsFor('credentials', 'certificate', 'proxy', 'verification', 'decryption', 'kubeconfig'),
  };

  public check(context: RuleContext): Finding[] {
    const reported = new Set<string>();
    return referencesIn(context.manifests)
      .for('credentials', 'certificate', 'proxy', 'verification', 'decryption', 'kubeconfig')
      .flatMap((reference) => {
        if (!isMissingSecret(context, reference) || reported.has(reference.to.key)) return [];
        reported.add(reference.to.key);
        const { field, message, fix } = missingFinding(context, reference, 'reads');
        return [new Finding(field, message, { fix, severity: severityOfMissing(context, reference, Severity.ERROR) })];
      });
  }
}

function isMissingSecret(context: RuleContext, reference: Reference): boolean {
  const { from, to } = reference;
  if (from.generatedBy || to.namespace === undefined || !isMissing(context, reference)) return false;
  if (mayBeMirrored(context.manifests, to)) return false;
  return context.externals.any || !isMadeByHand(context.manifests, reference);
}

/** Flux cannot fetch or decrypt the Secret by which it fetches or decrypts. */
function isMadeByHand(manifests: ManifestSet, { role, to }: Reference): boolean {
  return role === 'decryption' || manifests._once(secretsOfSync).has(to.key);
}

function secretsOfSync(manifests: ManifestSet): Set<string> {
  const ofSync = referencesIn(manifests)
    .for('credentials', 'certificate', 'proxy', 'verification')
    .filter(({ from }) => from.id.qualifiedKind === Kind.FLUX_INSTANCE || isOfSync(manifests, from));
  return new Set(ofSync.map(({ to }) => to.key));
}
