import { Kind } from '../../../manifests/kind';
import { ManifestSet } from '../../../manifests/manifest-set';
import { nearest, resolve, severityOfMissing } from '../../../verification/existence';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { mayBeMirrored } from '../../../verification/mirrored-secrets';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
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
  };

  public check(context: RuleContext): Finding[] {
    const reported = new Set<string>();
    return referencesIn(context.manifests)
      .for('credentials', 'certificate', 'proxy', 'verification', 'decryption', 'kubeconfig')
      .flatMap((reference) => {
        const { from, field, to } = reference;
        if (!isMissing(context, reference) || reported.has(to.key)) return [];
        reported.add(to.key);
        const near = nearest(context, to);
        return [
          new Finding(
            field.at('name').exists ? field.at('name') : field,
            `${from} reads ${to}, which nothing applies and nobody declares`,
            {
              severity: severityOfMissing(context, reference, Severity.ERROR),
              fix: near && `Did you mean ${near}? If not, add ${to} to the cluster or declare it as external.`,
            },
          ),
        ];
      });
  }
}

function isMissing(context: RuleContext, reference: Reference): boolean {
  const { from, to } = reference;
  if (from.generatedBy || to.namespace === undefined || isUnknown(to.name) || isUnknown(to.namespace)) return false;
  if (resolve(context, to).exists || mayBeMirrored(context.manifests, to)) return false;
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
