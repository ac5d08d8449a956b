import { resolvePlain } from './go-scalar';
import { MAX_KEY } from './possible-keys';

/** Says that a document has more of YAML than is read here. */
export const NOT_PLAIN = Symbol('not plain');

export const BREAK = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const DASH = 0x2d;
export const PIPE = 0x7c;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

/** What gives another meaning to a text that starts with it. A dash only does in front of a blank. */
const REFUSED_FIRST = flagsOf('\n !"#%&\'*,:>?@[]`{|}');

/** What a text in brackets may consist of. */
const IN_BRACKETS = flagsOf('$()+-./0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz~');

const ESCAPED = /^"(?:[^"\\]|\\["\\nt])*"$/;

/** How many brackets may be inside each other. */
const MAX_BRACKETS = 20;

/**
 * Reads what stands on one line of a text without unusual characters.
 * Throws `NOT_PLAIN` for all that could be taken for something else.
 */
export class PlainLine {
  /** Where the document ends. */
  protected end = 0;
  /** Where the next character is read. */
  protected at = 0;

  public constructor(protected readonly text: string) {}

  /** The key that starts here. Leaves the reader behind its colon. */
  protected key(): string {
    const start = this.at;
    const first = this.text.charCodeAt(this.at);
    const isQuoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
    const key = isQuoted ? this.quoted(first) : this.plain(first);
    if (typeof key !== 'string' || key === '<<' || first === DASH) throw NOT_PLAIN;
    this.endKey(start);
    if (!this.isBlank(this.at)) throw NOT_PLAIN;
    return key;
  }

  /** The value that starts here. */
  protected value(): unknown {
    const first = this.text.charCodeAt(this.at);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return this.quoted(first);
    return first === OPEN_LIST || first === OPEN_MAP ? this.inBrackets(first, 0) : this.plain(first);
  }

  /** Whether a key without quotes starts here. */
  protected isKey(): boolean {
    return this.text.charCodeAt(this.endOfPlain()) === COLON;
  }

  protected skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
  }

  protected isBlank(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === SPACE || code === BREAK || at >= this.end;
  }

  /** Goes behind the colon of a key. */
  private endKey(start: number): void {
    if (this.at - start > MAX_KEY) throw NOT_PLAIN;
    this.skip(COLON);
  }

  private skip(code: number): void {
    if (this.text.charCodeAt(this.at) !== code) throw NOT_PLAIN;
    this.at++;
  }

  private plain(first: number): unknown {
    const start = this.at;
    if (REFUSED_FIRST[first] === 1 || (first === DASH && this.isBlank(start + 1))) throw NOT_PLAIN;
    this.at = this.endOfPlain();
    return this.meaning(start);
  }

  /** Where the text ends that starts here: at a comment, at the colon of a key, or with the line. Blanks in front of that are none of it. */
  private endOfPlain(): number {
    const { text, end } = this;
    let at = this.at;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BREAK) break;
      if (code === COLON ? this.isBlank(at + 1) : code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    }
    while (text.charCodeAt(at - 1) === SPACE) at--;
    return at;
  }

  private meaning(start: number): unknown {
    const value = resolvePlain(this.text.slice(start, this.at));
    if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_PLAIN;
    return value;
  }

  private quoted(quote: number): string {
    const { text, end, at: start } = this;
    let isEscaped = false;
    for (let at = start + 1; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BREAK) break;
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
        isEscaped = true;
        at++;
      } else if (code === quote) {
        const isPair = quote === SINGLE_QUOTE && text.charCodeAt(at + 1) === SINGLE_QUOTE;
        if (!isPair) {
          this.at = at + 1;
          return isEscaped ? unescaped(text.slice(start, at + 1)) : text.slice(start + 1, at);
        }
        isEscaped = true;
        at++;
      }
    }
    throw NOT_PLAIN;
  }

  private inBrackets(open: number, depth: number): unknown {
    if (depth > MAX_BRACKETS) throw NOT_PLAIN;
    this.at++;
    return open === OPEN_LIST ? this.listInBrackets(depth) : this.mapInBrackets(depth);
  }

  private listInBrackets(depth: number): unknown[] {
    const list: unknown[] = [];
    while (this.hasNext(CLOSE_LIST, list.length === 0)) list.push(this.valueInBrackets(depth));
    return list;
  }

  private mapInBrackets(depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (let isFirst = true; this.hasNext(CLOSE_MAP, isFirst); isFirst = false) {
      const start = this.at;
      const key = this.scalarInBrackets();
      if (typeof key !== 'string' || map[key] !== undefined) throw NOT_PLAIN;
      this.endKey(start);
      this.skip(SPACE);
      map[key] = this.valueInBrackets(depth);
    }
    return map;
  }

  /** Goes to the next value, or behind the closing bracket. */
  private hasNext(close: number, isFirst: boolean): boolean {
    this.skipSpaces();
    if (this.text.charCodeAt(this.at) === close) {
      this.at++;
      return false;
    }
    if (!isFirst) this.skip(COMMA);
    this.skipSpaces();
    return true;
  }

  private valueInBrackets(depth: number): unknown {
    this.skipSpaces();
    const first = this.text.charCodeAt(this.at);
    return first === OPEN_LIST || first === OPEN_MAP ? this.inBrackets(first, depth + 1) : this.scalarInBrackets();
  }

  private scalarInBrackets(): unknown {
    const { text, at: start } = this;
    const first = text.charCodeAt(start);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return this.quoted(first);
    while (IN_BRACKETS[text.charCodeAt(this.at)] === 1 || this.isColonInside()) this.at++;
    if (this.at === start || first === DASH || first === COLON) throw NOT_PLAIN;
    return this.meaning(start);
  }

  /** Whether a colon stands here that is part of a text, as in an address. */
  private isColonInside(): boolean {
    return this.text.charCodeAt(this.at) === COLON && IN_BRACKETS[this.text.charCodeAt(this.at + 1)] === 1;
  }
}

/** The text in quotes that has others in it, or escapes. */
function unescaped(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  if (!ESCAPED.test(quoted)) throw NOT_PLAIN;
  return JSON.parse(quoted) as string;
}

function flagsOf(characters: string): Uint8Array {
  const flags = new Uint8Array(128);
  for (const character of characters) flags[character.charCodeAt(0)] = 1;
  return flags;
}
