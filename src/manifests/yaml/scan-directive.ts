import { scanTagDirective } from './scan-tag';
import { TextCursor, Unreadable } from './text-cursor';
import { Token } from './token';

const NAME = /%([0-9A-Za-z_-]*)/y;
const VERSION = /[ \t]*(\d{1,2})\.(\d{1,2})/y;

/** Reads a line that starts with `%`. */
export function scanDirective(cursor: TextCursor): Token {
  const start = cursor.at;
  NAME.lastIndex = start;
  const [whole, name] = NAME.exec(cursor.text)!;
  cursor.at += whole.length;
  const token = cursor.isGap() ? scanNamed(cursor, name, start) : undefined;
  if (!token) throw new Unreadable('a line must not start with `%`, but for `%YAML` and `%TAG`', start);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.isAtEnd() && cursor.readBreak() === '') throw new Unreadable('nothing but a comment may stand behind a directive', cursor.at);
  return token;
}

function scanNamed(cursor: TextCursor, name: string, start: number): Token | undefined {
  if (name === 'YAML') return version(cursor, start);
  return name === 'TAG' ? scanTagDirective(cursor, start) : undefined;
}

function version(cursor: TextCursor, start: number): Token {
  VERSION.lastIndex = cursor.at;
  const match = VERSION.exec(cursor.text);
  if (!match) throw new Unreadable('the version of YAML must be 1.1', start);
  cursor.at += match[0].length;
  return { type: 'version', isKnown: Number(match[1]) === 1 && Number(match[2]) === 1, start, end: cursor.at };
}
