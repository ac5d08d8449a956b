import { YAMLException } from 'js-yaml';
import { MAX_DEPTH, parseDocument } from './parse-document';
import { AliasBomb, ReadBudget } from './read-budget';
import { commentIn, endOfLine, lineStarts } from './source-text';
import { Extent, splitDocuments } from './split-documents';
import { TreeBuilder } from './tree-builder';
import { YamlEntry, YamlNode } from './yaml-node';

/** A line and a column, both counted from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

export type YamlProblemKind = 'malformed' | 'duplicate-key' | 'alias-bomb' | 'too-large' | 'too-deep' | 'not-text';

/** Why a part of a file could not be read, or not as it is written. The message never holds a value of the file. */
export interface YamlProblem {
  readonly kind: YamlProblemKind;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A document of a file. Without a `root` it is empty (`null`), or could not be read (`undefined`): then the file has a problem in it. */
export interface YamlDocument {
  readonly value: unknown;
  readonly root: YamlNode | undefined;
  /** Where its `---` starts, or the text. */
  readonly start: number;
  readonly end: number;
  readonly file: YamlFile;
}

const MAX_LENGTH = 10 * 1024 * 1024;

/** The documents of a text, and what is wrong with it. */
export class YamlFile {
  private starts: number[] | undefined;

  public constructor(
    public readonly path: string,
    public readonly text: string,
    public readonly documents: readonly YamlDocument[],
    public readonly problems: readonly YamlProblem[],
  ) {}

  /** The line and column of an offset. */
  public place(offset: number): YamlPlace {
    this.starts ??= lineStarts(this.text);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }

  /** A line without its break; empty when there is no such line. */
  public lineText(line: number): string {
    this.starts ??= lineStarts(this.text);
    const start = this.starts[line - 1];
    return start === undefined ? '' : this.text.slice(start, endOfLine(this.text, start));
  }

  /** The comment that ends the line on which a value ends, or starts when it is a block scalar; without `#` and blanks around it. */
  public commentOf(node: YamlNode): string | undefined {
    const isBlock = node.style === 'literal' || node.style === 'folded';
    const from = isBlock && !node.alias ? node.start : node.end;
    return commentIn(this.text.slice(from, endOfLine(this.text, from)));
  }
}

/** Reads YAML as kubectl and Flux do. Never throws: what cannot be read is a problem of the file. */
export function readYamlFile(text: string, path: string): YamlFile {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  const file = new YamlFile(path, text, documents, problems);
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    problems.push({ kind: 'not-text', message: 'the file is no text: it has a NUL character', start: nul, end: nul + 1 });
  } else if (text.length > MAX_LENGTH) {
    problems.push({ kind: 'too-large', message: 'the file is larger than 10 MiB', start: 0, end: 0 });
  } else {
    const budget = new ReadBudget();
    for (const extent of splitDocuments(text)) readExtent(file, extent, budget, documents, problems);
  }
  return file;
}

/** The node at a path into the data of a document. What is reached through an alias says so. */
export function nodeAt(document: YamlDocument, path: readonly (string | number)[]): YamlNode | undefined {
  let node = document.root;
  for (const step of path) {
    const next: YamlNode | undefined = node?.kind === 'list' ? node.items?.[Number(step)] : node && entryOf(node, String(step))?.value;
    node = node?.alias && next ? { ...next, alias: true } : next;
  }
  return node;
}

/** The key and the value at a path that ends with a key of a map. */
export function entryAt(document: YamlDocument, path: readonly (string | number)[]): YamlEntry | undefined {
  const parent = nodeAt(document, path.slice(0, -1));
  if (parent?.kind !== 'map' || path.length === 0) return undefined;
  const entry = entryOf(parent, String(path[path.length - 1]));
  return entry && parent.alias ? aliased(entry) : entry;
}

/** The entry that gives a map its field: the last one in the text, be it merged or not. */
function entryOf(map: YamlNode, key: string): YamlEntry | undefined {
  const entries = map.entries ?? [];
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (!entry.merge) {
      if (entry.key.value === key) return entry;
      continue;
    }
    for (const source of entry.value.items ?? [entry.value]) {
      const merged = entryOf(source, key);
      if (merged) return aliased(merged);
    }
  }
  return undefined;
}

/** Where a part of a value's text starts, if that is on another line than the value. */
export function offsetOfPart({ file }: YamlDocument, { start, end }: YamlNode, part: string): number | undefined {
  const offset = file.text.slice(start, end).indexOf(part);
  return offset === -1 || file.place(start + offset).line === file.place(start).line ? undefined : start + offset;
}

function aliased({ key, value }: YamlEntry): YamlEntry {
  return { key: { ...key, alias: true }, value: { ...value, alias: true } };
}

function readExtent(file: YamlFile, extent: Extent, budget: ReadBudget, documents: YamlDocument[], problems: YamlProblem[]): void {
  const { start, end } = extent;
  const text = start === 0 && end === file.text.length ? file.text : file.text.slice(start, end);
  let at = 0;
  try {
    const events = parseDocument(text, budget);
    for (let index = 0; index < events.length;) {
      const builder = new TreeBuilder(text, start, contentStart(text, at), budget, (kind, message, from, to) =>
        problems.push({ kind, message, start: from, end: to }),
      );
      const { root, next, at: readTo } = builder.read(events, index);
      const isLast = next >= events.length;
      documents.push(documentOf(file, root, start + at, isLast ? end : start + readTo));
      index = next;
      at = readTo;
    }
  } catch (error) {
    problems.push(problemOf(error, extent));
    documents.push({ value: undefined, root: undefined, start: start + at, end, file });
  }
}

function documentOf(file: YamlFile, read: YamlNode | undefined, start: number, end: number): YamlDocument {
  // A document without a value has an empty scalar for it.
  const isEmpty = !read || (read.value === null && read.start === read.end);
  return { value: isEmpty ? null : read.value, root: isEmpty ? undefined : read, start, end, file };
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
