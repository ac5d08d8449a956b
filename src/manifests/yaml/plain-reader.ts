import { BREAK, DASH, HASH, NOT_PLAIN, PIPE, PlainLine, SPACE } from './plain-line';

/** What ends a line for some readers, has two units, or is refused. Tabs are blanks only in some places. */
const UNUSUAL = /[^\n -~\u00a1-\u2027\u202a-\ud7ff]/g;

/** The indentation of what stands behind the last line. */
const NO_LINE = -1;

/** How many lists and maps may be inside each other. */
const MAX_DEPTH = 100;

/**
 * Reads the data of documents as nearly all manifests are written, and no places: lists and maps of block style, scalars and
 * brackets of one line, and texts behind `|`.
 *
 * It is several times as fast as `readTrees`, and never reads another thing than that: it gives up on anchors, tags, texts over
 * several lines, keys that come twice, and all else that is rare or that readers disagree about.
 */
export class PlainReader extends PlainLine {
  /** How far the line that is read is indented. */
  private indent = NO_LINE;
  private depth = 0;
  /** The first unusual character behind all that was looked through. */
  private unusual = -1;

  /** The data of the one document from `start` to `end`; `NOT_PLAIN` when it has to be read in another way. */
  public read(start: number, end: number): unknown {
    if (this.hasUnusual(start, end)) return NOT_PLAIN;
    this.end = end;
    this.depth = 0;
    try {
      this.toContent(start);
      const value = this.block();
      return this.indent === NO_LINE ? value : NOT_PLAIN;
    } catch (error) {
      if (error === NOT_PLAIN) return NOT_PLAIN;
      throw error;
    }
  }

  private hasUnusual(start: number, end: number): boolean {
    if (this.unusual < start) {
      UNUSUAL.lastIndex = start;
      this.unusual = UNUSUAL.test(this.text) ? UNUSUAL.lastIndex - 1 : Infinity;
    }
    return this.unusual < end;
  }

  /** Goes to the first line of the document, which may stand behind a `---`. */
  private toContent(start: number): void {
    this.at = start;
    if (!this.text.startsWith('---', start)) return this.toLine(start);
    this.at += 3;
    this.endValue();
  }

  /** Goes to the next line that is neither blank nor a comment. */
  private toLine(from: number): void {
    const { text, end } = this;
    for (let at = from; ;) {
      const start = at;
      while (text.charCodeAt(at) === SPACE) at++;
      const code = text.charCodeAt(at);
      if (at >= end || (code !== BREAK && code !== HASH)) {
        this.indent = at < end ? at - start : NO_LINE;
        this.at = at;
        return;
      }
      at = this.lineEnd(at) + 1;
    }
  }

  private lineEnd(from: number): number {
    const at = this.text.indexOf('\n', from);
    return at < 0 ? this.end : at;
  }

  /** Goes to the next line, if nothing but a comment stands in this one any more. */
  private endValue(): void {
    if (!this.isLineOver()) throw NOT_PLAIN;
    this.toLine(this.lineEnd(this.at) + 1);
  }

  private isLineOver(): boolean {
    this.skipSpaces();
    const code = this.text.charCodeAt(this.at);
    return code === BREAK || this.at >= this.end || (code === HASH && this.text.charCodeAt(this.at - 1) === SPACE);
  }

  /** The list or the map that starts on this line. */
  private block(): unknown {
    if (++this.depth > MAX_DEPTH || this.indent === NO_LINE) throw NOT_PLAIN;
    const value = this.isItem() ? this.list(this.indent) : this.map(this.indent);
    this.depth--;
    return value;
  }

  private isItem(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.isBlank(this.at + 1);
  }

  private map(indent: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    do {
      const key = this.key();
      // Also for what every object has, such as `constructor` and `__proto__`.
      if (map[key] !== undefined) throw NOT_PLAIN;
      map[key] = this.valueOfKey(indent);
    } while (this.indent === indent);
    if (this.indent > indent) throw NOT_PLAIN;
    return map;
  }

  private valueOfKey(indent: number): unknown {
    if (!this.isLineOver()) return this.valueInLine(indent);
    this.endValue();
    if (this.indent > indent) return this.block();
    // The items of a list may stand right below its key.
    return this.indent === indent && this.isItem() ? this.list(indent) : null;
  }

  private valueInLine(indent: number): unknown {
    if (this.text.charCodeAt(this.at) === PIPE) return this.literal(indent);
    const value = this.value();
    this.endValue();
    return value;
  }

  private list(indent: number): unknown[] {
    const list: unknown[] = [];
    do list.push(this.item(indent));
    while (this.indent === indent && this.isItem());
    if (this.indent > indent) throw NOT_PLAIN;
    return list;
  }

  private item(indent: number): unknown {
    const dash = this.at++;
    if (this.isLineOver()) {
      this.endValue();
      if (this.indent <= indent) throw NOT_PLAIN;
      return this.block();
    }
    if (!this.isKey()) return this.valueInLine(indent);
    this.indent = indent + this.at - dash;
    return this.block();
  }

  /** The text behind `|`: the lines that are indented further than its key, without that. */
  private literal(indent: number): string {
    const { text, end } = this;
    const isStripped = text.charCodeAt(this.at + 1) === DASH;
    this.at += isStripped ? 2 : 1;
    if (!this.isLineOver()) throw NOT_PLAIN;
    let line = this.lineEnd(this.at) + 1;
    const width = this.widthOfFirst(line);
    if (width <= indent) throw NOT_PLAIN;
    let value = '';
    for (let breaks = ''; ;) {
      const start = line + this.spacesAt(line, width);
      if (start >= end ? start > line : text.charCodeAt(start) === HASH && start < line + width) throw NOT_PLAIN;
      if (text.charCodeAt(start) === BREAK) {
        breaks += '\n';
        line = start + 1;
      } else if (start < line + width) break;
      else {
        // Kubernetes' reader adds no break to a last line without one.
        const stop = text.indexOf('\n', start);
        if (stop < 0) throw NOT_PLAIN;
        value += breaks + text.slice(start, stop);
        breaks = '\n';
        line = stop + 1;
      }
    }
    this.toLine(line);
    return isStripped ? value : `${value}\n`;
  }

  /** How far the first line of a text is indented that is not empty. One of blanks only is none, or too much. */
  private widthOfFirst(from: number): number {
    let line = from;
    while (this.text.charCodeAt(line) === BREAK) line++;
    const width = this.spacesAt(line, Infinity);
    if (this.isBlank(line + width)) throw NOT_PLAIN;
    return width;
  }

  private spacesAt(line: number, most: number): number {
    let spaces = 0;
    while (spaces < most && this.text.charCodeAt(line + spaces) === SPACE) spaces++;
    return spaces;
  }
}
