import { Manifest } from '../../src/manifests/manifest';
import { generatedObjects } from '../../src/verification/generated-objects';
import { ClusterEntry } from '../render/cluster-entry';
import { bootstrappedClusters } from './bootstrapped-clusters';
import { FileTree } from './file-tree';
import { FluxDocument, FluxDocuments } from './flux-documents';
import { ancestorsOf, clampPath, directoryOf, joinPath, nameOf } from './paths';
import { Repository } from './repository';
import { bareDirectory, unmanagedClusters } from './unmanaged-clusters';

/** Finds the clusters of a repository by what starts them; without any, takes the repository for one. */
export function findClusters(repository: Repository, documents: FluxDocuments): ClusterEntry[] {
  const instances = instanceClusters(repository, documents);
  const bootstrapped = bootstrappedClusters(repository, instances);
  const managed = [...instances, ...bootstrapped];
  const entries = managed.length > 0 ? managed : unmanagedClusters(repository, documents);
  return withUniqueNames(entries.length > 0 ? entries : [bareDirectory(repository)]);
}

/** Clusters that a FluxInstance starts. */
function instanceClusters({ tree, name }: Repository, { instances }: FluxDocuments): ClusterEntry[] {
  const entries = new Map<string, ClusterEntry>();
  for (const document of instances) {
    const entry = instanceCluster(document, tree, name, instances);
    const key = `${entry.path}|${entry.directory}`;
    if (!entries.has(key)) entries.set(key, entry);
  }
  return [...entries.values()];
}

function instanceCluster({ manifest, path }: FluxDocument, tree: FileTree, repository: string, all: readonly FluxDocument[]): ClusterEntry {
  const [source, kustomization] = generatedObjects([manifest]);
  const home = homeOf(path);
  const nearby = { name: nameOf(home) || repository, tree, instance: manifest, isGenerated: true, problems: [] };
  if (!kustomization) return { ...nearby, path: home, directories: [home], unseen: 'its FluxInstance has no sync' };

  const sync = manifest.at('spec', 'sync', 'path');
  const directory = clampPath(sync.text() ?? '');
  const root = artifactRoot(tree, manifest, directory, home);
  if (root !== undefined) {
    const entryPath = joinPath(root, directory);
    const name = nameOf(entryPath) || nearby.name;
    return { ...nearby, name, path: entryPath, tree: tree.below(root), directory, source, kustomization };
  }
  const unknown = { ...nearby, path: home, source, kustomization };
  // Other instances of the same source, or directories that start the same way, show that it is this repository.
  const url = manifest.at('spec', 'sync', 'url').value;
  const [first] = directory.split('/');
  const isHere =
    (directory.includes('/') && tree.isDirectory(first)) ||
    all.some(
      (other) =>
        other.manifest !== manifest &&
        other.manifest.at('spec', 'sync', 'url').value === url &&
        artifactRoot(tree, other.manifest, clampPath(other.manifest.at('spec', 'sync', 'path').text() ?? ''), homeOf(other.path)) !==
          undefined,
    );
  const message = `${sync.text() ?? '.'} is no directory of this repository`;
  const problems = isHere ? [{ rule: 'path-not-found', field: sync, message }] : [];
  return { ...unknown, directories: [home], problems, unseen: isHere ? message : 'its FluxInstance syncs from another repository' };
}

/** The directory that becomes the artifact of the sync: for Git the repository, for OCI whichever was pushed. */
function artifactRoot(tree: FileTree, instance: Manifest, directory: string, home: string): string | undefined {
  const isGit = instance.at('spec', 'sync', 'kind').value === 'GitRepository';
  if (directory === '') return isGit ? '' : home;
  if (tree.isDirectory(directory)) return '';
  if (isGit) return undefined;
  const candidates = [...ancestorsOf(home), ...tree.allDirectories()];
  return candidates.find((root) => tree.isDirectory(joinPath(root, directory)));
}

/** The directory of the cluster that a file is for: the one above `flux-system`. */
function homeOf(path: string): string {
  const directory = directoryOf(path);
  return nameOf(directory) === 'flux-system' ? directoryOf(directory) : directory;
}

/** Two clusters of the same name are told apart by their paths. */
function withUniqueNames(entries: readonly ClusterEntry[]): ClusterEntry[] {
  const counts = new Map<string, number>();
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  return entries.map((entry) => (counts.get(entry.name)! > 1 && entry.path ? { ...entry, name: entry.path } : entry));
}
