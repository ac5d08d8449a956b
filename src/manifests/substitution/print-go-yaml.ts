import { printScalar, styleOf } from './go-scalar';

const MAX_DEPTH = 500;
/** Longer keys are printed behind a question mark. */
export const MAX_KEY_BYTES = 128;

/** Prints JSON data exactly as sigs.k8s.io/yaml does: with sorted keys, and with quotes only where they must be. */
export function printGoYaml(value: unknown): string {
  if (isFullMap(value)) return `${printMap(value, '', 0)}\n`;
  return `${isFullList(value) ? printList(value, '', 0) : printNode(value, '', 0)}\n`;
}

/** What stands behind a key or a dash of a collection that is indented so far. */
function printNode(value: unknown, indent: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('too deep');
  if (typeof value === 'string') return printScalar(value, styleOf(value), `${indent}  `);
  if (isFullList(value)) return printList(value, `${indent}  `, depth);
  if (isFullMap(value)) return printMap(value, `${indent}  `, depth);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return String(value);
}

function printList(list: readonly unknown[], indent: string, depth: number): string {
  return list.map((item) => `- ${printNode(item, indent, depth + 1)}`).join(`\n${indent}`);
}

function printMap(map: Record<string, unknown>, indent: string, depth: number): string {
  return Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort(compareKeys)
    .map((key) => printEntry(key, map[key], indent, depth + 1))
    .join(`\n${indent}`);
}

function printEntry(key: string, value: unknown, indent: string, depth: number): string {
  const isSimple = !key.includes('\n') && Buffer.byteLength(key) <= MAX_KEY_BYTES;
  const printed = printScalar(key, styleOf(key), `${indent}  `);
  if (!isSimple) return `? ${printed}\n${indent}: ${printNode(value, indent, depth)}`;
  // The dashes of a list stand below its key.
  if (isFullList(value)) return `${printed}:\n${indent}${printList(value, indent, depth)}`;
  if (isFullMap(value)) return `${printed}:\n${indent}  ${printMap(value, `${indent}  `, depth)}`;
  return `${printed}: ${printNode(value, indent, depth)}`;
}

function isFullList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isFullMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).some((field) => field !== undefined);
}

/** The order of keys: numbers in a text by their value, letters behind everything else. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left[at] === right[at]) at++;
  if (at === length) return left.length - right.length;
  const [isLeft, isRight] = [/\p{L}/u.test(left[at]), /\p{L}/u.test(right[at])];
  if (isLeft !== isRight) return isRight ? -1 : 1;
  if (!isLeft) {
    const [one, two] = [numberAt(left, right, at), numberAt(right, left, at)];
    if (one.value !== two.value) return one.value < two.value ? -1 : 1;
    if (one.length !== two.length) return one.length - two.length;
  }
  return left[at].codePointAt(0)! - right[at].codePointAt(0)!;
}

function numberAt(text: readonly string[], other: readonly string[], at: number): { readonly value: bigint; readonly length: number } {
  let digits = '';
  for (let next = at; /^\p{Nd}$/u.test(text[next] ?? ''); next++) digits += text[next];
  // A zero inside of a number counts as a digit of it.
  let before = at - 1;
  while (text[before] === '0') before--;
  const isInside = (text[at] === '0' || other[at] === '0') && /^[1-9]$/.test(text[before] ?? '');
  return { value: BigInt((isInside ? '1' : '0') + digits.replace(/[^0-9]/g, '0')), length: digits.length };
}
