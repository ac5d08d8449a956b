import { join } from 'node:path';
import { DISK } from './disk';
import { PreviousTexts } from './image-values';
import { readLedger } from './ledger';

/**
 * Finds what stood on disk for a file of the tree: the file itself, or, when the program has moved it, the one that leaves the tree
 * and whose path is most like it. So a file that moves takes the images along that Flux has written into it.
 *
 * @param directories where the tree is, and where it is in Git
 * @param paths the files of the tree
 */
export function previousTexts(directories: readonly string[], paths: readonly string[]): PreviousTexts {
  const planned = new Set(paths);
  const trees = [...new Set(directories)].map((directory) => new PreviousTree(directory, planned));
  return (path) => trees.flatMap((tree) => tree.textsOf(path));
}

/** A file of ours with images in it. */
interface LeavingFile {
  readonly path: string;
  readonly text: string;
}

class PreviousTree {
  private known?: LeavingFile[];

  constructor(
    private readonly directory: string,
    private readonly planned: ReadonlySet<string>,
  ) {}

  public textsOf(path: string): string[] {
    if (this.has(path)) return [this.read(path)];
    const scored = this.leaving().map(({ path: from, text }) => ({ text, score: likeness(from, path) }));
    const best = Math.max(1, ...scored.map(({ score }) => score));
    return scored.filter(({ score }) => score === best).map(({ text }) => text);
  }

  /** Files that the program no longer has. */
  private leaving(): LeavingFile[] {
    this.known ??= [...readLedger(DISK, this.directory).paths]
      .filter((path) => !this.planned.has(path) && this.has(path))
      .map((path) => ({ path, text: this.read(path) }))
      .filter(({ text }) => text.includes('"$imagepolicy"'));
    return this.known;
  }

  private has(path: string): boolean {
    return DISK.entry(join(this.directory, path)).kind === 'file';
  }

  private read(path: string): string {
    return DISK.read(join(this.directory, path)).toString();
  }
}

/** How many steps two paths have in common, from the front and from the back. */
function likeness(a: string, b: string): number {
  const [first, second] = [a.split('/'), b.split('/')];
  const shorter = Math.min(first.length, second.length);
  let back = 0;
  while (back < shorter && first.at(-1 - back) === second.at(-1 - back)) back++;
  let front = 0;
  while (front < shorter - back && first[front] === second[front]) front++;
  return front + back;
}
