import { TextCursor, Unreadable } from './text-cursor';
import { NameToken, TagDirectiveToken, TagToken } from './token';

const NAME = /[0-9A-Za-z_-]+/y;
const HANDLE = /![0-9A-Za-z_-]*!?/y;
const ADDRESS = /(?:[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]-]|%[0-9a-fA-F]{2})+/y;
const ESCAPED = /(?:%[0-9a-fA-F]{2})+/g;
const ENDS_NAME = '?:,]}%@`';

/** Reads an anchor or an alias. */
export function scanName(cursor: TextCursor, type: 'anchor' | 'alias'): NameToken {
  const start = cursor.at++;
  const name = match(cursor, NAME);
  if (name === '' || !(cursor.isGap() || ENDS_NAME.includes(cursor.text.charAt(cursor.at)))) {
    throw new Unreadable(`the name of an ${type} must consist of letters, digits, \`-\` and \`_\``, start);
  }
  return { type, name, start, end: cursor.at };
}

/** Reads a tag. */
export function scanTag(cursor: TextCursor): TagToken {
  const start = cursor.at;
  const { handle, suffix } = cursor.text.startsWith('!<', start) ? exactTag(cursor) : shortTag(cursor);
  if (!cursor.isGap()) throw new Unreadable('a blank or the end of the line must stand behind a tag', cursor.at);
  return { type: 'tag', handle, suffix, start, end: cursor.at };
}

/** `!<tag:yaml.org,2002:int>` */
function exactTag(cursor: TextCursor): Pick<TagToken, 'handle' | 'suffix'> {
  cursor.at += 2;
  const suffix = address(cursor);
  if (suffix === '' || cursor.text[cursor.at] !== '>') throw new Unreadable('a tag that starts with `!<` must end with `>`', cursor.at);
  cursor.at++;
  return { handle: '', suffix };
}

/** `!!int`, `!handle!name`, `!name` or `!` */
function shortTag(cursor: TextCursor): Pick<TagToken, 'handle' | 'suffix'> {
  const handle = match(cursor, HANDLE);
  const rest = address(cursor);
  if (handle.length > 1 && handle.endsWith('!')) {
    if (rest === '') throw new Unreadable('a tag must have a name', cursor.at);
    return { handle, suffix: rest };
  }
  const suffix = handle.slice(1) + rest;
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

/** Reads `%TAG !handle! prefix` from behind the `%TAG`. */
export function scanTagDirective(cursor: TextCursor, start: number): TagDirectiveToken {
  cursor.skipBlanks();
  const handle = match(cursor, HANDLE);
  if (!/^!(?:.*!)?$/.test(handle)) throw new Unreadable('a handle of tags must start and end with `!`', cursor.at);
  const end = cursor.at;
  cursor.skipBlanks();
  const prefix = address(cursor);
  if (end === cursor.at - prefix.length || prefix === '' || !cursor.isGap()) {
    throw new Unreadable('a blank and the start of its tags must stand behind a handle', cursor.at);
  }
  return { type: 'tag-directive', handle, prefix, start, end: cursor.at };
}

/** Reads what a name of a tag may consist of. */
function address(cursor: TextCursor): string {
  return match(cursor, ADDRESS).replace(ESCAPED, (escaped) => {
    const text = Buffer.from(escaped.replaceAll('%', ''), 'hex').toString();
    if (text.includes('\ufffd')) throw new Unreadable('the escape in a tag is no character', cursor.at);
    return text;
  });
}

function match(cursor: TextCursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += text.length;
  return text;
}
