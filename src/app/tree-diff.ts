import { join } from 'node:path';
import { compareText } from '../primitives/compare';
import { RepositoryTree } from '../repository/repository-tree';
import { DISK } from './disk';
import { LEDGER, printLedger } from './ledger';
import { unifiedDiff } from './line-diff';
import { explained, WriteOptions } from './tree-writer';
import { PlannedFile, planWrite } from './write-plan';

/** How a file on disk is not what the program says. */
export interface TreeDifference {
  /** Path in the tree. */
  readonly path: string;
  /** Whether the file is not there, is not the same, or left the program. */
  readonly kind: 'missing' | 'changed' | 'stale';
  /** Text on disk of a changed file. */
  readonly before?: string;
  /** Text that the program gives a changed file. */
  readonly after?: string;
}

/** Longest diff of one file, and longest report, in lines: a log is read by people. */
const MAX_FILE_LINES = 40;
const MAX_LINES = 2000;

/** Compares a directory with a tree, and changes nothing. There is no difference if and only if writing would change nothing. */
export function checkTree(directory: string, tree: RepositoryTree, options: WriteOptions = {}): TreeDifference[] {
  const { disk = DISK, createOnce = new Map() } = options;

  const compare = ({ path, text }: PlannedFile): TreeDifference => {
    const file = join(directory, path);
    if (disk.entry(file).kind !== 'file') return { path, kind: 'missing' };
    return { path, kind: 'changed', before: disk.read(file).toString(), after: text };
  };

  return explained(directory, () => {
    const { write, writeLast, remove, ledger } = planWrite(disk, directory, tree, createOnce);
    const differences = [...write, ...writeLast].map(compare);
    for (const path of remove) differences.push({ path, kind: 'stale' });
    differences.sort((a, b) => compareText(a.path, b.path));

    const text = printLedger(tree.paths);
    return text === ledger.text ? differences : [...differences, compare({ path: LEDGER, text })];
  });
}

/** Prints differences for a log: every file, and the lines that changed, as far as a reader follows. Empty when there are none. */
export function formatDifferences(differences: readonly TreeDifference[]): string {
  if (differences.length === 0) return '';

  const lines: string[] = [];
  for (const [index, difference] of differences.entries()) {
    const block = formatDifference(difference);
    if (lines.length + block.length > MAX_LINES) {
      lines.push(`… and ${differences.length - index} more files`);
      break;
    }
    lines.push(...block);
  }
  return [...lines, '', summary(differences), '  fix: run the program and commit what it writes'].join('\n');
}

function formatDifference({ path, kind, before, after }: TreeDifference): string[] {
  const title = `${kind.padEnd(7)} ${path}`;
  if (before === undefined || after === undefined) return [title];
  if (holdsSecret(before) || holdsSecret(after)) return [title, '  (the lines of a Secret are not shown)'];

  const diff = unifiedDiff(before, after);
  const shown = diff.slice(0, MAX_FILE_LINES);
  if (diff.length > shown.length) shown.push(`… and ${diff.length - shown.length} more lines`);
  return [title, ...shown.map((line) => `  ${line}`)];
}

/** Whether text defines a Secret, also inside of another object, and does not just name one. */
function holdsSecret(text: string): boolean {
  return /kind: Secret\b/.test(text) && /^\s*(?:data|stringData):/m.test(text);
}

function summary(differences: readonly TreeDifference[]): string {
  const counts = (['changed', 'missing', 'stale'] as const)
    .map((kind) => ({ kind, count: differences.filter((difference) => difference.kind === kind).length }))
    .filter(({ count }) => count > 0);
  const verb = differences.length === 1 ? 'file differs' : 'files differ';
  return `${differences.length} ${verb} from the program: ${counts.map(({ kind, count }) => `${count} ${kind}`).join(', ')}.`;
}
