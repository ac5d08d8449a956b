import { dirname, join } from 'node:path';
import { InputError } from '../primitives/input-error';
import { RESERVED_PREFIX } from '../repository/repository-path';
import { RepositoryTree } from '../repository/repository-tree';
import { DISK, Disk } from './disk';
import { LEDGER, printLedger } from './ledger';
import { PlannedFile, planWrite, WritePlan } from './write-plan';

/** A file is written under a name like this at the root of the tree, where Flux and kustomize look for nothing. */
const TEMPORARY = `${RESERVED_PREFIX}tmp-`;

/** How a tree is written. */
export interface WriteOptions {
  /** Files that are made when they are missing, and belong to others from then on, by path. */
  readonly createOnce?: ReadonlyMap<string, string>;
  /** The file system; another one in tests. */
  readonly disk?: Disk;
}

/** What writing a tree changed. */
export interface WriteResult {
  /** Files that were new or changed, sorted. */
  readonly written: string[];
  /** Files that left the program, sorted. */
  readonly removed: string[];
  /** How many files were as they should be. */
  readonly unchanged: number;
}

/**
 * Makes a directory hold exactly the files of `tree`, beside those of others, which stay.
 *
 * Every file is replaced in one step, and the ledger lists what is about to be written before it is. So a crash at
 * any moment leaves whole files, all of them known, and the next run ends where this one would have.
 */
export function writeTree(directory: string, tree: RepositoryTree, options: WriteOptions = {}): WriteResult {
  const { disk = DISK, createOnce = new Map() } = options;
  return explained(directory, () => {
    const plan = planWrite(disk, directory, tree, createOnce);
    new TreeWriter(disk, directory).execute(plan, tree);
    const written = [...plan.write, ...plan.writeLast].map(({ path }) => path).sort();
    return { written, removed: [...plan.remove], unchanged: plan.unchanged };
  });
}

class TreeWriter {
  private readonly temporary: string;
  private readonly made = new Set<string>();

  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
  ) {
    this.temporary = join(directory, `${TEMPORARY}${process.pid}`);
  }

  public execute({ ledger, write, writeLast, remove, leave }: WritePlan, tree: RepositoryTree): void {
    this.removeLeftovers();
    const isChanged = write.length + writeLast.length + remove.length > 0;
    const during = isChanged ? printLedger(new Set([...ledger.paths, ...tree.paths])) : ledger.text;
    if (during !== undefined && during !== ledger.text) this.put({ path: LEDGER, text: during });

    for (const file of write) this.put(file);
    for (const path of remove) this.disk.remove(join(this.directory, path));
    for (const path of leave) this.disk.removeEmptyDirectory(join(this.directory, path));
    for (const file of writeLast) this.putInPlace(file);

    const after = printLedger(tree.paths);
    if (after !== during) this.put({ path: LEDGER, text: after });
  }

  /** Removes what a run left that did not come to its end. */
  private removeLeftovers(): void {
    if (this.disk.target(this.directory).kind === 'missing') return;
    const leftovers = this.disk.names(this.directory).filter((name) => name.startsWith(TEMPORARY));
    for (const name of leftovers) this.disk.remove(join(this.directory, name));
  }

  private put({ path, text }: PlannedFile): void {
    const file = join(this.directory, path);
    this.makeDirectory(dirname(file));
    this.disk.create(this.temporary, text);
    this.disk.rename(this.temporary, file);
  }

  /** Writes a file where an empty directory stands, or below what was a file of ours. Directories may have come and gone meanwhile. */
  private putInPlace(file: PlannedFile): void {
    this.made.clear();
    this.removeEmptyDirectories(join(this.directory, file.path));
    this.put(file);
  }

  private removeEmptyDirectories(path: string): void {
    if (this.disk.entry(path).kind !== 'directory') return;
    for (const name of this.disk.names(path)) this.removeEmptyDirectories(join(path, name));
    this.disk.removeEmptyDirectory(path);
  }

  private makeDirectory(path: string): void {
    if (this.made.has(path)) return;
    this.disk.makeDirectory(path);
    this.made.add(path);
  }
}

/** Runs `act`, and says what to do when the operating system refuses. */
export function explained<T>(directory: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw Object.assign(
      new InputError(`Directory '${directory}'`, {
        prop: 'it',
        got: error.message,
        mustBe: 'readable and writable',
        fix: 'correct what the operating system reports and run again; a tree that is written in part is completed then',
      }),
      { cause: error },
    );
  }
}
