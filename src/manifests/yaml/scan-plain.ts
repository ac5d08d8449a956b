import { foldBreaks, HASH, isBlank, isLineBreak, TAB, TextCursor, Unreadable } from './text-cursor';
import { ScalarToken } from './token';

const COLON = 0x3a;
/** What ends a text without quotes in brackets. */
const ENDS_IN_BRACKETS = new Set([...',?[]{}'].map((character) => character.charCodeAt(0)));

/** Reads a text without quotes, of which every line but the first is indented by `indent` or in brackets. */
export function scanPlain(cursor: TextCursor, indent: number, inBrackets: boolean): ScalarToken {
  const start = cursor.at;
  let end = start;
  let value = '';
  let fold = '';
  while (!cursor.isDocumentMarker()) {
    const from = cursor.at;
    const to = endOfText(cursor, inBrackets);
    if (to > from) {
      value += fold + cursor.text.slice(from, to);
      end = to;
    }
    if (!isLineBreak(cursor.code())) break;
    fold = readFold(cursor, indent);
    if (!inBrackets && cursor.column < indent) break;
  }
  return { type: 'scalar', value, style: 'plain', start, end };
}

/** Goes to what ends the text in this line, and returns where its last character ends. */
function endOfText(cursor: TextCursor, inBrackets: boolean): number {
  const { text, at: from } = cursor;
  let end = from;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) continue;
    if (isLineBreak(code) || (inBrackets && ENDS_IN_BRACKETS.has(code))) break;
    if (code === HASH && (end < at || at === from)) break;
    if (code === COLON && isGapAt(text, at + 1)) break;
    end = at + 1;
  }
  cursor.at = at;
  return end;
}

function isGapAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || isBlank(code) || isLineBreak(code);
}

/** Goes to the next line that is not blank. */
function readFold(cursor: TextCursor, indent: number): string {
  const first = cursor.readBreak();
  let others = '';
  for (;;) {
    const code = cursor.code();
    if (code === TAB && cursor.column < indent) throw new Unreadable('a tab must not stand where spaces indent', cursor.at);
    if (isBlank(code)) cursor.at++;
    else if (isLineBreak(code)) others += cursor.readBreak();
    else return foldBreaks(first, others);
  }
}
