import { createHash } from 'node:crypto';
import { isMap } from '../../primitives/is-map';
import { fromBytes, toBytes } from '../substitution/byte-text';
import { printGoYaml } from '../substitution/print-go-yaml';
import { operate } from '../substitution/operations';
import * as go from './go-values';
import { slugify } from './slugify';
import { TemplateError, UnsupportedTemplate } from './template-nodes';

/** A function of templates, and how many arguments it takes. */
interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (args: readonly unknown[]) => unknown;
}

const { toText, toAscii, toInt, toInt64, toList, toMap, isEmpty, print } = go;

/** Functions of Go, of slim-sprig and of the operator. `and`, `or` and `inputs` are part of the language here. */
const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  not: fixed(1, ([value]) => isEmpty(value)),
  eq: any(2, ([value, ...others]) => others.some((other) => go.isEqual(value, other))),
  ne: fixed(2, ([one, two]) => !go.isEqual(one, two)),
  lt: fixed(2, ([one, two]) => go.isLess(one, two)),
  ge: fixed(2, ([one, two]) => !go.isLess(one, two)),
  gt: fixed(2, ([one, two]) => go.isLess(two, one)),
  le: fixed(2, ([one, two]) => !go.isLess(two, one)),
  len: fixed(1, ([value]) => BigInt(lengthOf(value))),
  index: any(1, ([value, ...keys]) => keys.reduce(indexOf, value)),
  print: any(0, (args) => joinTexts(args)),
  printf: any(1, ([format, ...args]) => printf(toText(format), args)),

  quote: any(0, (args) =>
    args
      .filter(isValue)
      .map((value) => go.quote(print(value)))
      .join(' '),
  ),
  squote: any(0, (args) =>
    args
      .filter(isValue)
      .map((value) => `'${print(value)}'`)
      .join(' '),
  ),
  cat: any(0, (args) => args.filter(isValue).map(print).join(' ')),
  toString: fixed(1, ([value]) => print(value)),
  lower: fixed(1, ([text]) => change(',,', text)),
  upper: fixed(1, ([text]) => change('^^', text)),
  title: fixed(1, ([text]) => toAscii(text).replace(/(?<![A-Za-z0-9_])[a-z]/g, (letter) => letter.toUpperCase())),
  trim: fixed(1, ([text]) => toText(text).trim()),
  trimPrefix: fixed(2, ([start, text]) => (toText(text).startsWith(toText(start)) ? toText(text).slice(toText(start).length) : text)),
  trimSuffix: fixed(2, ([end, text]) =>
    toText(text).endsWith(toText(end)) ? toText(text).slice(0, toText(text).length - toText(end).length) : text,
  ),
  replace: fixed(3, ([old, text, value]) => change('//', value, old, text)),
  contains: fixed(2, ([part, text]) => toText(text).includes(toText(part))),
  hasPrefix: fixed(2, ([start, text]) => toText(text).startsWith(toText(start))),
  hasSuffix: fixed(2, ([end, text]) => toText(text).endsWith(toText(end))),
  indent: fixed(2, ([spaces, text]) => indent(toInt(spaces), toText(text))),
  nindent: fixed(2, ([spaces, text]) => `\n${indent(toInt(spaces), toText(text))}`),
  repeat: fixed(2, ([count, text]) => toText(text).repeat(bounded(toInt(count)))),
  trunc: fixed(2, ([count, text]) => (toInt(count) < 0 ? toAscii(text).slice(toInt(count)) : toAscii(text).slice(0, toInt(count)))),
  split: fixed(2, ([by, text]) => Object.fromEntries(splitText(by, text).map((part, index) => [`_${index}`, part]))),
  splitList: fixed(2, ([by, text]) => splitText(by, text)),
  join: fixed(2, ([by, list]) => (Array.isArray(list) ? list : [list]).filter(isValue).map(print).join(toText(by))),
  slugify: fixed(1, ([text]) => slugify(toAscii(text))),
  b64enc: fixed(1, ([text]) => Buffer.from(toText(text)).toString('base64')),
  sha256sum: fixed(1, ([text]) => createHash('sha256').update(toText(text)).digest('hex')),

  default: any(1, ([fallback, value]) => (isEmpty(value) ? fallback : value)),
  empty: fixed(1, ([value]) => isEmpty(value)),
  coalesce: any(0, (args) => args.find((value) => !isEmpty(value)) ?? null),
  ternary: fixed(3, ([yes, no, test]) => (toBoolean(test) ? yes : no)),
  toYaml: fixed(1, ([value]) => printGoYaml(go.toPlain(value))),
  mustToYaml: fixed(1, ([value]) => printGoYaml(go.toPlain(value))),
  toJson: fixed(1, ([value]) => JSON.stringify(go.toPlain(value)).replace(/[<>&\u2028\u2029]/g, escapeJson)),
  toRawJson: fixed(1, ([value]) => JSON.stringify(go.toPlain(value)).replace(/[\u2028\u2029]/g, escapeJson)),

  int: fixed(1, ([value]) => BigInt(toInt64(value))),
  int64: fixed(1, ([value]) => toInt64(value)),
  atoi: fixed(1, ([text]) => (/^[-+]?[0-9]{1,15}$/.test(toText(text)) ? BigInt((text as string).replace('+', '')) : 0n)),
  add: any(0, (args) => args.map(toInt64).reduce((sum, value) => sum + value, 0)),
  add1: fixed(1, ([value]) => toInt64(value) + 1),
  sub: fixed(2, ([one, two]) => toInt64(one) - toInt64(two)),
  mul: any(1, (args) => args.map(toInt64).reduce((product, value) => product * value, 1)),
  max: any(1, (args) => Math.max(...args.map(toInt64))),
  min: any(1, (args) => Math.min(...args.map(toInt64))),
  until: fixed(1, ([count]) => Array.from({ length: bounded(toInt(count)) }, (_, index) => BigInt(index))),

  list: any(0, (args) => args),
  dict: any(0, (args) => Object.fromEntries(pairsOf(args))),
  get: fixed(2, ([map, key]) => (Object.hasOwn(toMap(map), toText(key)) ? toMap(map)[toText(key)] : '')),
  hasKey: fixed(2, ([map, key]) => Object.hasOwn(toMap(map), toText(key))),
  first: fixed(1, ([list]) => toList(list)[0] ?? null),
  last: fixed(1, ([list]) => toList(list).at(-1) ?? null),
  rest: fixed(1, ([list]) => toList(list).slice(1)),
  has: fixed(2, ([item, list]) => toList(list).some((other) => go.kindOf(item) === go.kindOf(other) && go.isEqual(item, other))),
  fail: fixed(1, ([message]) => {
    throw new TemplateError(toText(message));
  }),
};

