import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { ClusterEntry } from './cluster-entry';
import { noDirectory } from './no-directory';
import { clampPath, directoryOf, nameOf } from './paths';
import { Repository } from './repository';
import { RepositoryFile } from './repository-file';
import { mountedTree, repositoryPath, syncRoot } from './sync-root';

/** Clusters that `flux bootstrap` started, or will start: each has a `flux-system/gotk-sync.yaml`. */
export function bootstrappedClusters(repository: Repository, others: readonly ClusterEntry[]): ClusterEntry[] {
  const { tree, name } = repository;
  const known = new Set(others.map(({ path }) => path));
  const entries: ClusterEntry[] = [];
  for (const [path, file] of tree.entries()) {
    if (nameOf(path) !== 'gotk-sync.yaml') continue;
    const { kustomization, source, isGenerated } = syncOf(file);
    const home = directoryOf(directoryOf(path));
    const directory = isGenerated ? home : clampPath(kustomization.at('spec', 'path').text() ?? '');
    const root = syncRoot(repository, source.kind, directory, home);
    const entryPath = root && repositoryPath(root, directory);
    if (known.has(entryPath ?? home)) continue;
    known.add(entryPath ?? home);
    const nearby = {
      name: nameOf(entryPath ?? home) || name,
      path: entryPath ?? home,
      repository: tree,
      source,
      kustomization,
      isGenerated,
    };
    if (root) {
      const own = mountedTree(tree, root).without(source.at('spec', 'ignore').text() ?? '');
      entries.push({ ...nearby, tree: own, directory, problems: [] });
    } else {
      const field = kustomization.at('spec', 'path');
      const message = noDirectory(field, tree, 'this repository');
      const problems = [{ rule: 'path-not-found', field, message }];
      entries.push({ ...nearby, tree, directories: [home], unseen: message, problems });
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
