import { PossibleKeys } from './possible-keys';
import { scanBlock } from './scan-block';
import { scanDirective } from './scan-directive';
import { scanPlain } from './scan-plain';
import { scanQuoted } from './scan-quoted';
import { scanName, scanTag } from './scan-tag';
import { HASH, isLineBreak, SPACE, TAB, TextCursor, Unreadable } from './text-cursor';
import { Mark, Token } from './token';

/** What no text without quotes starts with, unless it is `-`, `?` or `:` in front of a character. */
const NO_TEXT = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)));

/**
 * Reads the tokens of a text as Kubernetes' reader does, which is the one of Go for YAML 1.1.
 *
 * A key shows itself by the colon behind it only, so that tokens wait until it is certain that they start none.
 */
export class Scanner {
  private readonly cursor: TextCursor;
  /** Tokens that were read and not yet taken, from `head` on. */
  private tokens: Token[] = [];
  private head = 0;
  /** How many tokens were taken. */
  private taken = 0;
  /** How far the block is indented that is read, and those around it. */
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: PossibleKeys;
  /** Whether a key, or an item of a list, may start here. */
  private mayStartKey = true;

  public constructor(text: string) {
    this.cursor = new TextCursor(text);
    this.keys = new PossibleKeys(this.cursor);
  }

  /** The next token, which stays. */
  public peek(): Token {
    while (this.head === this.tokens.length || this.keys.has(this.taken)) this.scan();
    return this.tokens[this.head];
  }

  /** Takes the token that `peek` returned. */
  public take(): void {
    this.taken++;
    if (++this.head < this.tokens.length) return;
    this.head = 0;
    this.tokens = [];
  }

  /** The number of the token that is read next. */
  private get nextToken(): number {
    return this.taken + this.tokens.length - this.head;
  }

  private get isInBrackets(): boolean {
    return this.keys.isInBrackets;
  }

  private rememberKey(): void {
    if (this.mayStartKey) this.keys.add(this.nextToken, !this.isInBrackets && this.indent === this.cursor.column);
  }

  private scan(): void {
    const { cursor } = this;
    this.toToken();
    this.endBlocks(cursor.column);
    if (cursor.isAtEnd()) return this.scanEnd();
    const code = cursor.code();
    if (cursor.column === 0) {
      if (code === 0x25) return this.scanAtMargin(() => scanDirective(cursor));
      if (cursor.isDocumentMarker()) return this.scanAtMargin(() => this.mark(code === 0x2d ? 'document-start' : 'document-end', 3));
    }
    this.scanToken(code, String.fromCharCode(code));
  }

  private scanToken(code: number, character: string): void {
    const { cursor } = this;
    switch (character) {
      case '[':
      case '{':
        return this.scanOpening(character);
      case ']':
      case '}':
        return this.scanClosing(character);
      case ',':
        return this.scanIndicator(',', true);
      case '&':
        return this.scanPart(() => scanName(cursor, 'anchor'));
      case '*':
        return this.scanPart(() => scanName(cursor, 'alias'));
      case '!':
        return this.scanPart(() => scanTag(cursor));
      case "'":
        return this.scanPart(() => scanQuoted(cursor, 'single'));
      case '"':
        return this.scanPart(() => scanQuoted(cursor, 'double'));
    }
    const isIndicator = cursor.isGap(1);
    if (character === '-' && isIndicator) return this.scanItem();
    if (character === '?' && (this.isInBrackets || isIndicator)) return this.scanKey();
    if (character === ':' && (this.isInBrackets || isIndicator)) return this.scanColon();
    if ((character === '|' || character === '>') && !this.isInBrackets) return this.scanBlock(character === '|' ? 'literal' : 'folded');
    const mayStartText = character === '-' || ((character === '?' || character === ':') && !this.isInBrackets);
    if (code === TAB) throw new Unreadable('a tab must not stand where spaces indent', cursor.at);
    if (NO_TEXT.has(code) && !mayStartText) throw new Unreadable('a text without quotes must not start with this character', cursor.at);
    this.scanPart(() => scanPlain(cursor, this.indent + 1, this.isInBrackets));
    // A text ends behind the blank lines that follow it.
    const { end } = this.tokens[this.tokens.length - 1];
    if (cursor.lineStart > end) this.mayStartKey = true;
  }

