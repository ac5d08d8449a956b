import { Parser } from './parser';
import { AliasBomb, ReadBudget } from './read-budget';
import { Extent } from './split-documents';
import { Unreadable } from './text-cursor';
import { Report, TreeBuilder } from './tree-builder';
import { YamlNode } from './yaml-node';

export type YamlProblemKind = 'malformed' | 'duplicate-key' | 'alias-bomb' | 'too-large' | 'too-deep' | 'not-text';

/** Why a part of a file could not be read, or not as it is written. The message never holds a value of the file. */
export interface YamlProblem {
  readonly kind: YamlProblemKind;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A document with the places of all that is in it. */
export interface YamlTree {
  readonly value: unknown;
  /** Nothing in an empty document, and in one that cannot be read. */
  readonly root: YamlNode | undefined;
  readonly start: number;
  readonly end: number;
}

/** Reads the documents of a part of a text, and adds what is wrong with them to the problems. */
export function readTrees(file: string, extent: Extent, budget: ReadBudget, problems: YamlProblem[]): YamlTree[] {
  const { start, end } = extent;
  const text = start === 0 && end === file.length ? file : file.slice(start, end);
  const roots: YamlNode[] = [];
  const report: Report = (kind, message, from, to) => problems.push({ kind, message, start: from, end: to });
  let isRead = false;
  try {
    const parser = new Parser(text);
    while (parser.hasNext()) {
      roots.push(parser.read(new TreeBuilder(text, start, budget, report)));
    }
    isRead = true;
  } catch (error) {
    problems.push(problemOf(error, extent));
  }
  const starts = [start, ...roots.map((root) => root.end)];
  const trees = roots.map((root, index) => treeOf(root, starts[index], isRead && index === roots.length - 1 ? end : root.end));
  return isRead ? trees : [...trees, { value: undefined, root: undefined, start: starts[roots.length], end }];
}

function treeOf(read: YamlNode, start: number, end: number): YamlTree {
  // A document without a value has an empty scalar for it.
  const isEmpty = read.value === null && read.start === read.end;
  return { value: isEmpty ? null : read.value, root: isEmpty ? undefined : read, start, end };
}

function problemOf(error: unknown, { start, end }: Extent): YamlProblem {
  if (error instanceof AliasBomb) return { kind: 'alias-bomb', message: error.message, start: error.start, end: error.end };
  if (!(error instanceof Unreadable)) throw error;
  const at = Math.min(start + error.at, end);
  return { kind: error.kind, message: error.message, start: at, end: Math.min(at + 1, end) };
}
