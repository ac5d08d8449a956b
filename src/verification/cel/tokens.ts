/** Thrown for a text that is no CEL. */
export class CelSyntaxError extends Error {}

/** A piece of an expression; a text without its quotes. */
export interface CelToken {
  readonly kind: 'text' | 'bytes' | 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  /** As it is written. */
  readonly source: string;
}

const QUOTED = /"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'/;
const RAW = /[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\r\n]*"|'[^'\r\n]*')/;
const NUMBER = /0x[\da-fA-F]+[uU]?|(?:\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|\d+[uU]?/;
const TOKEN = new RegExp(
  `[\\t\\n\\f\\r ]+|//[^\\n]*|(?<bytes>[bB](?:${RAW.source}|${QUOTED.source}))|(?<text>${RAW.source}|${QUOTED.source})|` +
    `(?<number>${NUMBER.source})|(?<word>[A-Za-z_]\\w*)|(?<sign>&&|\\|\\||[=!<>]=|[-+*/%!<>?:.,()[\\]{}])`,
  'y',
);

/** The pieces of an expression, without what stands between them. */
export function celTokens(source: string): CelToken[] {
  const tokens: CelToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new CelSyntaxError(`'${source[at]}' at character ${at + 1} begins nothing that CEL knows`);
    const [kind, text] = Object.entries(match.groups!).find(([, value]) => value !== undefined) ?? [];
    if (kind === undefined) continue;
    const isQuoted = kind === 'text' || kind === 'bytes';
    tokens.push({ kind: kind as CelToken['kind'], text: isQuoted ? unquoted(text!, kind === 'bytes') : text!, source: text! });
  }
  return tokens;
}

const ESCAPE = /\\(?:[xX][\da-fA-F]{2}|[0-3][0-7]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^]?)/gu;
/** The escapes of one sign. */
const PLAIN = new Map(Object.entries({ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }));
for (const sign of ['"', "'", '`', '?', '\\']) PLAIN.set(sign, sign);

function unquoted(literal: string, isBytes: boolean): string {
  const [, prefix, quote] = /^([bBrR]*)("""|'''|"|')/.exec(literal)!;
  const inner = literal.slice(prefix.length + quote.length, -quote.length).replace(/\r\n?/g, '\n');
  return /r/i.test(prefix) ? inner : inner.replace(ESCAPE, (escape) => unescaped(escape, isBytes));
}

function unescaped(escape: string, isBytes: boolean): string {
  const plain = PLAIN.get(escape[1]);
  if (plain !== undefined) return plain;
  const code = /\d/.test(escape[1]) ? Number.parseInt(escape.slice(1), 8) : Number.parseInt(escape.slice(2), 16);
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (escape.length < 4 || !isCharacter || (isBytes && /u/i.test(escape[1])))
    throw new CelSyntaxError(`'${escape}' is no escape that CEL knows; a backslash itself is written '\\\\'`);
  return String.fromCodePoint(code);
}
