import { YAMLException } from 'js-yaml';
import { refusalAtStart } from './go-refusals';
import { MAX_DEPTH, parseDocument } from './parse-document';
import { AliasBomb, ReadBudget } from './read-budget';
import { Extent } from './split-documents';
import { TreeBuilder } from './tree-builder';
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
  const trees: YamlTree[] = [];
  let at = 0;
  try {
    const events = parseDocument(text, budget);
    const refused = refusalAtStart(text);
    if (refused) {
      const at = start + refused.offset;
      problems.push({ kind: 'malformed', message: refused.message, start: at, end: at + 1 });
    }
    for (let index = 0; index < events.length;) {
      const builder = new TreeBuilder(text, start, contentStart(text, at), budget, (kind, message, from, to) =>
        problems.push({ kind, message, start: from, end: to }),
      );
      const { root, next, at: readTo } = builder.read(events, index);
      const isLast = next >= events.length;
      trees.push(treeOf(root, start + at, isLast ? end : start + readTo));
      index = next;
      at = readTo;
    }
  } catch (error) {
    problems.push(problemOf(error, extent));
    trees.push({ value: undefined, root: undefined, start: start + at, end });
  }
  return trees;
}

function treeOf(read: YamlNode | undefined, start: number, end: number): YamlTree {
  // A document without a value has an empty scalar for it.
  const isEmpty = !read || (read.value === null && read.start === read.end);
  return { value: isEmpty ? null : read.value, root: isEmpty ? undefined : read, start, end };
}

/** Where the content of a document may start: behind its `---`. */
function contentStart(text: string, from: number): number {
  return text.startsWith('---', from) ? from + 3 : from;
}

function problemOf(error: unknown, { start, end }: Extent): YamlProblem {
  if (error instanceof AliasBomb) return { kind: 'alias-bomb', message: error.message, start: error.start, end: error.end };
  if (error instanceof YAMLException && error.mark && !error.reason.startsWith('nesting exceeded')) {
    const at = Math.min(start + error.mark.position, end);
    return { kind: 'malformed', message: withoutText(error.reason), start: at, end: Math.min(at + 1, end) };
  }
  const at = error instanceof YAMLException && error.mark ? Math.min(start + error.mark.position, end) : start;
  return { kind: 'too-deep', message: `more than ${MAX_DEPTH} lists and maps inside each other`, start: at, end: Math.min(at + 1, end) };
}

/** A reason without the text of the file that some quote: a password that starts with `!` is a tag. */
function withoutText(reason: string): string {
  return reason.replace(/(?: for)? ".*"/s, '').replace(/: .*$/s, '');
}
