import { join } from 'node:path';
import { isGenerated } from '../repository/header';
import { foldPath, parentsOf } from '../repository/repository-path';
import { RepositoryTree, RepositoryTreeBuilder } from '../repository/repository-tree';
import { Disk } from './disk';
import { Ledger, readLedger } from './ledger';
import { Problem, requireNoProblems } from './problems';
import { Found, rootProblem, Survey } from './survey';

/** A file to write. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that has to happen to a directory, found without changing it. */
export interface WritePlan {
  /** The ledger as it is. */
  readonly ledger: Ledger;
  /** Files that are new or changed. */
  readonly write: readonly PlannedFile[];
  /** Files in whose place something stands that has to go first: files of ours, empty directories. */
  readonly writeLast: readonly PlannedFile[];
  /** Files of ours that left the program and still exist. */
  readonly remove: readonly string[];
  /** Directories that are removed if that leaves them empty, the deepest first. */
  readonly leave: readonly string[];
  /** How many files are as they should be. */
  readonly unchanged: number;
}

/** Plans how a directory becomes `tree`. Throws all problems as one error. */
export function planWrite(disk: Disk, directory: string, tree: RepositoryTree, createOnce: ReadonlyMap<string, string>): WritePlan {
  requirePlaces(tree, createOnce);
  requireNoProblems([rootProblem(disk, directory)].filter((problem) => problem !== undefined));
  const ledger = readLedger(disk, directory);
  requireNoProblems(ledger.problems);

  const planner = new Planner(disk, directory, tree, ledger, createOnce);
  return planner.plan();
}

/** Placeholders and files must get on with each other, although only the files are owned. */
function requirePlaces(tree: RepositoryTree, createOnce: ReadonlyMap<string, string>): void {
  if (createOnce.size === 0) return;

  const places = new RepositoryTreeBuilder();
  for (const path of tree.paths) places.add(path, '', `File '${path}'`);
  for (const path of createOnce.keys()) places.add(path, '', `Placeholder '${path}'`);
}

class Planner {
  private readonly survey: Survey;
  /** What left the program, and, as a machine sees them that ignores letter case, these files and their directories. */
  private readonly stale: ReadonlySet<string>;
  private readonly staleFiles: ReadonlySet<string>;
  private readonly staleDirectories: ReadonlySet<string>;

  /** By place, because one symbolic link may be in the way of many files. */
  private readonly problems = new Map<string, Problem>();
  private readonly write: PlannedFile[] = [];
  private readonly writeLast: PlannedFile[] = [];
  private unchanged = 0;

  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
    private readonly tree: RepositoryTree,
    private readonly ledger: Ledger,
    private readonly createOnce: ReadonlyMap<string, string>,
  ) {
    this.survey = new Survey(disk, directory);
    this.stale = new Set([...ledger.paths].filter((path) => tree.text(path) === undefined && !createOnce.has(path)));
    this.staleFiles = new Set([...this.stale].map(foldPath));
    this.staleDirectories = new Set([...this.staleFiles].flatMap(parentsOf));
  }

  public plan(): WritePlan {
    for (const path of this.tree.paths) this.planFile({ path, text: this.tree.text(path)! });
    for (const [path, text] of this.createOnce) this.planPlaceholder({ path, text });
    const remove = [...this.stale].filter((path) => this.mayRemove(path)).sort();
    requireNoProblems([...this.problems.values()]);

    const { ledger, write, writeLast, unchanged } = this;
    return { ledger, write, writeLast, remove, leave: this.directoriesToLeave(), unchanged };
  }

  private planFile(file: PlannedFile): void {
    const found = this.survey.find(file.path);
    if (found.kind === 'missing' || this.willMakeRoom(found, file.path)) this.add(file, found);
    else if (found.kind !== 'file' || found.at !== file.path) this.report(found, file.path);
    else this.planReplacement(file, found);
  }

  private planReplacement(file: PlannedFile, found: Found): void {
    const isSame = found.size === Buffer.byteLength(file.text) && this.read(file.path).equals(Buffer.from(file.text));
    if (!isSame && !this.isOurs(file.path)) this.report(found, file.path);
    else if (!isSame || this.isBlocked(file.path)) this.add(file, found);
    else this.unchanged++;
  }

  private planPlaceholder(file: PlannedFile): void {
    const found = this.survey.find(file.path);
    if (found.kind === 'missing' || this.willMakeRoom(found, file.path)) this.add(file, found);
    else if (found.at !== file.path) this.report(found, file.path);
  }

  private add(file: PlannedFile, found: Found): void {
    const isLast = found.kind === 'directory' || this.isBlocked(file.path);
    (isLast ? this.writeLast : this.write).push(file);
  }

  /** Whether something that left the program has to go before `path` can be written, on this machine or on another. */
  private isBlocked(path: string): boolean {
    if (this.stale.size === 0) return false;
    const folded = foldPath(path);
    return [folded, ...parentsOf(folded)].some((each) => this.staleFiles.has(each)) || this.staleDirectories.has(folded);
  }

  /** Whether what stands in the way of `path` is only ours, and leaves. Empty directories are nobody's: Git does not know them. */
  private willMakeRoom(found: Found, path: string): boolean {
    if (found.kind === 'directory') return this.holdsOnlyStale(path);
    return found.kind === 'file' && found.at !== path && this.stale.has(found.at);
  }

  private holdsOnlyStale(directory: string): boolean {
    return this.disk.names(join(this.directory, directory)).every((name) => {
      const path = `${directory}/${name}`;
      const { kind } = this.survey.find(path);
      return kind === 'directory' ? this.holdsOnlyStale(path) : kind === 'file' && this.stale.has(path);
    });
  }

  private isOurs(path: string): boolean {
    return this.ledger.paths.has(path) || isGenerated(this.read(path).toString());
  }

  private read(path: string): Buffer {
    return this.disk.read(join(this.directory, path));
  }

  private mayRemove(path: string): boolean {
    const found = this.survey.find(path);
    if (found.kind === 'link') this.report(found, path);
    return found.kind === 'file' && found.at === path;
  }

  private directoriesToLeave(): string[] {
    return [...new Set([...this.stale].flatMap(parentsOf))].sort((a, b) => b.length - a.length);
  }

  private report(found: Found, path: string): void {
    if (this.problems.has(found.at)) return;
    const at = join(this.directory, found.at);
    const isLink = found.kind === 'link';
    this.problems.set(found.at, {
      at: `File '${join(this.directory, path)}'`,
      prop: found.at === path ? 'its place' : `the directory '${at}'`,
      got: isLink ? 'a symbolic link' : `a ${found.kind === 'other' ? 'device' : found.kind} that the program did not write`,
      mustBe: isLink ? 'real, because what is written or deleted through a link may be outside of the tree' : 'free',
      fix: isLink ? 'replace the link by what it points to, or delete it' : `move '${at}' out of the way, or delete it`,
    });
  }
}
