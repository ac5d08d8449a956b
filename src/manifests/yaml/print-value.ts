import { resolvePlain } from './go-scalar';
import { YamlStyle } from './yaml-node';

/** What is plain in every place, flow style included. */
const PLAIN = /^[A-Za-z0-9_./$](?:[A-Za-z0-9_./$@%+=~-]|:(?=[A-Za-z0-9_./$])| (?=[A-Za-z0-9_./$]))*$/;

/** What older readers take for a time or a date, and what ends a document. */
const ALMOST_PLAIN = /^[0-9][0-9_]*:|^[0-9]{4}-[0-9]|^\.\.\.$/;

/** What has to be escaped: what cannot be seen, and what is no character. */

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]/u;
const ESCAPED = new RegExp(`["\\\\]|${UNPRINTABLE.source}`, 'gu');

/** Lines that a block cannot have exactly, or that nobody would see: blanks at either end, control characters. */
const NOT_LITERAL = /^(?:[ \t\n]|$)|[ \t](?:\n|$)|\n\n$/;

type Scalar = string | number | boolean | null;

/** Prints a scalar on one line, in the style given when that can hold it. */
export function printScalar(value: Scalar, style?: YamlStyle): string {
  if (typeof value === 'number') return printNumber(value);
  if (typeof value !== 'string') return String(value);
  if (style === 'single' && !UNPRINTABLE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'single' && style !== 'double' && isPlain(value)) return value;
  return `"${value.replace(ESCAPED, escapeCharacter)}"`;
}

/** Prints text of several lines as a literal block, without its last line break; nothing when a block would not be exact. */
export function printLiteral(text: string, indent: string, eol: string): string | undefined {
  if (!text.includes('\n') || NOT_LITERAL.test(text) || UNPRINTABLE.test(text.replace(/[\n\t]/g, ''))) return undefined;
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return [ends ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : indent + line))].join(eol);
}

/** Prints a field in block style, without the indentation of its first and the break of its last line. */
export function printField(key: string, value: unknown, indent: string, eol: string): string {
  const inline = printInline(value);
  if (inline !== undefined) return `${printScalar(key)}: ${inline}`;
  const deeper = `${indent}  `;
  return `${printScalar(key)}:${eol}${deeper}${printCollection(value as object, deeper, eol)}`;
}

function printCollection(value: object, indent: string, eol: string): string {
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => `- ${printInline(item) ?? printCollection(item as object, deeper, eol)}`)
    : fieldsOf(value).map(([key, field]) => printField(key, field, indent, eol));
  return parts.join(eol + indent);
}

/** What fits on the line of its key; nothing for lists and maps that have content. */
function printInline(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return printScalar((value ?? null) as Scalar);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  return fieldsOf(value).length === 0 ? '{}' : undefined;
}

function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

/** YAML 1.1 wants a dot in front of an exponent. */
function printNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function isPlain(text: string): boolean {
  return text.length < 1000 && PLAIN.test(text) && !ALMOST_PLAIN.test(text) && resolvePlain(text) === text;
}

function escapeCharacter(character: string): string {
  const short = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
