import { resolvePlain } from '../yaml/go-scalar';

/** How the YAML of Kubernetes writes a text. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** What a plain text means; `invalid` for an infinite number and for none, which no object can have. */
export type ScalarMeaning = string | number | boolean | null | typeof INVALID;

export const INVALID = Symbol('no JSON');

const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** What a plain text is read as. */
export function meaningOf(text: string): ScalarMeaning {
  const value = resolvePlain(text);
  return typeof value === 'number' && !Number.isFinite(value) ? INVALID : value;
}

const BREAK = '\\n\\r\\x85\\u2028\\u2029';
const UNPRINTABLE = /[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const LINE_SEPARATORS = /[\u2028\u2029]/;
const SPACE_BEFORE_BREAK = new RegExp(` [${BREAK}]`);
const SPACE_AFTER_BREAK = new RegExp(`[${BREAK}] `);
/** What must not stand in a plain text, whatever it means. */
const NOT_PLAIN = new RegExp(`^[#,[\\]{}&*!|>'"%@\` ${BREAK}]|^[-?:](?:[ \\t]|$)|^(?:---|\\.\\.\\.)|:(?:[ \\t]|$)|[ \\t]#|[${BREAK}]| $`);

/** Whether a text has only characters that can be printed. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text) && !LINE_SEPARATORS.test(text);
}

/** Whether a text that is not quoted is read as a whole, whatever it means. */
export function isPlain(text: string): boolean {
  return text === '' || !NOT_PLAIN.test(text);
}

/** The style in which sigs.k8s.io/yaml prints a text. */
export function styleOf(text: string): ScalarStyle {
  if (UNPRINTABLE.test(text) || SPACE_BEFORE_BREAK.test(text)) return 'double';
  if (text.includes('\n')) return text.endsWith(' ') ? 'double' : 'literal';
  if (text === '') return 'double';
  if (BASE_60.test(text) || TIMESTAMP.test(text) || meaningOf(text) !== text) return 'double';
  if (!NOT_PLAIN.test(text)) return 'plain';
  return SPACE_AFTER_BREAK.test(text) ? 'double' : 'single';
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};
const ESCAPED = /["\\\n\u2028\u2029]|[^ -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu;

/** Prints a text in a style; the lines of a block start with `indent`. */
export function printScalar(text: string, style: ScalarStyle, indent: string): string {
  switch (style) {
    case 'plain':
      return text;
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return `"${text.replace(ESCAPED, escapeCharacter)}"`;
    case 'literal':
      return printBlock(text, indent);
  }
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  // No file holds half of a character, nor does YAML know its number.
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const hex = code.toString(16).toUpperCase();
  const width = hex.length <= 2 ? 2 : hex.length <= 4 ? 4 : 8;
  return `\\${SHORT_ESCAPES[character] ?? `${{ 2: 'x', 4: 'u', 8: 'U' }[width]}${hex.padStart(width, '0')}`}`;
}

function printBlock(text: string, indent: string): string {
  const hint = /^[ \n\u2028\u2029]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = text.replace(/^(?!\n|$)/gm, indent);
  return `|${hint}${chomp}\n${chomp === '-' ? lines : lines.slice(0, -1)}`;
}
