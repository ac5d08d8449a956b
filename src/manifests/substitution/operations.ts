import { charactersOf, firstLength, fromBytes, toBytes } from './byte-text';
import { Glob, reverse } from './glob';

/** What an operation makes of a value; nothing where Flux crashes. All texts are bytes. */
type Operation = (value: string, args: readonly string[]) => string | undefined;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  ':': substring,
  '#': (value, args) => (args.length === 0 ? String(value.length) : trim(value, args[0], false)),
  '##': (value, [pattern]) => trim(value, pattern, true),
  '%': (value, [pattern]) => reverse(trim(reverse(value), reverse(pattern), false)),
  '%%': (value, [pattern]) => reverse(trim(reverse(value), reverse(pattern), true)),
  '/': (value, [old, text = '']) => replaceFirst(value, old, text),
  '//': (value, [old, text = '']) => replaceAll(value, old, text),
  '/#': (value, [old, text]) => (text !== undefined && value.startsWith(old) ? replaceFirst(value, old, text) : value),
  '/%': (value, [old, text]) => (text !== undefined && value.endsWith(old) ? value.slice(0, value.length - old.length) + text : value),
  ',': (value) => changeFirst(value, toLower),
  ',,': (value) => charactersOf(value).map(toLower).join(''),
  '^': (value) => changeFirst(value, toUpper),
  '^^': (value) => charactersOf(value).map(toUpper).join(''),
};

/** Does what the operation of an expression does; every other one than these gives its arguments for an empty value. */
export function operate(operation: string, value: string, args: readonly string[]): string | undefined {
  const known = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  return known ? known(value, args) : value === '' ? args.join('') : value;
}

/** Counts bytes. A negative length, which a shell counts from the end, crashes Flux. */
function substring(value: string, [offset, length]: readonly string[]): string | undefined {
  const start = toInteger(offset);
  if (start === undefined) return value;
  const from = start < 0 ? Math.max(value.length + start, 0) : start;
  if (length === undefined) return value.slice(from);
  const count = toInteger(length);
  if (count === undefined) return value;
  if (from + count >= value.length) return value.slice(from);
  return count < 0 ? undefined : value.slice(from, from + count);
}

function toInteger(text: string): number | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined;
  const integer = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return BigInt.asIntN(64, integer) === integer ? Number(integer) : undefined;
}

/** Without the shortest or longest start that matches. */
function trim(value: string, pattern: string, isLongest: boolean): string {
  const glob = new Glob(pattern);
  if (glob.literal !== undefined) return value.startsWith(glob.literal) ? value.slice(glob.literal.length) : value;
  let end = 0;
  for (let length = value.length; length > 0; length--) {
    const isMatch = glob.matches(value.slice(0, length));
    if (isMatch === undefined) return value;
    if (isMatch) end = length;
    if (isMatch && isLongest) break;
  }
  return value.slice(end);
}

function replaceFirst(value: string, old: string, text: string): string {
  const at = value.indexOf(old);
  return at < 0 ? value : value.slice(0, at) + text + value.slice(at + old.length);
}

function replaceAll(value: string, old: string, text: string): string {
  if (old === '') return ['', ...charactersOf(value), ''].join(text);
  return value.split(old).join(text);
}

function changeFirst(value: string, change: (character: string) => string): string {
  const length = firstLength(value);
  return change(value.slice(0, length)) + value.slice(length);
}

/** Go changes one character into one, whatever stands around it. */
function toLower(character: string): string {
  const text = fromBytes(character);
  return character === '\xc4\xb0' ? 'i' : oneFor(text, text.toLowerCase());
}

function toUpper(character: string): string {
  const text = fromBytes(character);
  return oneFor(text, text.toUpperCase());
}

function oneFor(before: string, after: string): string {
  return toBytes([...after].length === 1 ? after : before);
}
