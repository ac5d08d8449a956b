import { INamedObject } from '../flux-object';

/** How one object names the source of its files, as it stands in `sourceRef`. */
export interface SourceReference {
  /** Kind of the source, e.g. `GitRepository`. */
  readonly kind: string;
  /** Name of the source. */
  readonly name: string;
  /**
   * Namespace of the source.
   *
   * @default - the namespace of the object that refers to it
   */
  readonly namespace?: string;
}

/**
 * A source of Kubernetes manifests: what a `Kustomization` can apply.
 *
 * A `HelmRepository` is not one: it holds charts.
 */
export interface IManifestSource extends INamedObject {
  /** Kind of the source, e.g. `GitRepository`. */
  readonly sourceKind: string;
}

/** The reference to `source` from an object in `namespace`; names the namespace only where it differs. */
export function sourceReference(source: IManifestSource, namespace?: string): SourceReference {
  return { kind: source.sourceKind, name: source.name, namespace: otherNamespace(source, namespace) };
}

/** The namespace of `target`, where it has to be written in a reference from `namespace`. */
export function otherNamespace(target: INamedObject, namespace?: string): string | undefined {
  return target.namespace === namespace ? undefined : target.namespace;
}
