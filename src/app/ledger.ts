import { join } from 'node:path';
import { pathProblem, RESERVED_PREFIX } from '../repository/repository-path';
import { Disk } from './disk';
import { Problem } from './problems';

/** The committed file that lists what the program owns in its directory. */
export const LEDGER = `${RESERVED_PREFIX}files`;

const LEDGER_HEADER = '# Files that cdk8s-fluxcd owns in this directory. Those that leave the program are deleted. Do not edit.';

/** Lines that Git adds to a file that two branches changed. What both list is ours, so the lines between them all count. */
const CONFLICT_MARKER = /^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$/;

/** The ledger as it stands on disk. */
export interface Ledger {
  /** Its text, `undefined` when there is none. */
  readonly text?: string;
  readonly paths: ReadonlySet<string>;
  readonly problems: Problem[];
}

/** Reads the ledger of a directory. A ledger that cannot be trusted comes back as problems: what it lists may be deleted. */
export function readLedger(disk: Disk, directory: string): Ledger {
  const file = join(directory, LEDGER);
  const { kind } = disk.entry(file);
  if (kind === 'missing') return { paths: new Set(), problems: [] };
  if (kind !== 'file') return { paths: new Set(), problems: [notAFile(file, kind)] };

  const text = disk.read(file).toString();
  const [header, ...lines] = text.split(/\r?\n/);
  if (header !== LEDGER_HEADER) return { text, paths: new Set(), problems: [notALedger(file, header)] };

  const listed = lines.map((path, index) => ({ path, line: index + 2 })).filter(({ path }) => isPath(path));
  const problems = listed.filter(({ path }) => pathProblem(path) !== undefined).map(({ path, line }) => badPath(file, path, line));
  return { text, paths: new Set(listed.map(({ path }) => path)), problems };
}

/** The text of a ledger. Sorted, so that two branches that add files rarely touch the same lines. */
export function printLedger(paths: Iterable<string>): string {
  return [LEDGER_HEADER, ...[...paths].sort(), ''].join('\n');
}

function isPath(line: string): boolean {
  return line !== '' && line !== LEDGER_HEADER && !CONFLICT_MARKER.test(line);
}

function notAFile(file: string, kind: string): Problem {
  return {
    at: `Ledger '${file}'`,
    prop: 'it',
    got: kind === 'link' ? 'a symbolic link' : `a ${kind}`,
    mustBe: 'a file, because what it lists may be deleted',
    fix: 'restore it from Git, or delete it: generated files say so in their first line and are found again',
  };
}

function notALedger(file: string, header: string): Problem {
  return {
    at: `Ledger '${file}'`,
    prop: 'its first line',
    got: header,
    mustBe: `"${LEDGER_HEADER}", because what it lists may be deleted`,
    fix: 'restore it from Git, or delete it: generated files say so in their first line and are found again',
  };
}

function badPath(file: string, path: string, line: number): Problem {
  return {
    at: `Ledger '${file}', line ${line}`,
    prop: 'the path',
    got: path,
    mustBe: `${pathProblem(path)}; files that are listed are deleted when they leave the program, and this one may be somebody else's`,
    fix: 'delete the line, or restore the ledger from Git',
  };
}
