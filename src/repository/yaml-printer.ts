import { isPlainObject, isWellFormed, jsonDataError, MAX_DEPTH } from './json-data';
import { MarkedText } from './marked-text';
import { printBlock, printNumber, printText } from './yaml-scalar';

/** Longest key that may stand in front of its colon: readers give up after 1,024 characters. */
const MAX_KEY = 1000;

/** The indentation of every depth, so that none is made twice. */
const INDENTS: string[] = Array.from({ length: MAX_DEPTH + 2 }, (_, depth) => '  '.repeat(depth));

/** Says that the data cannot be printed; where and why is looked up by a second walk, so that the first one is fast. */
const NOT_JSON = Symbol('not JSON data');

/**
 * Prints JSON data as a YAML document in block style, in the order of its keys.
 *
 * Every reader of YAML that Flux users meet reads the same data: YAML 1.1, YAML 1.2 and those of Kubernetes, which are neither.
 *
 * @throws TypeError that names the field that is not JSON data
 */
export function printYaml(object: unknown): string {
  try {
    return appendItem('', object, 0);
  } catch (error) {
    throw error === NOT_JSON ? jsonDataError(object) : error;
  }
}

/** Prints several documents as one text. */
export function printDocuments(objects: readonly unknown[]): string {
  return objects.map(printYaml).join('---\n');
}

/** Appends what follows `key:`. A list or a map starts on a line of its own. */
function appendField(out: string, value: unknown, depth: number): string {
  const inline = printInline(value, depth + 1);
  if (inline !== undefined) return `${out} ${inline}`;
  return appendCollection(`${out}\n${INDENTS[depth + 1]}`, value as object, depth + 1);
}

/** Appends what follows `- `, or a whole document. A list or a map starts on the same line. */
function appendItem(out: string, value: unknown, depth: number): string {
  const inline = printInline(value, depth);
  if (inline !== undefined) return out + inline;
  return appendCollection(out, value as object, depth);
}

/** Text and line break of everything but lists and maps that have content: those give `undefined`. */
function printInline(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return printString(value, depth);
    case 'number':
      if (!Number.isFinite(value)) throw NOT_JSON;
      return `${printNumber(value)}\n`;
    case 'boolean':
      return value ? 'true\n' : 'false\n';
    case 'object':
      if (value === null) return 'null\n';
      if (value instanceof MarkedText) return `${value.written ?? printText(value.text)} ${value.comment}\n`;
      return printEmpty(value);
    default:
      throw NOT_JSON;
  }
}

function printString(text: string, depth: number): string {
  if (text.includes('\n')) {
    // A document that is only text has no parent to be indented from, and readers count its block differently.
    const block = printBlock(text, INDENTS[Math.max(depth, 1)]);
    if (block !== undefined) return block;
  }
  const printed = printText(text);
  if (printed.charCodeAt(0) === 0x22 && !isWellFormed(text)) throw NOT_JSON;
  return `${printed}\n`;
}

function printEmpty(value: object): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? '[]\n' : undefined;
  if (!isPlainObject(value)) throw NOT_JSON;

  const map = value as Record<string, unknown>;
  for (const key in map) if (map[key] !== undefined && Object.hasOwn(map, key)) return undefined;
  return '{}\n';
}

/** Appends a list or map that has content. The indentation of its first line is already there. */
function appendCollection(out: string, value: object, depth: number): string {
  if (depth >= MAX_DEPTH) throw NOT_JSON;
  return Array.isArray(value) ? appendList(out, value, depth) : appendMap(out, value as Record<string, unknown>, depth);
}

function appendList(out: string, list: readonly unknown[], depth: number): string {
  let text = out;
  for (let index = 0; index < list.length; index++) {
    text += index === 0 ? '- ' : `${INDENTS[depth]}- `;
    text = appendItem(text, list[index], depth + 1);
  }
  return text;
}

function appendMap(out: string, map: Record<string, unknown>, depth: number): string {
  let text = out;
  let indent = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    text = appendField(text + indent + printKey(key, depth), value, depth);
    indent = INDENTS[depth];
  }
  return text;
}

function printKey(key: string, depth: number): string {
  const printed = printText(key);
  if (printed.charCodeAt(0) === 0x22 && !isWellFormed(key)) throw NOT_JSON;
  return printed.length > MAX_KEY ? `? ${printed}\n${INDENTS[depth]}:` : `${printed}:`;
}
