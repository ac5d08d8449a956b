import { groupOf } from './object-id';

/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** An object and where it comes from. */
export interface SourcedObject {
  readonly object: KubernetesObject;
  /** Where the object is defined, as it is printed in errors: class and path of a construct, or a file. */
  readonly origin: string;
}

/** What makes an object the same object within one cluster: group, kind, namespace and name, but not the version. */
export function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** `Kind namespace/name`, as people write it. */
export function describe({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}
