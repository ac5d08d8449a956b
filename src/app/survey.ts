import { dirname, join, posix, resolve } from 'node:path';
import { Disk, Entry } from './disk';
import { Problem } from './problems';

/** What was found on the way to a path: the path itself, or what stands where one of its directories should be. */
export interface Found extends Entry {
  /** Path in the tree of what was found. */
  readonly at: string;
}

/** Looks at paths in one directory. Each directory is looked at once, and no symbolic link below the root is followed. */
export class Survey {
  private readonly directories = new Map<string, Found>();

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
  ) {
    this.directories.set('.', { ...disk.target(root), at: '.' });
  }

  /** What stands at `path`; when it cannot be reached, what is in its way, or the directory that is missing. */
  public find(path: string): Found {
    const parent = this.directory(posix.dirname(path));
    return parent.kind === 'directory' ? { ...this.disk.entry(join(this.root, path)), at: path } : parent;
  }

  private directory(path: string): Found {
    let found = this.directories.get(path);
    if (!found) {
      found = this.find(path);
      this.directories.set(path, found);
    }
    return found;
  }
}

/** What is wrong with the place of the tree itself. Its own path may lead through symbolic links: the user chose it. */
export function rootProblem(disk: Disk, root: string): Problem | undefined {
  const { kind } = disk.target(root);
  if (kind === 'directory') return undefined;
  if (kind !== 'missing' || disk.entry(root).kind !== 'missing') return notADirectory(root, kind);

  const above = dirname(resolve(root));
  return above === resolve(root) ? undefined : rootProblem(disk, above);
}

function notADirectory(path: string, kind: string): Problem {
  return {
    at: `Directory '${path}'`,
    prop: 'it',
    got: kind === 'missing' ? 'a symbolic link to nothing' : `a ${kind === 'other' ? 'device' : kind}`,
    mustBe: 'a directory, or free',
    fix: 'write the tree to another directory, or move what is there',
  };
}
