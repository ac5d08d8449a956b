import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { crdOf } from '../schemas/crds';
import { isFluxObject } from './generated-objects';

/** Where objects of a kind live. */
export type Scope = 'namespaced' | 'cluster' | 'unknown';

/** Kinds of Kubernetes itself that live in namespaces, by API group. */
const NAMESPACED: Readonly<Record<string, readonly string[]>> = {
  '': [
    'Binding',
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  apps: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'coordination.k8s.io': ['Lease', 'LeaseCandidate'],
  'discovery.k8s.io': ['EndpointSlice'],
  'events.k8s.io': ['Event'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
  'resource.k8s.io': ['ResourceClaim', 'ResourceClaimTemplate'],
  'storage.k8s.io': ['CSIStorageCapacity'],
};

/** Kinds of Kubernetes itself that belong to the whole cluster. */
const CLUSTER: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/** API groups that every cluster serves, whose objects need no CRD. */
const BUILT_IN_GROUPS = new Set([
  ...Object.keys(NAMESPACED),
  ...Object.keys(CLUSTER),
  'authentication.k8s.io',
  'authorization.k8s.io',
  'internal.apiserver.k8s.io',
  'storagemigration.k8s.io',
  'metrics.k8s.io',
]);

/** The kinds of a group of Kubernetes itself; none for another group, and for one whose kinds nobody writes into a repository. */
export function builtInKinds(group: string): readonly string[] {
  return [...(NAMESPACED[group] ?? []), ...(CLUSTER[group] ?? [])];
}

/** The API groups of Kubernetes itself. */
export function builtInGroups(): readonly string[] {
  return [...BUILT_IN_GROUPS];
}

/** Whether Kubernetes itself serves a group. */
export function isBuiltInGroup(group: string): boolean {
  return BUILT_IN_GROUPS.has(group);
}

/** Where objects of a kind live, as Kubernetes, the CRDs of the cluster, or the CRDs that we have say. */
export function scopeOf(manifests: ManifestSet, { id, apiVersion, kind }: Manifest): Scope {
  const { group } = id;
  if (NAMESPACED[group]?.includes(kind)) return 'namespaced';
  if (CLUSTER[group]?.includes(kind)) return 'cluster';
  if (isFluxObject({ apiVersion })) return 'namespaced';
  const scope = manifests._once(scopesOfCrds).get(id.qualifiedKind) ?? crdOf(group, kind)?.spec.scope;
  if (scope === 'Namespaced') return 'namespaced';
  return scope === 'Cluster' ? 'cluster' : 'unknown';
}

function scopesOfCrds(manifests: ManifestSet): Map<string, unknown> {
  return new Map(
    manifests
      .ofKind(Kind.CUSTOM_RESOURCE_DEFINITION)
      .map(({ object: { spec } }) => [`${spec?.names?.kind}.${spec?.group}`, spec?.scope as unknown]),
  );
}
