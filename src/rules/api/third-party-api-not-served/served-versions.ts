import { Manifest } from '../../../manifests/manifest';
import { groupBy } from '../../../primitives/push-to';

/** Versions of kinds that are not Flux's and that their projects do not serve any more. */
interface Removal {
  readonly group: string;
  readonly versions: readonly string[];
  /** The kinds that are gone; every kind of the group where there are none. */
  readonly kinds?: readonly string[];
  /** What to use. */
  readonly current: string;
  /** Since when. */
  readonly since: string;
}

/** As of November 2026. Kubernetes: 1.33, the oldest that Flux 2.9 supports. */
export const REMOVALS: readonly Removal[] = [
  {
    group: 'external-secrets.io',
    versions: ['v1alpha1', 'v1beta1'],
    kinds: ['ExternalSecret', 'SecretStore', 'ClusterSecretStore', 'ClusterExternalSecret'],
    current: 'external-secrets.io/v1',
    since: 'External Secrets 0.17',
  },
  { group: 'cert-manager.io', versions: ['v1alpha2', 'v1alpha3', 'v1beta1'], current: 'cert-manager.io/v1', since: 'cert-manager 1.6' },
  { group: 'certmanager.k8s.io', versions: ['v1alpha1'], current: 'cert-manager.io/v1', since: 'cert-manager 0.11' },
  { group: 'traefik.containo.us', versions: ['v1alpha1'], current: 'traefik.io/v1alpha1', since: 'Traefik 3.0' },
  {
    group: 'gateway.networking.k8s.io',
    versions: ['v1alpha1', 'v1alpha2'],
    kinds: ['Gateway', 'GatewayClass', 'HTTPRoute'],
    current: 'gateway.networking.k8s.io/v1',
    since: 'Gateway API 1.0',
  },
  { group: 'extensions', versions: ['v1beta1'], current: 'apps/v1 or networking.k8s.io/v1', since: 'Kubernetes 1.22' },
  { group: 'apps', versions: ['v1beta1', 'v1beta2'], current: 'apps/v1', since: 'Kubernetes 1.16' },
  {
    group: 'networking.k8s.io',
    versions: ['v1beta1'],
    kinds: ['Ingress', 'IngressClass'],
    current: 'networking.k8s.io/v1',
    since: 'Kubernetes 1.22',
  },
  { group: 'batch', versions: ['v1beta1', 'v2alpha1'], current: 'batch/v1', since: 'Kubernetes 1.25' },
  { group: 'policy', versions: ['v1beta1'], kinds: ['PodDisruptionBudget'], current: 'policy/v1', since: 'Kubernetes 1.25' },
  {
    group: 'policy',
    versions: ['v1beta1'],
    kinds: ['PodSecurityPolicy'],
    current: 'the labels of Pod Security Admission',
    since: 'Kubernetes 1.25',
  },
  { group: 'autoscaling', versions: ['v2beta1', 'v2beta2'], current: 'autoscaling/v2', since: 'Kubernetes 1.26' },
  {
    group: 'rbac.authorization.k8s.io',
    versions: ['v1alpha1', 'v1beta1'],
    current: 'rbac.authorization.k8s.io/v1',
    since: 'Kubernetes 1.22',
  },
  { group: 'apiextensions.k8s.io', versions: ['v1beta1'], current: 'apiextensions.k8s.io/v1', since: 'Kubernetes 1.22' },
  {
    group: 'admissionregistration.k8s.io',
    versions: ['v1beta1'],
    kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
    current: 'admissionregistration.k8s.io/v1',
    since: 'Kubernetes 1.22',
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    versions: ['v1beta1', 'v1beta2', 'v1beta3'],
    current: 'flowcontrol.apiserver.k8s.io/v1',
    since: 'Kubernetes 1.32',
  },
  {
    group: 'scheduling.k8s.io',
    versions: ['v1alpha1', 'v1beta1'],
    kinds: ['PriorityClass'],
    current: 'scheduling.k8s.io/v1',
    since: 'Kubernetes 1.22',
  },
  { group: 'discovery.k8s.io', versions: ['v1beta1'], current: 'discovery.k8s.io/v1', since: 'Kubernetes 1.25' },
  {
    group: 'storage.k8s.io',
    versions: ['v1beta1'],
    kinds: ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
    current: 'storage.k8s.io/v1',
    since: 'Kubernetes 1.22',
  },
];

const BY_GROUP = groupBy(REMOVALS, ({ group }) => group);

/** The API groups of which versions are gone. */
export const GROUPS_WITH_REMOVALS: readonly string[] = [...BY_GROUP.keys()];

/** Why the version of an object is not served any more; nothing where it is. */
export function removalOf({ id, apiVersion, kind }: Manifest): Removal | undefined {
  const removals = BY_GROUP.get(id.group);
  if (!removals) return undefined;
  const [, version] = apiVersion.split('/');
  return removals.find(({ versions, kinds }) => versions.includes(version) && (kinds?.includes(kind) ?? true));
}