  /** Goes over blanks, comments and line breaks. Outside of brackets a tab must not stand where a key could. */
  private toToken(): void {
    const { cursor } = this;
    for (;;) {
      for (let code = cursor.code(); code === SPACE || (code === TAB && (this.isInBrackets || !this.mayStartKey));)
        code = cursor.text.charCodeAt(++cursor.at);
      if (cursor.code() === HASH) cursor.skipComment();
      if (!isLineBreak(cursor.code())) return;
      cursor.readBreak();
      if (!this.isInBrackets) this.mayStartKey = true;
    }
  }

  /** Ends the blocks that are indented further. */
  private endBlocks(column: number): void {
    if (this.isInBrackets) return;
    while (this.indent > column) {
      this.tokens.push(this.mark('block-end', 0));
      this.indent = this.indents.pop()!;
    }
  }

  /** Starts a block where a key or a dash is indented further than those before, in front of the token of a number. */
  private startBlock(type: 'block-list' | 'block-map', at: number, token = this.nextToken): void {
    const column = at - this.cursor.lineStart;
    if (this.isInBrackets || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    this.insert({ type, start: at, end: at }, token);
  }

  private insert(inserted: Token, token: number): void {
    const index = this.head + token - this.taken;
    this.tokens.splice(index < this.head ? this.tokens.length : index, 0, inserted);
  }

  private mark(type: Mark, length: number): Token {
    const start = this.cursor.at;
    this.cursor.at += length;
    return { type, start, end: this.cursor.at };
  }

  private scanEnd(): void {
    // What is on the last line is over, as if there were one more.
    if (this.cursor.column > 0) this.cursor.lineStart = this.cursor.at + 1;
    this.scanAtMargin(() => this.mark('stream-end', 0));
  }

  /** Adds what can stand outside of all blocks only. */
  private scanAtMargin(scan: () => Token): void {
    this.endBlocks(-1);
    this.keys.drop();
    this.mayStartKey = false;
    this.tokens.push(scan());
  }

  /** Adds what may start a key, or be one. */
  private scanPart(scan: () => Token): void {
    this.rememberKey();
    this.mayStartKey = false;
    this.tokens.push(scan());
  }

  private scanOpening(bracket: '[' | '{'): void {
    this.rememberKey();
    this.keys.openBracket(this.nextToken);
    this.mayStartKey = true;
    this.tokens.push(this.mark(bracket, 1));
  }

  private scanClosing(bracket: ']' | '}'): void {
    this.keys.closeBracket();
    this.mayStartKey = false;
    this.tokens.push(this.mark(bracket, 1));
  }

  private scanIndicator(type: Mark, mayKeyFollow: boolean): void {
    this.keys.drop();
    this.mayStartKey = mayKeyFollow;
    this.tokens.push(this.mark(type, 1));
  }

  private scanItem(): void {
    if (!this.isInBrackets && !this.mayStartKey) throw new Unreadable('an item of a list must not start here', this.cursor.at);
    this.startBlock('block-list', this.cursor.at);
    this.scanIndicator('-', true);
  }

  /** Adds the key behind a `?`. */
  private scanKey(): void {
    if (!this.isInBrackets && !this.mayStartKey) throw new Unreadable('a key must not start here', this.cursor.at);
    this.startBlock('block-map', this.cursor.at);
    this.scanIndicator('key', !this.isInBrackets);
  }

  private scanColon(): void {
    const key = this.keys.get();
    if (key) {
      this.insert({ type: 'key', start: key.at, end: key.at }, key.token);
      this.startBlock('block-map', key.at, key.token);
      this.keys.remove();
      this.mayStartKey = false;
    } else {
      if (!this.isInBrackets && !this.mayStartKey)
        throw new Unreadable('bad indentation, or a text with a colon that lacks its quotes', this.cursor.at);
      this.startBlock('block-map', this.cursor.at);
      this.mayStartKey = !this.isInBrackets;
    }
    this.tokens.push(this.mark(':', 1));
  }

  private scanBlock(style: 'literal' | 'folded'): void {
    this.keys.drop();
    this.mayStartKey = true;
    this.tokens.push(scanBlock(this.cursor, this.indent, style));
  }
}
