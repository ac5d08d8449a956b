import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeTree } from '../../src/app/tree-writer';
import { RepositoryTree, RepositoryTreeBuilder } from '../../src/repository/repository-tree';

/** Calls `use` with a directory that exists only meanwhile. */
export function inTemporaryDirectory<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-test-'));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A tree of the given texts. */
export function treeOf(files: Record<string, string>): RepositoryTree {
  const builder = new RepositoryTreeBuilder();
  for (const [path, text] of Object.entries(files)) builder.add(path, text, 'test');
  return builder.build();
}

/** Puts files into a directory, as a person would. */
export function putFiles(directory: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** Text of every file in a directory by path, with `null` for empty directories. Symbolic links are not followed. */
export function filesIn(directory: string, prefix = ''): Record<string, string | null> {
  const files: Record<string, string | null> = {};
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (!lstatSync(path).isDirectory()) files[prefix + name] = readFileSync(path, 'utf8');
    else {
      const inner = filesIn(path, `${prefix}${name}/`);
      if (Object.keys(inner).length === 0) files[`${prefix}${name}/`] = null;
      Object.assign(files, inner);
    }
  }
  return files;
}

/** Name of the file that lists what the program owns. */
export const LEDGER = '.cdk8s-fluxcd.files';
/** First line of that file. */
export const LEDGER_HEADER = '# Files that cdk8s-fluxcd owns in this directory. Those that leave the program are deleted. Do not edit.';
/** Text of a ledger. */
export const ledgerOf = (...paths: string[]) => [LEDGER_HEADER, ...paths, ''].join('\n');

/** Writes a tree of the given texts. */
export const write = (directory: string, files: Record<string, string>, placeholders: Record<string, string> = {}) =>
  writeTree(directory, treeOf(files), { createOnce: new Map(Object.entries(placeholders)) });

/** A sentence about a directory that starts out empty. */
export const inDirectory = (sentence: string, check: (directory: string) => void) => test(sentence, () => inTemporaryDirectory(check));
