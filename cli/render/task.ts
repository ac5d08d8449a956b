import { Manifest } from '../../src/manifests/manifest';
import { ObjectId } from '../../src/manifests/object-id';
import { Rendering } from './rendered-object';
import { SourceReference, SourceTree } from './source-trees';

/** Something that applies objects, and how far it has come. */
export interface Task {
  /** The Kustomization or ResourceSet; for the sync, what the controller makes of it. */
  readonly settings: Manifest;
  /** What others see as the applier; none for what the sync of a FluxInstance applies. */
  readonly applier?: Manifest;
  readonly depth: number;
  source?: SourceTree;
  rendering?: Rendering;
}

/** Where a Kustomization gets its files from. */
export function referenceOf(kustomization: Manifest): SourceReference {
  const reference = kustomization.at('spec', 'sourceRef');
  const text = (name: string) => reference.at(name).text();
  return { kind: text('kind') ?? '', name: text('name') ?? '', namespace: text('namespace') ?? kustomization.namespace };
}

/** What identifies an object in its cluster, before there is a manifest of it. */
export function keyOf(object: any): string {
  const { apiVersion = '', kind = '', metadata } = object ?? {};
  return ObjectId.of(String(apiVersion), String(kind), String(metadata?.name ?? ''), metadata?.namespace).key;
}

/** Stands for what applies objects that just lie in a directory. Nobody knows its name. */
export function anonymousApplier(): Manifest {
  const object = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { namespace: 'flux-system' } };
  return new Manifest(object, { origin: { place: () => ({}) } });
}
