import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { FileTree } from './file-tree';

/** A document of a file that is an object of Flux, as it is written there. */
export interface FluxDocument {
  readonly manifest: Manifest;
  /** The path of its file in the tree. */
  readonly path: string;
}

/** What in a repository says which clusters there are. */
export interface FluxDocuments {
  readonly instances: readonly FluxDocument[];
  readonly kustomizations: readonly FluxDocument[];
  /** All objects of Flux and its operator. */
  readonly all: readonly FluxDocument[];
}

/** Finds the objects of Flux in the files of a tree. Other files are not parsed. */
export function fluxDocuments(tree: FileTree): FluxDocuments {
  const all: FluxDocument[] = [];
  for (const [path, file] of tree.entries()) {
    if (!/\.ya?ml$/.test(path) || !/fluxcd\.(io|controlplane\.io)\//.test(file.text)) continue;
    for (const manifest of file.documents) if (/(^|\.)fluxcd\.(io|controlplane\.io)$/.test(manifest.id.group)) all.push({ manifest, path });
  }
  const ofKind = (kind: string) => all.filter(({ manifest }) => manifest.id.qualifiedKind === kind && manifest.name !== '');
  return { all, instances: ofKind(Kind.FLUX_INSTANCE), kustomizations: ofKind(Kind.KUSTOMIZATION) };
}
