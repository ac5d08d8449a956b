import { isBlank, isLineBreak, SPACE, TAB, TextCursor, Unreadable } from './text-cursor';
import { ScalarToken } from './token';

const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** What becomes of the line breaks at the end. */
type Chomping = 'clip' | 'strip' | 'keep';

/** Reads a text behind `|` or `>`, in a list or a map that is indented so far. */
export function scanBlock(cursor: TextCursor, parentIndent: number, style: 'literal' | 'folded'): ScalarToken {
  const start = cursor.at++;
  const { chomping, increment } = readHeader(cursor);
  const lines = new BlockLines(cursor, parentIndent, increment);
  let end = cursor.at;
  let value = '';
  let lastBreak = '';
  let blankLines = lines.readBlankLines();
  let wasIndented = false;
  while (cursor.column === lines.indent && !cursor.isAtEnd()) {
    const isIndented = isBlank(cursor.code());
    const isFolded = style === 'folded' && !wasIndented && !isIndented && lastBreak === '\n';
    const from = cursor.at;
    while (!isLineBreak(cursor.code()) && !cursor.isAtEnd()) cursor.at++;
    value += (isFolded ? (blankLines === '' ? ' ' : '') : lastBreak) + blankLines + cursor.text.slice(from, cursor.at);
    wasIndented = isIndented;
    lastBreak = cursor.readBreak();
    end = cursor.at;
    blankLines = lines.readBlankLines();
  }
  if (chomping !== 'strip') value += lastBreak;
  if (chomping === 'keep') value += blankLines;
  return { type: 'scalar', value, style, start, end: chomping === 'keep' ? Math.max(end, lines.end) : end };
}

/** Reads the line of the `|` or `>`. */
function readHeader(cursor: TextCursor): { chomping: Chomping; increment: number } {
  let chomping = readChomping(cursor);
  const increment = readIncrement(cursor);
  if (increment > 0 && chomping === 'clip') chomping = readChomping(cursor);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.isAtEnd() && cursor.readBreak() === '') throw new Unreadable('nothing but a comment may stand behind `|` or `>`', cursor.at);
  return { chomping, increment };
}

function readChomping(cursor: TextCursor): Chomping {
  const code = cursor.code();
  if (code !== PLUS && code !== MINUS) return 'clip';
  cursor.at++;
  return code === PLUS ? 'keep' : 'strip';
}

/** How much further than its parent the text is indented; 0 when its first line shows that. */
function readIncrement(cursor: TextCursor): number {
  const code = cursor.code();
  if (!(code >= ZERO && code <= NINE)) return 0;
  if (code === ZERO) throw new Unreadable('a block must be indented by 1 to 9', cursor.at);
  cursor.at++;
  return code - ZERO;
}

/** The lines of a block, which are indented alike. */
class BlockLines {
  /** How far they are indented; 0 as long as that is not known. */
  public indent: number;
  /** Where the blank lines end that were read last. */
  public end: number;

  public constructor(
    private readonly cursor: TextCursor,
    private readonly parentIndent: number,
    increment: number,
  ) {
    this.indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
    this.end = cursor.at;
  }

  /** Goes to the text of the next line that has any, and returns the line breaks in front of it. */
  public readBlankLines(): string {
    const { cursor } = this;
    let breaks = '';
    let widest = 0;
    for (;;) {
      while (this.isIndentation() && cursor.code() === SPACE) cursor.at++;
      widest = Math.max(widest, cursor.column);
      if (this.isIndentation() && cursor.code() === TAB) throw new Unreadable('a tab must not stand where spaces indent', cursor.at);
      const lineBreak = cursor.readBreak();
      if (lineBreak === '') break;
      breaks += lineBreak;
      this.end = cursor.at;
    }
    if (this.indent === 0) this.indent = Math.max(widest, this.parentIndent + 1, 1);
    return breaks;
  }

  private isIndentation(): boolean {
    return this.indent === 0 || this.cursor.column < this.indent;
  }
}
