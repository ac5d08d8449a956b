import { printField, printLiteral, printScalar } from './print-value';
import { commentIn, endOfLine, isBreak, startOfLine } from './source-text';
import { entryAt, nodeAt, YamlDocument, YamlFile } from './yaml-file';
import { YamlEntry, YamlNode } from './yaml-node';

/** A text for what stands from `start` to `end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Path = readonly (string | number)[];

/** Writes another value for a scalar, in its style where that can hold the value. */
export function replaceScalar(file: YamlFile, node: YamlNode, value: string | number | boolean): TextEdit {
  const { start, end, style } = node;
  if (start === end) return { start, end, text: leadIn(file.text, start) + printScalar(value) };
  if (node.alias || (style !== 'literal' && style !== 'folded'))
    return { start, end, text: printScalar(value, node.alias ? undefined : style) };

  const eol = breakOf(file.text);
  const indent = /[\r\n]([ \t]*)[^ \t\r\n]/.exec(file.text.slice(start, end))?.[1];
  const literal = typeof value === 'string' && indent ? printLiteral(value, indent, eol) : undefined;
  return { start, end, text: (literal ?? printScalar(value)) + (isBreak(file.text.charCodeAt(end - 1)) || literal ? eol : '') };
}

/** Writes another key. */
export function renameKey(file: YamlFile, entry: YamlEntry, key: string): TextEdit {
  const { start, end, style } = entry.key;
  return { start, end, text: printScalar(key, file.text[start] === '*' ? undefined : style) };
}

/**
 * Removes the lines of a field, or of an item of a list. A collection that has no other becomes empty: `{}` or `[]`.
 * Nothing when more than that would change, or less: flow style, aliases, anchors, keys that are there twice.
 */
export function removeEntry(file: YamlFile, document: YamlDocument, path: Path): TextEdit | undefined {
  const parent = path.length > 0 ? nodeAt(document, path.slice(0, -1)) : undefined;
  if (!parent || parent.alias || parent.style !== 'block') return undefined;
  const parts = partsOf(parent);
  const last = path[path.length - 1];
  const found = parts.filter(({ key }, index) => (parent.kind === 'map' ? key?.value === String(last) : index === Number(last)));
  if (found.length !== 1 || parent.entries?.some((entry) => entry.merge && nodeAtKey(entry.value, String(last)))) return undefined;

  const [part] = found;
  if (hasAnchor(file.text.slice(part.start, part.end))) return undefined;
  if (parts.length === 1) return emptied(file, parent);
  const from = startOfPart(file.text, part);
  if (from === undefined) return undefined;
  const to = endOfPart(file.text, part.end);
  if (to === undefined) return undefined;
  const line = startOfLine(file.text, from);
  if (/^[ \t]*$/.test(file.text.slice(line, from))) return { start: line, end: to, text: '' };

  // `- first: field` of a list: the next field moves up to the dash.
  const next = parts[parts.indexOf(part) + 1];
  const indented = file.text.slice(line, from).replace(/[^ ]/g, ' ');
  const gap = next && file.text.slice(to, next.start);
  return gap !== undefined && parent.kind === 'map' && gap === indented ? { start: from, end: next.start, text: '' } : undefined;
}

/**
 * Adds a field below the last one of a map in block style, with the indentation of the others.
 * Nothing for a map that is empty, in flow style, reached through an alias, or has the key.
 */
export function addEntry(file: YamlFile, document: YamlDocument, parentPath: Path, key: string, value: unknown): TextEdit | undefined {
  const { text } = file;
  const parent = nodeAt(document, parentPath);
  if (parent?.kind !== 'map' || parent.alias || parent.style !== 'block' || entryAt(document, [...parentPath, key])) return undefined;
  const [first] = partsOf(parent);
  if (!first) return undefined;
  const before = text.slice(startOfLine(text, first.start), first.start);
  if (!/^[ ]*(?:- +)*$/.test(before)) return undefined;

  const eol = breakOf(text);
  const indent = before.replace(/-/g, ' ');
  const to = endOfPart(text, parent.end);
  if (to === undefined) return undefined;
  const field = indent + printField(key, value, indent, eol);
  if (isBreak(text.charCodeAt(to - 1))) return { start: to, end: to, text: field + eol };
  // The line break that is missing at the end of the text would become part of a block scalar.
  return isBlockScalar(lastLeaf(parent)) ? undefined : { start: to, end: to, text: eol + field };
}

