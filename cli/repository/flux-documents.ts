import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { instancesFromCharts } from '../../src/verification/flux-instances';
import { FileTree } from './file-tree';
import { directoryOf } from './paths';

/** A document of a file that is an object of Flux, as it is written there. */
export interface FluxDocument {
  readonly manifest: Manifest;
  /** The path of its file in the tree. */
  readonly path: string;
}

/** What in a repository says which clusters there are. */
export interface FluxDocuments {
  /** Also those that are values of a release. */
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
  const written = ofKind(Kind.FLUX_INSTANCE).map(({ manifest, path }) => ({ manifest: inFluxSystem(manifest), path }));
  return { all, instances: [...written, ...releasedInstances(all)], kustomizations: ofKind(Kind.KUSTOMIZATION) };
}

/** The instances that releases of the operator's charts bring. The source of the chart stands in the same directory, or has its namespace. */
function releasedInstances(all: readonly FluxDocument[]): FluxDocument[] {
  const releases = all.filter(({ manifest }) => manifest.kind === 'HelmRelease' && manifest.at('spec', 'values', 'instance').exists);
  const others = releases.length === 0 ? [] : all.filter(({ manifest }) => manifest.kind !== 'HelmRelease');
  return releases.flatMap(({ manifest: release, path }) => {
    const near = others.filter((other) => directoryOf(other.path) === directoryOf(path));
    const [instance] = instancesFromCharts([release, ...[...near, ...others].map(({ manifest }) => manifest)]);
    return instance ? [{ manifest: inFluxSystem(instance), path }] : [];
  });
}

/** A kustomization or a Kustomization may set the namespace; it is this one nearly everywhere. */
function inFluxSystem(instance: Manifest): Manifest {
  if (instance.namespace !== undefined) return instance;
  const { object, generatedBy, _origin: origin } = instance;
  return new Manifest({ ...object, metadata: { ...object.metadata, namespace: 'flux-system' } }, { origin, generatedBy });
}
