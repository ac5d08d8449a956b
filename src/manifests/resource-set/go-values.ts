import { isMap } from '../../primitives/is-map';
import { TemplateError, UnsupportedTemplate } from './template-nodes';

/**
 * Values of templates are JSON, with one addition: a `bigint` is an `int` of Go, which is not the same as the number of an
 * input.
 */
type GoMap = Readonly<Record<string, unknown>>;

/** A value that exists, and that nobody can know here: whatever looks at it cannot be evaluated. */
export const UNKNOWN = Symbol('unknown');

/** What Go calls the type of a value, as far as it tells types apart. */
export function kindOf(value: unknown): 'nil' | 'string' | 'bool' | 'int' | 'int64' | 'float64' | 'list' | 'map' {
  if (value === UNKNOWN) throw new UnsupportedTemplate('an input that is only known in a cluster');
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : Array.isArray(value) ? 'list' : 'map';
}

/** Whether Go takes a value for nothing: what `if` and `default` ask. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return !value;
}

/** A value as `%v` prints it. */
export function print(value: unknown): string {
  kindOf(value);
  if (Array.isArray(value)) return `[${value.map(print).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${print(value[key])}`)
      .join(' ')}]`;
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return printNumber(value);
  return String(value as string | bigint | boolean);
}

function printNumber(value: number): string {
  const size = Math.abs(value);
  const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : size >= 1e-4 && size < 1e21;
  if (!isExact) throw new UnsupportedTemplate(`the number ${value}`);
  return String(value);
}

/** The keys of a map in the order of their bytes, in which Go prints maps and ranges over them. */
export function sortedKeys(map: GoMap): string[] {
  return Object.keys(map).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** A text in quotes, as `%q` prints it. */
export function quote(text: string): string {
  if (/[^\n\r\t -~\u00a1-\u00ac\u00ae-\u024f\u{1f300}-\u{1f64f}]/u.test(text)) throw new UnsupportedTemplate('quoting a rare character');
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
}

/** A value as JSON with sorted keys; a `bigint` becomes a number. */
export function toPlain(value: unknown): unknown {
  kindOf(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (isMap(value)) return Object.fromEntries(sortedKeys(value).map((key) => [key, toPlain(value[key])]));
  if (typeof value === 'number') printNumber(value);
  return typeof value === 'bigint' ? Number(value) : value;
}

/** Whether two values are the same; Go compares only what has the same type. */
export function isEqual(one: unknown, two: unknown): boolean {
  const [left, right] = [compareKind(one), compareKind(two)];
  if (left === undefined || right === undefined) throw new UnsupportedTemplate('a comparison of what is no text, number or boolean');
  if (left !== right) throw new TemplateError('incompatible types for comparison');
  return left === 'int' ? Number(one) === Number(two) : one === two;
}

/** Whether a value comes before another one. */
export function isLess(one: unknown, two: unknown): boolean {
  const [left, right] = [compareKind(one), compareKind(two)];
  if (left === undefined || right === undefined || left === 'bool') throw new UnsupportedTemplate('a comparison of what has no order');
  if (left !== right) throw new TemplateError('incompatible types for comparison');
  if (left === 'string') return Buffer.compare(Buffer.from(one as string), Buffer.from(two as string)) < 0;
  return Number(one) < Number(two);
}

function compareKind(value: unknown): 'string' | 'bool' | 'int' | 'float' | undefined {
  const kind = kindOf(value);
  if (kind === 'string' || kind === 'bool') return kind;
  return kind === 'int' || kind === 'int64' ? 'int' : kind === 'float64' ? 'float' : undefined;
}

export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TemplateError(`wrong type for value; expected string; got ${kindOf(value)}`);
}

/** Text of which each character is one byte, so that both can be counted. */
export function toAscii(value: unknown): string {
  const text = toText(value);
  if (/[^\0-\x7f]/.test(text)) throw new UnsupportedTemplate('bytes of text that is not ASCII');
  return text;
}

/** An `int`, which the number of an input is not. */
export function toInt(value: unknown): number {
  if (typeof value === 'bigint') return Number(value);
  throw new TemplateError(`wrong type for value; expected int; got ${kindOf(value)}`);
}

/** What `int` and the arithmetic make of a value. */
export function toInt64(value: unknown): number {
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' && Math.abs(value) < 2 ** 53) return Math.trunc(value);
  if (typeof value === 'string' && /^[-+]?(?:0|[1-9][0-9]{0,14})$/.test(value)) return Number(value);
  throw new UnsupportedTemplate(`${kindOf(value)} as a whole number`);
}

export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnsupportedTemplate(`${kindOf(value)} as a list`);
}

export function toMap(value: unknown): GoMap {
  if (isMap(value)) return value;
  throw new TemplateError(`wrong type for value; expected map[string]interface {}; got ${kindOf(value)}`);
}
