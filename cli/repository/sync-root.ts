import { FileTree } from './file-tree';
import { ancestorsOf, directoryOf, joinPath, nameOf } from './paths';
import { Repository } from './repository';

/** Which directory of the repository a source holds, and where in the source it stands. */
export interface SyncRoot {
  /** Directory from the root of the repository. */
  readonly directory: string;
  /** Directory in the source; empty for its root. */
  readonly mount: string;
}

/**
 * The part of the repository that the source of a sync holds.
 *
 * Usually a Git source is the repository. The tree of a fleet may also lie somewhere else than where it is committed, as
 * examples and previews do: then the end of the path shows where it belongs.
 *
 * @param path path of the sync in its source
 * @param home directory of the cluster that says so
 */
export function syncRoot({ tree, isGitRoot }: Repository, kind: unknown, path: string, home: string): SyncRoot | undefined {
  const isGit = kind === 'GitRepository';
  if (path === '') return { directory: isGit ? '' : home, mount: '' };
  if (tree.isDirectory(path)) return { directory: '', mount: '' };
  const moved = movedRoot(path, home);
  if (moved && !(isGit && isGitRoot && moved.directory === '')) return moved;
  if (isGit) return undefined;
  // Whichever directory was pushed.
  const pushed = [...ancestorsOf(home), ...tree.allDirectories()].find((directory) => tree.isDirectory(joinPath(directory, path)));
  return pushed === undefined ? undefined : { directory: pushed, mount: '' };
}

/** What is left of both when the end that they have in common is taken away. */
function movedRoot(path: string, home: string): SyncRoot | undefined {
  let [mount, directory, common] = [path, home, 0];
  while (mount !== '' && directory !== '' && nameOf(mount) === nameOf(directory)) {
    mount = directoryOf(mount);
    directory = directoryOf(directory);
    common++;
  }
  // One name alone may be a coincidence.
  const isSure = common > 1 || (common === 1 && (mount === '' || directory === ''));
  return isSure ? { directory, mount } : undefined;
}

/** The tree of the source. */
export function mountedTree(tree: FileTree, { directory, mount }: SyncRoot): FileTree {
  return tree.below(directory).under(mount);
}

/** A path of the source as a path from the root of the repository. */
export function repositoryPath({ directory, mount }: SyncRoot, path: string): string {
  return joinPath(directory, mount === '' ? path : path.slice(mount.length + 1));
}
