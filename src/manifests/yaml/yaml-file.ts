import { NOT_PLAIN } from './plain-line';
import { PlainReader } from './plain-reader';
import { ReadBudget } from './read-budget';
import { readTrees, YamlProblem, YamlProblemKind } from './read-trees';
import { commentIn, endOfLine, lineStarts } from './source-text';
import { splitDocuments } from './split-documents';
import { YamlEntry, YamlNode } from './yaml-node';

export type { YamlProblem, YamlProblemKind };

/** A line and a column, both counted from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

/** A document of a file. It is read once for its data, and once more when somebody asks where a part of it stands, which few do. */
export class YamlDocument {
  private tree: YamlNode | undefined;

  public constructor(
    public readonly file: YamlFile,
    /** The data: `null` of an empty document, `undefined` of one that could not be read: then the file has a problem in it. */
    public readonly value: unknown,
    /** Where its `---` starts, or the text. */
    public readonly start: number,
    public readonly end: number,
    /** Whether its tree was read with it. */
    private isRead = false,
    root?: YamlNode,
  ) {
    this.tree = root;
  }

  /** All values with their places; nothing in an empty document, or one that could not be read. */
  public get root(): YamlNode | undefined {
    if (!this.isRead) {
      this.isRead = true;
      [{ root: this.tree }] = readTrees(this.file.text, this, new ReadBudget(), []);
    }
    return this.tree;
  }
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
    const plain = new PlainReader(text);
    for (const extent of splitDocuments(text)) {
      const value = plain.read(extent.start, extent.end);
      if (value !== NOT_PLAIN) documents.push(new YamlDocument(file, value, extent.start, extent.end));
      else
        for (const { value, start, end, root } of readTrees(text, extent, budget, problems))
          documents.push(new YamlDocument(file, value, start, end, true, root));
    }
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
