import { KubernetesObject } from '../manifests/kubernetes-object';
import { Placement } from '../primitives/placement';

/** What a reader looks for, by kind: sources apart from what reconciles them. */
const ROLES: Record<string, string> = {
  GitRepository: 'source',
  OCIRepository: 'source',
  HelmRepository: 'source',
  HelmChart: 'source',
  Bucket: 'source',
  HelmRelease: 'release',
  Kustomization: 'sync',
  ServiceAccount: 'rbac',
  Role: 'rbac',
  RoleBinding: 'rbac',
  ClusterRole: 'rbac',
  ClusterRoleBinding: 'rbac',
};

/** Files that hold several objects, because they mean something only together. */
export const SHARED_FILES: ReadonlySet<string> = new Set(['rbac']);

/** What decides in which file an object stands. */
export interface FileRequest {
  readonly object: KubernetesObject;
  /** What the constructs around it say. */
  readonly placement: Placement;
  /** The namespace that the layer gives to objects that name none. */
  readonly roomNamespace?: string;
  /** Whether the directory has one subdirectory a component. The directory of a cluster is flat. */
  readonly components: boolean;
}

/**
 * The file of an object, relative to the directory of its layer, without ending.
 *
 * Depends on the object and on nothing around it, so that defining one more object, or another order, moves no file.
 */
export function fileStem({ object, placement, roomNamespace, components }: FileRequest): string {
  const { name, namespace } = object.metadata;
  const role = ROLES[object.kind] ?? kebabCase(object.kind);
  if (!components && placement.component === undefined) return placement.file ?? `${name}-${role}`;

  const foreign = namespace !== undefined && namespace !== roomNamespace;
  const component = placement.component ?? (foreign ? namespace : name);
  const own = name === component || SHARED_FILES.has(role);
  return `${component}/${placement.file ?? (own ? role : `${name}-${role}`)}`;
}

function kebabCase(kind: string): string {
  return kind
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