/** The text with the edits. Of two that overlap the one further down is dropped, and so is the same edit a second time. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  let last: TextEdit | undefined;
  for (const edit of sorted) {
    const isSame = last?.start === edit.start && last.end === edit.end && last.text === edit.text;
    if (edit.start < at || isSame) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
    last = edit;
  }
  return result + text.slice(at);
}

/** A field or an item, and where its text is. */
interface Part {
  readonly key: YamlNode | undefined;
  readonly start: number;
  readonly end: number;
}

function partsOf(node: YamlNode): Part[] {
  if (node.kind === 'list') return node.items!.map((item) => ({ key: undefined, start: item.start, end: item.end }));
  return node.entries!.map(({ key, value }) => ({ key, start: key.start, end: Math.max(key.end, value.end) }));
}

function nodeAtKey(node: YamlNode, key: string): boolean {
  const maps = node.items ?? [node];
  return maps.some((map) => Object.hasOwn((map.value ?? {}) as object, key));
}

/** Where a field starts, or the dash of an item; nothing when anything but blanks is in between. */
function startOfPart(text: string, part: Part): number | undefined {
  if (part.key) return part.key.alias ? undefined : part.start;
  const dash = /-[ \t\r\n]*$/.exec(text.slice(Math.max(0, part.start - 1000), part.start));
  return dash ? part.start - dash[0].length : part.start > 0 && text[part.start - 1] === '-' ? part.start - 1 : undefined;
}

/** The start of the line behind a value and its comment; nothing when the line has anything else. */
function endOfPart(text: string, end: number): number | undefined {
  if (end > 0 && isBreak(text.charCodeAt(end - 1))) return end;
  const lineEnd = endOfLine(text, end);
  const rest = text.slice(end, lineEnd);
  if (rest.trim() !== '' && (commentIn(rest) === undefined || !/^[ \t]+#/.test(rest))) return undefined;
  return lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : lineEnd < text.length ? 1 : 0);
}

/** Writes an empty collection for one that has a single part, on the line of its key when nothing is in between. */
function emptied(file: YamlFile, parent: YamlNode): TextEdit {
  const { text } = file;
  const gap = /:[ \t]*(?:\r\n|\n|\r)[ \t]*$/.exec(text.slice(Math.max(0, parent.start - 1000), parent.start));
  const start = gap ? parent.start - gap[0].length + 1 : parent.start;
  const eol = isBreak(text.charCodeAt(parent.end - 1)) ? breakOf(text) : '';
  return { start, end: parent.end, text: (gap ? ' ' : '') + (parent.kind === 'list' ? '[]' : '{}') + eol };
}

function hasAnchor(text: string): boolean {
  return /(?:^|[\s[{,])&[^\s,[\]{}]/.test(text);
}

/** What has to stand in front of a value that was not written so far. */
function leadIn(text: string, at: number): string {
  const before = text.slice(startOfLine(text, at), at);
  if (/(?:^|\s)$/.test(before)) return '';
  return /(?:[:?]|(?:^|\s)-|(?:^|[\s[{,])[&!]\S*)$/.test(before) ? ' ' : ': ';
}

function lastLeaf(node: YamlNode): YamlNode {
  const next = node.alias ? undefined : (node.items?.at(-1) ?? node.entries?.at(-1)?.value);
  return next ? lastLeaf(next) : node;
}

function isBlockScalar(node: YamlNode): boolean {
  return !node.alias && (node.style === 'literal' || node.style === 'folded');
}

/** The line break that a text uses. */
function breakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
