import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FileProblem } from '../../src/manifests/source-file';
import { FileTree } from './file-tree';
import { directoryOf, nameOf } from './paths';
import { RepositoryFile } from './repository-file';
import { SourceIgnore } from './source-ignore';
import { walkRepository } from './walk-repository';

/** A repository: its files, and the tree that Flux makes an artifact of. */
export interface Repository {
  /** Absolute path. */
  readonly root: string;
  /** Name of its directory. */
  readonly name: string;
  readonly files: readonly RepositoryFile[];
  readonly problems: readonly FileProblem[];
  /** Whether a Git repository has its root here, so that paths of Git sources start here too. */
  readonly isGitRoot: boolean;
  /** What an artifact of the whole repository holds, by paths from its root. */
  readonly tree: FileTree;
}

/**
 * Lists a repository. Reads its `.sourceignore` files and nothing else.
 *
 * @param prefix how paths of its files start, for a repository beside the one that is judged
 */
export function openRepository(directory: string, prefix = ''): Repository {
  const root = resolve(directory);
  const { files, problems } = walkRepository(root, prefix);
  return { root, name: basename(root), files, problems, isGitRoot: existsSync(join(root, '.git')), tree: artifactTree(files, prefix) };
}

function artifactTree(files: readonly RepositoryFile[], prefix: string): FileTree {
  const inside = (path: string) => (prefix === '' ? path : path.slice(prefix.length + 1));
  const ignore = new SourceIgnore();
  for (const file of files) if (nameOf(file.path) === '.sourceignore') ignore.add(file.text, directoryOf(inside(file.path)));
  const tree = new FileTree();
  for (const file of files) {
    const path = inside(file.path);
    if (!ignore.excludes(path)) tree.add(path, file);
  }
  return tree;
}
