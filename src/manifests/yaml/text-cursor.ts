/** Says that a text is no YAML to Kubernetes' reader, and where. The message never holds a part of the text. */
export class Unreadable extends Error {
  public constructor(
    message: string,
    public readonly at: number,
    public readonly kind: 'malformed' | 'too-deep' = 'malformed',
  ) {
    super(message);
  }
}

export const TAB = 0x09;
export const SPACE = 0x20;
export const HASH = 0x23;
const FEED = 0x0a;
const RETURN = 0x0d;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

const DOCUMENT_MARKER = /(?:---|\.\.\.)(?=[ \t\r\n\u0085\u2028\u2029]|$)/y;
/** Also half of a character, which no file has. */
const CONTROL = /[^\t\n\r -~\x85\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** A place in a text, which knows how far it is indented. YAML 1.1 has more line breaks than most readers. */
export class TextCursor {
  /** Where the next character is read. */
  public at: number;
  /** Where the line of that character starts. */
  public lineStart: number;

  public constructor(public readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.lineStart = this.at;
    const control = text.search(CONTROL);
    if (control >= 0) throw new Unreadable('control characters are not allowed', control);
  }

  /** How many characters stand in front of this one in its line. */
  public get column(): number {
    return this.at - this.lineStart;
  }

  /** The next character, or one behind it; `NaN` at the end. */
  public code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  public isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether a blank, a line break or the end of the text is here or further on. */
  public isGap(ahead = 0): boolean {
    const code = this.code(ahead);
    return isBlank(code) || isLineBreak(code) || Number.isNaN(code);
  }

  /** Whether a `---` or `...` stands here that no text can hold. */
  public isDocumentMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    DOCUMENT_MARKER.lastIndex = this.at;
    return DOCUMENT_MARKER.test(this.text);
  }

  public skipBlanks(): void {
    while (isBlank(this.code())) this.at++;
  }

  /** Goes to the end of the line, if a comment starts here. */
  public skipComment(): void {
    if (this.code() !== HASH) return;
    while (!isLineBreak(this.code()) && !this.isAtEnd()) this.at++;
  }

  /** Goes behind the line break that stands here, and returns what it is in a value; empty when there is none. */
  public readBreak(): string {
    const code = this.code();
    if (!isLineBreak(code)) return '';
    this.at += code === RETURN && this.code(1) === FEED ? 2 : 1;
    this.lineStart = this.at;
    return code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR ? String.fromCharCode(code) : '\n';
  }
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isLineBreak(code: number): boolean {
  return code === FEED || code === RETURN || code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

/** What the line breaks between two lines of a text become: a first one that is followed by no other is a space. */
export function foldBreaks(first: string, others: string): string {
  return first === '\n' ? others || ' ' : first + others;
}
