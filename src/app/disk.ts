import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';

/** What stands at a path. */
export type EntryKind = 'missing' | 'file' | 'directory' | 'link' | 'other';

/** What stands at a path, and how many bytes it has. */
export interface Entry {
  readonly kind: EntryKind;
  readonly size: number;
}

/** Everything the writer asks of the file system, so that tests can let each step fail. */
export interface Disk {
  /** What stands at `path`. A symbolic link in its last name is not followed. */
  entry(path: string): Entry;
  /** What stands at `path`, or at the end of the symbolic links that stand there. */
  target(path: string): Entry;
  /** The names in a directory. */
  names(directory: string): string[];
  read(path: string): Buffer;
  /** Writes a file that must not exist. */
  create(path: string, text: string): void;
  /** Puts a file in the place of another in one step. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes a directory and those above it, where they are missing. */
  makeDirectory(path: string): void;
  /** Removes a directory if it is empty and is there. */
  removeEmptyDirectory(path: string): void;
}

const NOT_AN_EMPTY_DIRECTORY: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR']);

const MISSING: Entry = { kind: 'missing', size: 0 };

/** The file system. */
export const DISK: Disk = {
  entry: (path) => toEntry(() => lstatSync(path, { throwIfNoEntry: false })),
  target: (path) => toEntry(() => statSync(path, { throwIfNoEntry: false })),
  names: (directory) => readdirSync(directory),
  read: (path) => readFileSync(path),
  create: (path, text) => writeFileSync(path, text, { flag: 'wx' }),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => unlinkSync(path),
  makeDirectory: (path) => {
    mkdirSync(path, { recursive: true });
  },
  removeEmptyDirectory: (path) => {
    try {
      rmdirSync(path);
    } catch (error) {
      if (!NOT_AN_EMPTY_DIRECTORY.has(codeOf(error))) throw error;
    }
  },
};

function toEntry(look: () => Stats | undefined): Entry {
  try {
    const stats = look();
    return stats ? { kind: kindOf(stats), size: stats.size } : MISSING;
  } catch (error) {
    // Below a file there is nothing.
    if (codeOf(error) === 'ENOTDIR') return MISSING;
    throw error;
  }
}

function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
