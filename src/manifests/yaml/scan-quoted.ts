import { foldBreaks, isBlank, isLineBreak, TextCursor, Unreadable } from './text-cursor';
import { ScalarToken } from './token';

const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const BACKSLASH = 0x5c;

/** What stands for one character behind a backslash. */
const ESCAPES = new Map(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    "'": "'",
    '\\': '\\',
    N: '\x85',
    _: '\xa0',
    L: '\u2028',
    P: '\u2029',
  }),
);
/** How many digits stand behind the letters that start the number of a character. */
const DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Reads a text in quotes, which may have several lines. */
export function scanQuoted(cursor: TextCursor, style: 'single' | 'double'): ScalarToken {
  const start = cursor.at++;
  const quote = style === 'single' ? SINGLE_QUOTE : DOUBLE_QUOTE;
  let value = '';
  for (;;) {
    if (cursor.isDocumentMarker()) throw new Unreadable(`a document marker within a ${style} quoted scalar`, cursor.at);
    if (cursor.isAtEnd()) throw new Unreadable(`unexpected end of the stream within a ${style} quoted scalar`, cursor.at);
    const { text, isBreakEscaped } = readText(cursor, quote);
    value += text;
    if (cursor.code() === quote) break;
    value += readGap(cursor, isBreakEscaped);
  }
  cursor.at++;
  return { type: 'scalar', value, style, start, end: cursor.at };
}

/** Reads up to a blank, a line break or the last quote, or behind a line break that is escaped. */
function readText(cursor: TextCursor, quote: number): { text: string; isBreakEscaped: boolean } {
  let text = '';
  let from = cursor.at;
  for (; !cursor.isGap(); cursor.at++) {
    const code = cursor.code();
    if (code === quote) {
      if (quote !== SINGLE_QUOTE || cursor.code(1) !== SINGLE_QUOTE) break;
      // Of two quotes one is text.
      text += cursor.text.slice(from, ++cursor.at);
      from = cursor.at + 1;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      text += cursor.text.slice(from, cursor.at++);
      if (cursor.readBreak() !== '') return { text, isBreakEscaped: true };
      text += readEscape(cursor);
      from = cursor.at + 1;
    }
  }
  return { text: text + cursor.text.slice(from, cursor.at), isBreakEscaped: false };
}

/** Reads what stands behind a backslash, but for its last character. */
function readEscape(cursor: TextCursor): string {
  const letter = cursor.text.charAt(cursor.at);
  const character = ESCAPES.get(letter);
  if (character !== undefined) return character;
  const count = DIGITS.get(letter);
  if (count === undefined) throw new Unreadable('the escape is unknown', cursor.at - 1);

  const digits = cursor.text.slice(cursor.at + 1, cursor.at + 1 + count);
  const number = parseInt(digits, 16);
  const isNumber = digits.length === count && /^[0-9a-fA-F]+$/.test(digits);
  if (!isNumber || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff)) {
    throw new Unreadable('the escape is the number of no character', cursor.at - 1);
  }
  cursor.at += count;
  return String.fromCodePoint(number);
}

/** Goes over blanks and line breaks, and returns what they are in the value. */
function readGap(cursor: TextCursor, isBreakEscaped: boolean): string {
  const from = cursor.at;
  let first = '';
  let others = '';
  let hasBreak = isBreakEscaped;
  for (;;) {
    const code = cursor.code();
    if (isBlank(code)) {
      cursor.at++;
    } else if (!isLineBreak(code)) {
      return hasBreak ? foldBreaks(first, others) : cursor.text.slice(from, cursor.at);
    } else if (hasBreak) {
      others += cursor.readBreak();
    } else {
      first = cursor.readBreak();
      hasBreak = true;
    }
  }
}
