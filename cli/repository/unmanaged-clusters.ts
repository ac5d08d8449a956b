import { Manifest } from '../../src/manifests/manifest';
import { ClusterEntry } from './cluster-entry';
import { FileTree, kustomizationPath } from './file-tree';
import { FluxDocument, FluxDocuments } from './flux-documents';
import { ancestorsOf, clampPath, directoryOf, isWithin, nameOf, resolvePath } from './paths';
import { Repository } from './repository';
import { RepositoryFile } from './repository-file';

/** A Kustomization, where it stands and what it applies. */
interface Following {
  readonly manifest: Manifest;
  readonly directory: string;
  readonly target: string;
}

/** Clusters that nothing in the repository starts: directories with Kustomizations that nothing else applies. */
export function unmanagedClusters({ tree, name }: Repository, { kustomizations, all }: FluxDocuments): ClusterEntry[] {
  const following = kustomizations
    .map(({ manifest, path }): Following => {
      return { manifest, directory: directoryOf(path), target: clampPath(manifest.at('spec', 'path').text() ?? '') };
    })
    .filter(({ target }) => target !== '' && tree.isDirectory(target));
  const listers = listersIn(tree);
  const tops = new Set(following.flatMap(({ directory }) => topsOf(directory, listers)));
  const isApplied = (directory: string) =>
    following.some((other) => !isWithin(other.directory, directory) && isWithin(directory, other.target));
  const homes = [...tops].filter((directory) => !isApplied(directory)).map((directory) => homeOf(directory));
  // A directory is scanned with those below it.
  const entries = [...new Set(homes)].filter((home) => !homes.some((other) => other !== home && isWithin(home, other)));
  return entries.map((path) => {
    const common = { name: nameOf(path) || name, path, tree, repository: tree, problems: [] };
    const own = following.find(
      ({ directory, target }) => isWithin(directory, path) && isWithin(directory, target) && isWithin(path, target),
    );
    if (own) {
      const { manifest: self, target } = own;
      const reference = self.at('spec', 'sourceRef');
      const isSource = ({ manifest }: FluxDocument) =>
        manifest.kind === reference.at('kind').value && manifest.name === reference.at('name').value;
      return { ...common, path: target, directory: target, kustomization: self, source: all.find(isSource)?.manifest, isGenerated: false };
    }
    return { ...common, directories: [path], isGenerated: true, unseen: 'nothing in the repository says how it is started' };
  });
}

function homeOf(directory: string): string {
  return nameOf(directory) === 'flux-system' ? directoryOf(directory) : directory;
}

type Listers = ReadonlyMap<string, ReadonlySet<string>>;

/** The directories from which a directory is listed, through as many kustomizations as there are; itself when none lists it. */
function topsOf(directory: string, listers: Listers, seen = new Set<string>()): string[] {
  if (seen.has(directory)) return [];
  seen.add(directory);
  const above = [...(listers.get(directory) ?? [])];
  return above.length === 0 ? [directory] : above.flatMap((lister) => topsOf(lister, listers, seen));
}

/** By directory, the directories with a kustomization that lists it or files in it: it is applied under their name. */
function listersIn(tree: FileTree): Listers {
  const listers = new Map<string, Set<string>>();
  for (const directory of tree.allDirectories()) {
    const path = kustomizationPath(tree, directory);
    const [kustomization] = path === undefined ? [] : tree.file(path)!.manifests;
    for (const entry of ['resources', 'bases', 'components'].flatMap((name) => entriesOf(kustomization, name))) {
      const target = resolvePath(directory, entry);
      const other = target === undefined || tree.isDirectory(target) ? target : directoryOf(target);
      if (other === undefined || other === directory) continue;
      const known = listers.get(other);
      if (known) known.add(directory);
      else listers.set(other, new Set([directory]));
    }
  }
  return listers;
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
export function bareDirectory({ tree }: Repository): ClusterEntry {
  const kustomized = tree.allDirectories().filter((directory) => kustomizationPath(tree, directory) !== undefined);
  const listed = listersIn(tree);
  const directories = kustomized.filter((directory) => !listed.has(directory));
  const built = new Set([...kustomized, ...listed.keys()]);
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
  return { name: '', tree, repository: tree, directories, objects, files, isGenerated: true, problems: [], unseen };
}

function isObject({ apiVersion, kind, name }: Manifest): boolean {
  return apiVersion !== '' && kind !== '' && name !== '';
}
