import { Manifest } from '../../src/manifests/manifest';
import { ClusterEntry } from '../render/cluster-entry';
import { FileTree, kustomizationPath } from './file-tree';
import { FluxDocuments } from './flux-documents';
import { ancestorsOf, clampPath, directoryOf, isWithin, nameOf, resolvePath } from './paths';
import { Repository } from './repository';
import { RepositoryFile } from './repository-file';

/** Clusters that nothing in the repository starts: directories with Kustomizations that nothing else applies. */
export function unmanagedClusters({ tree, name }: Repository, { kustomizations }: FluxDocuments): ClusterEntry[] {
  const following = kustomizations
    .map(({ manifest, path }) => ({ directory: directoryOf(path), target: clampPath(manifest.at('spec', 'path').text() ?? '') }))
    .filter(({ target }) => target !== '' && tree.isDirectory(target));
  const listed = listedDirectories(tree);
  const directories = [...new Set(following.map(({ directory }) => directory))].filter(
    (directory) =>
      !listed.has(directory) && !following.some((other) => !isWithin(other.directory, directory) && isWithin(directory, other.target)),
  );
  // A directory is scanned with those below it.
  const entries = directories.filter((directory) => !directories.some((other) => other !== directory && isWithin(directory, other)));
  return entries.map((directory) => {
    const home = nameOf(directory) === 'flux-system' ? directoryOf(directory) : directory;
    return {
      name: nameOf(home) || name,
      path: home,
      tree,
      repository: tree,
      directories: [home],
      isGenerated: true,
      problems: [],
      unseen: 'nothing in the repository says how it is started',
    };
  });
}

/** Directories that a kustomization elsewhere lists: what is in them is applied under the name of the other. */
function listedDirectories(tree: FileTree): ReadonlySet<string> {
  const listed = new Set<string>();
  for (const directory of tree.allDirectories()) {
    const path = kustomizationPath(tree, directory);
    const [kustomization] = path === undefined ? [] : tree.file(path)!.manifests;
    for (const entry of ['resources', 'bases', 'components'].flatMap((name) => entriesOf(kustomization, name))) {
      const target = resolvePath(directory, entry);
      const other = target === undefined || tree.isDirectory(target) ? target : directoryOf(target);
      if (other !== undefined && other !== directory) listed.add(other);
    }
  }
  return listed;
}

function entriesOf(kustomization: Manifest | undefined, name: string): string[] {
  return (
    kustomization
      ?.at(name)
      .items()
      .flatMap((field) => field.text() ?? []) ?? []
  );
}

/** A repository without any cluster: all that can be built in it, so that it is judged at least by itself. */
export function bareDirectory({ tree, name }: Repository): ClusterEntry {
  const kustomized = tree.allDirectories().filter((directory) => kustomizationPath(tree, directory) !== undefined);
  const listed = listedDirectories(tree);
  const directories = kustomized.filter((directory) => !listed.has(directory));
  const built = new Set([...kustomized, ...listed]);
  const objects: Manifest[] = [];
  const files: RepositoryFile[] = [];
  for (const [path, file] of tree.entries()) {
    const isBuilt = ancestorsOf(directoryOf(path)).some((directory) => built.has(directory));
    if (!/\.ya?ml$/.test(path) || isBuilt) continue;
    const found = file.documents.filter(isObject);
    if (found.length === 0) continue;
    objects.push(...found);
    files.push(file);
  }
  const unseen = 'nothing in the repository says what is applied';
  return { name, tree, repository: tree, directories, objects, files, isGenerated: true, isBare: true, problems: [], unseen };
}

function isObject({ apiVersion, kind, name }: Manifest): boolean {
  return apiVersion !== '' && kind !== '' && name !== '';
}
