import { TemplateError, UnsupportedTemplate } from './template-nodes';

/** A piece of a template: text, or what stands between `<<` and `>>`. */
export interface Piece {
  readonly text: string;
  readonly isAction: boolean;
}

/** A word of an action. */
export interface Token {
  readonly kind: 'constant' | 'name' | 'variable' | 'fields' | 'dot' | 'sign';
  readonly text: string;
  readonly value?: unknown;
  /** Whether no space stands in front of it. */
  readonly isJoined: boolean;
}

const COMMENT = /^(?:-\s)?\/\*[^]*?\*\/(?:\s-)?>>/;
const SPACE = /[ \t\r\n]/;

/** Splits a template at its delimiters, and trims the text next to `<<-` and `->>`. */
export function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let isTrimmed = false;
  for (;;) {
    const start = template.indexOf('<<', at);
    const text = template.slice(at, start < 0 ? undefined : start);
    const isTrimming = start >= 0 && template[start + 2] === '-' && SPACE.test(template[start + 3] ?? '');
    pieces.push({ text: trim(text, isTrimmed, isTrimming), isAction: false });
    if (start < 0) return pieces;
    const from = start + 2;
    const comment = COMMENT.exec(template.slice(from))?.[0];
    const end = comment === undefined ? endOfAction(template, from) : from + comment.length - 2;
    isTrimmed = template[end - 1] === '-' && SPACE.test(template[end - 2] ?? '');
    const action = template.slice(from + (isTrimming ? 1 : 0), end - (isTrimmed ? 1 : 0));
    if (comment === undefined) pieces.push({ text: action, isAction: true });
    at = end + 2;
  }
}

function trim(text: string, atStart: boolean, atEnd: boolean): string {
  const left = atStart ? text.replace(/^[ \t\r\n]+/, '') : text;
  if (!atEnd) return left;
  let end = left.length;
  while (end > 0 && SPACE.test(left[end - 1])) end--;
  return left.slice(0, end);
}

/** Where the closing delimiter stands; one inside of a quoted text is none. */
function endOfAction(template: string, from: number): number {
  const inside = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|>>/g;
  inside.lastIndex = from;
  for (let found = inside.exec(template); found; found = inside.exec(template)) if (found[0] === '>>') return found.index;
  throw new TemplateError('an action without >>');
}

const TOKEN =
  /(\s+)|("(?:[^"\\\n]|\\.)*"|`[^`]*`)|([-+]?[0-9][0-9A-Za-z_.]*)|(\$\p{L}?[\p{L}\p{Nd}_]*)|((?:\.[\p{L}_][\p{L}\p{Nd}_]*)+)|([\p{L}_][\p{L}\p{Nd}_]*)|(\.)|(:=|[=|(),])/uy;

/** The words of an action. */
export function tokensOf(action: string): Token[] {
  const tokens: Token[] = [];
  let isJoined = false;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < action.length;) {
    const found = TOKEN.exec(action);
    if (!found) throw new UnsupportedTemplate(`an action with a character that is not understood: ${action.trim()}`);
    const [text, space, quoted, number, variable, fields, name, dot] = found;
    if (space === undefined) {
      if (quoted !== undefined) tokens.push({ kind: 'constant', text, value: unquote(quoted), isJoined });
      else if (number !== undefined) tokens.push({ kind: 'constant', text, value: numberOf(number), isJoined });
      else if (name === 'true' || name === 'false') tokens.push({ kind: 'constant', text, value: name === 'true', isJoined });
      else if (name !== undefined) tokens.push({ kind: 'name', text, isJoined });
      else tokens.push({ kind: variable ? 'variable' : fields ? 'fields' : dot ? 'dot' : 'sign', text, isJoined });
    }
    isJoined = space === undefined;
  }
  return tokens;
}

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  if (/\\[^"\\nrtu/]|\\u(?![0-9a-fA-F]{4})|\\\/|[\0-\x1f]/.test(text)) throw new UnsupportedTemplate('an escape that is not understood');
  return JSON.parse(text) as string;
}

/** A whole number, which is an `int` in Go and a `bigint` here: what the inputs have is something else. */
function numberOf(text: string): bigint {
  if (!/^[-+]?(?:0|[1-9][0-9]{0,14})$/.test(text)) throw new UnsupportedTemplate(`the number ${text}`);
  return BigInt(text.replace('+', ''));
}
