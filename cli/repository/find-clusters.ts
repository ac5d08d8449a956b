import { Manifest } from '../../src/manifests/manifest';
import { generatedObjects } from '../../src/verification/generated-objects';
import { ClusterEntry } from './cluster-entry';
import { bootstrappedClusters } from './bootstrapped-clusters';
import { FileTree } from './file-tree';
import { FluxDocuments } from './flux-documents';
import { noDirectory } from './no-directory';
import { overlaidInstances } from './overlaid-instances';
import { clampPath, directoryOf, nameOf } from './paths';
import { Repository } from './repository';
import { withInstancePatches } from './synced-objects';
import { mountedTree, repositoryPath, SyncRoot, syncRoot } from './sync-root';
import { bareDirectory, unmanagedClusters } from './unmanaged-clusters';

/** Finds the clusters of a repository by what starts them; without any, takes the repository for one. */
export function findClusters(repository: Repository, documents: FluxDocuments): ClusterEntry[] {
  const instances = instanceClusters(repository, documents);
  const bootstrapped = bootstrappedClusters(repository, instances);
  const managed = withoutStrays([...instances, ...bootstrapped]);
  const entries = managed.length > 0 ? managed : unmanagedClusters(repository, documents);
  return withUniqueNames(entries.length > 0 ? entries : [bareDirectory(repository)]);
}

/** An instance that starts nothing, among what clusters apply, is no cluster where there are others: a rule says that it is misplaced. */
function withoutStrays(entries: readonly ClusterEntry[]): readonly ClusterEntry[] {
  const isStray = ({ instance, kustomization, path = '' }: ClusterEntry) =>
    instance !== undefined && kustomization === undefined && /(^|\/)(apps|infra|infrastructure)(\/|$)/.test(path);
  const others = entries.filter((entry) => !isStray(entry));
  return others.length > 0 ? others : entries;
}

/** A FluxInstance, and where its sync leads. */
interface Started {
  readonly manifest: Manifest;
  /** The directory of the cluster that its file is in. */
  readonly home: string;
  /** The path of its sync. */
  readonly directory: string;
  /** What the source of the sync holds; `undefined` when no directory has the path. */
  readonly root?: SyncRoot;
}

/** Clusters that a FluxInstance starts. */
function instanceClusters(repository: Repository, { instances }: FluxDocuments): ClusterEntry[] {
  const { tree, name } = repository;
  const started = overlaidInstances(tree, instances).map(({ manifest, path }): Started => {
    const home = homeOf(path);
    const directory = clampPath(manifest.at('spec', 'sync', 'path').text() ?? '');
    return { manifest, home, directory, root: syncRoot(repository, manifest.at('spec', 'sync', 'kind').value, directory, home) };
  });
  // Values of a release may have placeholders; what leads nowhere is no sign of a cluster.
  const certain = started.filter(
    ({ manifest, root }) => !manifest.generatedBy || (root !== undefined && manifest.at('spec', 'sync').exists),
  );
  const urls = new Set(certain.flatMap(({ manifest, root }) => (root === undefined ? [] : [urlOf(manifest)])));
  const entries = new Map<string, ClusterEntry>();
  for (const one of certain) {
    const entry = instanceCluster(one, tree, name, urls);
    const misled = certain.some((other) => other.home === entry.path && isMisled(one, entry)) ? one.home : undefined;
    const key = `${entry.path}|${entry.directory}|${misled ?? ''}`;
    if (!entries.has(key)) entries.set(key, misled === undefined ? entry : { ...entry, name: nameOf(misled), misled });
  }
  return [...entries.values()];
}

function instanceCluster(started: Started, tree: FileTree, repository: string, urls: ReadonlySet<unknown>): ClusterEntry {
  const { manifest, home, directory, root } = started;
  const [source, kustomization] = generatedObjects([manifest]).map(withInstancePatches);
  const nearby = { name: nameOf(home) || repository, tree, repository: tree, instance: manifest, isGenerated: true, problems: [] };
  if (!kustomization) return { ...nearby, path: home, directories: [home], unseen: 'its FluxInstance has no sync' };
  if (root !== undefined) {
    const path = repositoryPath(root, directory);
    return { ...nearby, name: nameOf(path) || nearby.name, path, tree: mountedTree(tree, root), directory, source, kustomization };
  }
  // Other instances of the same source, or directories that start the same way, show that it is this repository.
  const isHere = urls.has(urlOf(manifest)) || (directory.includes('/') && tree.isDirectory(directory.split('/')[0]));
  const field = manifest.at('spec', 'sync', 'path');
  const message = noDirectory(field, tree, 'this repository');
  const problems = isHere ? [{ rule: 'path-not-found', field, message }] : [];
  const unseen = isHere ? message : 'its FluxInstance syncs from another repository';
  return { ...nearby, path: home, source, kustomization, directories: [home], problems, unseen };
}

/** Whether an instance that stands in the directory of a cluster syncs the directory of the cluster beside it. */
function isMisled({ home, root }: Started, { path = '' }: ClusterEntry): boolean {
  return root !== undefined && home !== path && directoryOf(home) !== '' && directoryOf(home) === directoryOf(path);
}

function urlOf(instance: Manifest): unknown {
  return instance.at('spec', 'sync', 'url').value;
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
