import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { ClusterEntry } from '../render/cluster-entry';
import { clampPath, directoryOf, nameOf } from './paths';
import { Repository } from './repository';
import { RepositoryFile } from './repository-file';

/** Clusters that `flux bootstrap` started, or will start: each has a `flux-system/gotk-sync.yaml`. */
export function bootstrappedClusters({ tree, name }: Repository, others: readonly ClusterEntry[]): ClusterEntry[] {
  const known = new Set(others.map(({ path }) => path));
  const entries: ClusterEntry[] = [];
  for (const [path, file] of tree.entries()) {
    if (nameOf(path) !== 'gotk-sync.yaml') continue;
    const { kustomization, source, isGenerated } = syncOf(file);
    const above = directoryOf(directoryOf(path));
    const directory = isGenerated ? above : clampPath(kustomization.at('spec', 'path').text() ?? '');
    if (known.has(directory)) continue;
    known.add(directory);
    const own = tree.without(source.at('spec', 'ignore').text() ?? '');
    const entry = { name: nameOf(directory) || nameOf(above) || name, path: directory, tree: own, source, kustomization, isGenerated };
    if (own.isDirectory(directory)) entries.push({ ...entry, directory, problems: [] });
    else {
      const field = kustomization.at('spec', 'path');
      const message = `${field.text() ?? '.'} is no directory of this repository`;
      entries.push({
        ...entry,
        path: above,
        directories: [above],
        unseen: message,
        problems: [{ rule: 'path-not-found', field, message }],
      });
    }
  }
  return entries;
}

/** What bootstrap wrote into the file; what it will write, where it is a placeholder still. */
function syncOf(file: RepositoryFile): { source: Manifest; kustomization: Manifest; isGenerated: boolean } {
  const kustomization = file.documents.find(({ id, name }) => id.qualifiedKind === Kind.KUSTOMIZATION && name !== '');
  const reference = kustomization?.at('spec', 'sourceRef');
  const source = file.documents.find(({ kind, name }) => kind === reference?.at('kind').value && name === reference?.at('name').value);
  if (kustomization && source) return { source, kustomization, isGenerated: false };
  const metadata = { name: 'flux-system', namespace: 'flux-system' };
  const made = (object: object) => new Manifest(object, { origin: { place: () => ({ file: file.path, line: 1, column: 1 }) } });
  const path = `./${directoryOf(directoryOf(file.path))}`;
  const sourceRef = { kind: 'GitRepository', name: 'flux-system' };
  return {
    source: made({ apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec: { interval: '1m0s' } }),
    kustomization: made({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { interval: '10m0s', path, prune: true, sourceRef },
    }),
    isGenerated: true,
  };
}
