import { Dirent, readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { FileProblem } from '../../src/manifests/source-file';
import { compareText } from '../../src/primitives/compare';
import { joinPath } from './paths';
import { readTextFile } from './read-file';
import { RepositoryFile } from './repository-file';

/** More files than any fleet has; a walk must end. */
export const MAX_FILES = 50_000;

const MAX_DEPTH = 100;

/** What is no part of a repository's contents. */
const SKIPPED = new Set(['.git', 'node_modules']);

/** The files of a directory, and what in it leads elsewhere. */
export interface WalkedRepository {
  /** In the order of their paths. Those that stand in a link are not among them: artifacts of Flux hold none. */
  readonly files: RepositoryFile[];
  readonly problems: FileProblem[];
}

/**
 * Lists the files of a repository. Reads none of them, and follows no link.
 *
 * @param prefix how paths start, for a repository beside the one that is judged
 */
export function walkRepository(root: string, prefix = ''): WalkedRepository {
  const files: RepositoryFile[] = [];
  const problems: FileProblem[] = [];
  const realRoot = realpathSync(root);

  const walk = (directory: string, path: string, depth: number): void => {
    for (const entry of entriesOf(directory)) {
      const absolute = join(directory, entry.name);
      const inside = joinPath(path, entry.name);
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isSymbolicLink()) {
        const problem = linkProblem(absolute, realRoot, directory);
        if (problem) problems.push({ ...problem, place: { file: joinPath(prefix, inside) } });
      } else if (entry.isDirectory()) {
        if (depth < MAX_DEPTH) walk(absolute, inside, depth + 1);
        else problems.push(tooMuch(`more than ${MAX_DEPTH} directories inside each other`, joinPath(prefix, inside)));
      } else if (entry.isFile()) {
        if (files.length >= MAX_FILES) {
          if (files.length === MAX_FILES && !problems.some(({ kind }) => kind === 'too-many')) {
            problems.push({ ...tooMuch(`only the first ${MAX_FILES} files are read`, joinPath(prefix, inside)), kind: 'too-many' });
          }
          return;
        }
        files.push(new RepositoryFile(joinPath(prefix, inside), () => readTextFile(absolute)));
      }
    }
  };
  walk(realRoot, '', 0);
  return { files, problems };
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  } catch {
    // What cannot be listed holds nothing for us; Flux would not see it either.
    return [];
  }
}

/** What is wrong with a link: it leads out of the repository, around in a circle, or to a directory that it stands in. */
function linkProblem(link: string, root: string, directory: string): Pick<FileProblem, 'kind' | 'message'> | undefined {
  let target: string;
  try {
    target = realpathSync(link);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ELOOP' ? { kind: 'link-cycle', message: 'the link leads to itself' } : undefined;
  }
  const inside = relative(root, target);
  if (inside === '..' || inside.startsWith(`..${sep}`)) return { kind: 'link-outside', message: 'the link leads out of the repository' };
  if (directory === target || directory.startsWith(target + sep)) {
    return { kind: 'link-cycle', message: 'the link leads to a directory that it stands in' };
  }
  return undefined;
}

function tooMuch(message: string, file: string): FileProblem {
  return { kind: 'too-large', message, place: { file } };
}
