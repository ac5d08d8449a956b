import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { contentOf } from '../../../verification/config-keys';
import { resolve } from '../../../verification/existence';
import { fieldsFor, Reference, referencesIn } from '../../../verification/references';

const CLOUDS = ['aws', 'azure', 'gcp'];

/** Kinds of sources that log in to a cloud with its identity. */
const SOURCES: readonly string[] = [Kind.OCI_REPOSITORY, Kind.IMAGE_REPOSITORY, Kind.HELM_REPOSITORY, Kind.BUCKET];

/** Keys of a decryption Secret that hold credentials of a cloud, and the service they are for. */
const KEY_SERVICES = new Map([
  ['sops.aws-kms', 'aws'],
  ['sops.azure-kv', 'azure'],
  ['sops.gcp-kms', 'gcp'],
]);

/** A credential that never ends is kept where none is needed. */
export class StaticCloudCredential implements IRule {
  public readonly meta: RuleMeta = {
    id: 'static-cloud-credential',
    severity: Severity.WARNING,
    summary: 'A static credential of a cloud is used where its workload identity would do.',
    why:
      'Registries and buckets of a cloud, its key services and its clusters accept the workload identity of the controller, or of the ' +
      'account that the object names: a token that lives for an hour and is kept nowhere. A key in a Secret works until somebody ' +
      'replaces it, wherever it has been copied. A kubeconfig may be of a cluster outside of any cloud, so it is mentioned for ' +
      'information only.',
    fix: 'Remove the reference to the Secret and bind the identity; for a remote cluster use spec.kubeConfig.configMapRef.',
    references: [
      'https://fluxcd.io/flux/integrations/',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#controller-global-decryption',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#remote-clusters-cluster-api',
    ],
    // The chart of a FluxInstance brings a source too.
    kinds: [Kind.HELM_RELEASE],
    fields: fieldsFor('credentials', 'decryption', 'kubeconfig'),
  };

  public check(context: RuleContext): Finding[] {
    const references = referencesIn(context.manifests);
    return [
      ...references.for('credentials').flatMap(ofSource),
      ...references.for('decryption').flatMap((reference) => ofDecryption(context, reference)),
      ...oncePerSecret(references.for('kubeconfig')).map(({ from, field, to }) => {
        const message = `${from} reaches its cluster with the kubeconfig in ${to}, where workload identity might do`;
        return new Finding(field, message, { severity: Severity.INFO });
      }),
    ];
  }
}

function ofSource({ from, field, to }: Reference): Finding[] {
  const provider = from.at('spec', 'provider').text() ?? '';
  // Without a provider it is the subject of cloud-registry-without-provider.
  if (!SOURCES.includes(from.id.qualifiedKind) || field.path !== 'spec.secretRef' || !CLOUDS.includes(provider)) return [];
  return [
    new Finding(field, `${from} of ${provider} logs in with the static credential in ${to}`, {
      fix: 'Remove spec.secretRef and bind the workload identity.',
    }),
  ];
}

function ofDecryption(context: RuleContext, { from, field, to }: Reference): Finding[] {
  const keys = contentOf(resolve(context, to)).keys ?? [];
  const key = keys.find((one) => KEY_SERVICES.has(one));
  if (key === undefined) return [];
  const message = `${from} decrypts with the static credential of ${KEY_SERVICES.get(key)} in ${to}`;
  return [
    new Finding(field, message, { fix: 'Remove the key and bind the workload identity, or set spec.decryption.serviceAccountName.' }),
  ];
}

/** Kubeconfigs in Secrets that no operator makes and renews, as Cluster API does. */
function oncePerSecret(references: readonly Reference[]): Reference[] {
  const bySecret = new Map<string, Reference>();
  for (const reference of references) {
    const { to, from } = reference;
    const isManaged = to.kind !== 'Secret' || to.name.endsWith('-kubeconfig') || isTemplated(from);
    if (!isManaged && !bySecret.has(to.key)) bySecret.set(to.key, reference);
  }
  return [...bySecret.values()];
}

function isTemplated({ applier }: Manifest): boolean {
  return applier?.id.qualifiedKind === Kind.RESOURCE_SET;
}