/** Whether a function can be called here. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

/** Functions that the operator has besides: those of Go, and the hermetic ones of slim-sprig 3.0, which know neither time nor environment. */
const OTHERS: ReadonlySet<string> = new Set(
  `
  call html js println slice urlquery
  adler32sum ago all any append b32dec b32enc b64dec base biggest ceil chunk clean compact concat deepEqual dig dir div duration
  durationRound ext float64 floor fromJson hello initial isAbs keys kindIs kindOf maxf minf mod mustAppend mustChunk mustCompact
  mustDateModify mustFirst mustFromJson mustHas mustInitial mustLast mustPrepend mustRegexFind mustRegexFindAll mustRegexMatch
  mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToJson mustToPrettyJson
  mustToRawJson mustUniq mustWithout must_date_modify omit osBase osClean osDir osExt osIsAbs pick pluck plural prepend randInt regexFind
  regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit reverse round seq set sha1sum sortAlpha
  splitn substr toDate toDecimal toPrettyJson toStrings trimAll trimall tuple typeIs typeIsLike typeOf uniq unixEpoch unset untilStep
  urlJoin urlParse values without
  `
    .trim()
    .split(/\s+/),
);

/** Whether the operator has a function that cannot be called here. */
export function isOtherFunction(name: string): boolean {
  return OTHERS.has(name);
}

/** The names of all functions. */
export function functionNames(): string[] {
  return [...Object.keys(FUNCTIONS), ...OTHERS, 'and', 'or', 'inputs'];
}

export function callFunction(name: string, args: readonly unknown[]): unknown {
  const { least, most, call } = FUNCTIONS[name];
  if (args.length < least || args.length > most) throw new TemplateError(`wrong number of args for ${name}: got ${args.length}`);
  return call(args);
}

function fixed(count: number, call: TemplateFunction['call']): TemplateFunction {
  return { least: count, most: count, call };
}

function any(least: number, call: TemplateFunction['call']): TemplateFunction {
  return { least, most: Infinity, call };
}

function isValue(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function change(operation: string, value: unknown, ...args: unknown[]): string {
  return fromBytes(
    operate(
      operation,
      toBytes(toText(value)),
      args.map((arg) => toBytes(toText(arg))),
    )!,
  );
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  throw new TemplateError(`len of type ${go.kindOf(value)}`);
}

function indexOf(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    const at = toInt64(key);
    if (at < 0 || at >= value.length) throw new TemplateError(`index out of range: ${at}`);
    return value[at] as unknown;
  }
  if (isMap(value) && typeof key === 'string' && Object.hasOwn(value, key)) return value[key];
  throw new UnsupportedTemplate(`index of ${go.kindOf(value)}`);
}

function joinTexts(args: readonly unknown[]): string {
  if (args.length > 1 && !args.every((arg) => typeof arg === 'string')) throw new UnsupportedTemplate('print of several values');
  return args.map(print).join('');
}

function printf(format: string, args: readonly unknown[]): string {
  let used = 0;
  const text = format.replace(/%(0[1-9])?(.?)/gs, (_all, width: string | undefined, verb: string) => {
    if (verb === '%' && width === undefined) return '%';
    const arg = args[used++];
    const kind = go.kindOf(arg);
    const isNumber = verb === 'd' && (kind === 'int' || kind === 'int64') && (width === undefined || Number(arg) >= 0);
    const isKnown = isNumber || (width === undefined && (kind === 'string' ? 'svq' : kind === 'nil' ? '' : 'v').includes(verb || ' '));
    if (!isKnown || used > args.length) throw new UnsupportedTemplate(`printf of ${kind} by %${verb}`);
    return verb === 'q' ? go.quote(arg as string) : print(arg).padStart(Number(width ?? 0), '0');
  });
  if (used < args.length) throw new UnsupportedTemplate('printf of more values than verbs');
  return text;
}

function indent(spaces: number, text: string): string {
  const pad = ' '.repeat(bounded(spaces));
  return pad + text.replaceAll('\n', `\n${pad}`);
}

function bounded(count: number): number {
  if (count < 0) throw new TemplateError(`a negative count: ${count}`);
  if (count > 10_000) throw new UnsupportedTemplate(`a count of ${count}`);
  return count;
}

function splitText(by: unknown, text: unknown): string[] {
  return toText(by) === '' ? [...toText(text)] : toText(text).split(toText(by));
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new TemplateError(`wrong type for value; expected bool; got ${go.kindOf(value)}`);
}

function pairsOf(args: readonly unknown[]): [string, unknown][] {
  return args.flatMap((key, index) => (index % 2 === 0 ? [[print(key), index + 1 < args.length ? args[index + 1] : '']] : [])) as [
    string,
    unknown,
  ][];
}

function escapeJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
