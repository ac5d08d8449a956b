/**
 * Characters that stand in a file as they are, besides printable ASCII.
 *
 * Left out, and so escaped: line breaks and blanks other than the space, marks that change the direction of text
 * (a reviewer would not see what is applied), private and unassigned planes. The ranges are written out, because
 * Unicode's own classes grow with every release of Node.js and the same program must give the same bytes.
 */
const RAW =
  '\\u00a1-\\u00ac\\u00ae-\\u061b\\u061d-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e' +
  '\\u2070-\\u2fff\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufefe\\uff00-\\uffef\\u{10000}-\\u{2fffd}';

/** What every reader accepts without quotes as far as the characters go: no indicator in front, no `: `, no ` #`. */
const PLAIN_ASCII = /^(?:--?(?=[A-Za-z])|[A-Za-z0-9_./$(<+^~;\\])(?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/;
const PLAIN = new RegExp(`^[A-Za-z0-9_./$(<+^~;${RAW}](?:[!-9;-~${RAW}]|:(?=[!-~${RAW}])| (?=[ !"$-~${RAW}]))*$`, 'u');

/** First characters of text that some reader takes for something else; nothing else needs the long test. */
const MAY_MEAN_SOMETHING = /^[-+.~<0-9nNyYtTfFoOeEiI]/;

/**
 * Text that YAML 1.1, YAML 1.2, Go's readers or Ruby's take for null, a boolean, a number, a date or a merge key.
 * Wider than any of them: a quote too many costs nothing, one too few changes a value.
 * It is for text without underscores: Go removes them anywhere before it looks for a number, so `+_1_8` is 18.
 */
const MEANS_SOMETHING = new RegExp(
  [
    'null|true|false|yes|no|on|off|y|n|~|<<',
    '[-+]?\\.?(?:inf|infinity|nan)',
    '[-+]?0[box][-+]?[0-9a-f]*',
    // Decimal, octal, `1,000`, `.5`, `1.`, `1e3`, and `e1`, which one reader takes for a number without digits.
    '[-+]?(?:[0-9][0-9,]*)?(?:\\.[0-9]*)?(?:e[-+]?[0-9]+)?',
    '[-+]?[0-9]+(?::[0-9]+)+(?:\\.[0-9]*)?',
    '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?',
    '\\.+',
  ]
    .map((form) => `^(?:${form})$`)
    .join('|'),
  'i',
);

/** Longest text that is tested for being plain: the regular expressions would overflow the stack far above it. */
const MAX_PLAIN = 1_000_000;

const ESCAPED = new RegExp(`["\\\\]|[^ -~${RAW}]`, 'gu');
const SHORT_ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const NOT_LITERAL = new RegExp(`[^ -~\\t\\n${RAW}]|^\\n*(?:[ \\t]|$)|[ \\t](?:\\n|$)`, 'u');

/** Fleets repeat their scalars. Longer text is rarely repeated, and the bound keeps a large fleet from keeping it all. */
const CACHED_LENGTH = 64;
const CACHE_SIZE = 10_000;
const cache = new Map<string, string>();

/** Prints text on one line: plain when every reader takes it for this very text, otherwise in double quotes. */
export function printText(text: string): string {
  if (text.length > CACHED_LENGTH) return isPlain(text) ? text : quote(text);

  let printed = cache.get(text);
  if (printed === undefined) {
    printed = isPlain(text) ? text : quote(text);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(text, printed);
  }
  return printed;
}

/**
 * Prints text of several lines as a literal block whose lines start with `indent`, or returns `undefined` when a block
 * would not be exact: an indented first line, blanks at the end of a line (editors remove them), a character to escape.
 */
export function printBlock(text: string, indent: string): string | undefined {
  if (NOT_LITERAL.test(text)) return undefined;

  const end = text.length - 1;
  if (text[end] !== '\n') return `|-\n${indentLines(text, indent)}\n`;
  return (text[end - 1] === '\n' ? '|+\n' : '|\n') + indentLines(text, indent);
}

/** Prints a finite number so that YAML 1.1, which wants a dot in front of an exponent, reads it as a number too. */
export function printNumber(number: number): string {
  const text = String(number);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function isPlain(text: string): boolean {
  if (text.length > MAX_PLAIN) return false;
  if (!PLAIN_ASCII.test(text) && !PLAIN.test(text)) return false;
  return !MAY_MEAN_SOMETHING.test(text) || !MEANS_SOMETHING.test(text.replaceAll('_', ''));
}

function quote(text: string): string {
  return `"${text.replace(ESCAPED, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const hex = character.codePointAt(0)!.toString(16).toUpperCase();
  return SHORT_ESCAPES[character] ?? (hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`);
}

function indentLines(text: string, indent: string): string {
  return text.replace(/^(?!\n|$)/gm, indent);
}
