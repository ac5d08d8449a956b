/** What a function of an expression is called with: texts and expressions, in the order of the text. */
type Part = string | ExpressionNode;

/** An expression that Flux can read. */
export interface ExpressionNode {
  readonly name: string;
  /** The characters that say what is done to the value: `:=`, `^^`, `/#`; empty for a bare `${NAME}`. */
  readonly operation: string;
  readonly args: readonly Part[];
  readonly start: number;
  readonly end: number;
}

/** Something that starts like an expression, and that Flux cannot read. */
export interface BrokenNode {
  readonly broken: string;
  readonly start: number;
}

/** An expression as Flux reads it. */
export interface Expression {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The variable; `undefined` where Flux fails to read the expression. */
  readonly name?: string;
  /** Whether an undefined variable is no error. */
  readonly hasDefault: boolean;
}

/** Operations that stand in for a variable that is not set. */
const DEFAULTS = new Set(['=', ':=', ':-', ':+', ':?']);

/** What ends the argument of an operation. A zero byte is where Flux takes the text to end. */
const WORD_END = /\}|\$\{|\0/g;
const OFFSET_END = /[:}]|\$\{|\0/g;
/** These have escaped characters, which come first and end nothing. */
const PATTERN_END = /(\$\$|\\[\\/])|\/|\$\{|\0/g;
const REPLACEMENT_END = /(\$\$|\\[\\/])|\}|\$\{|\0/g;

const OPEN = /\$\{/y;
const CLOSE = /\}/y;

/** Deeper expressions are refused, so that no text can overflow the stack. */
const MAX_DEPTH = 200;

/** All expressions of a text, also those inside of others, and what Flux takes for an expression and cannot read. */
export function expressionsIn(text: string): Expression[] {
  return partsOf(text).flatMap((part) => (typeof part === 'string' ? [] : expressionsOf(part, text)));
}

/** Whether a text has two dollars that Flux makes one of, other than to write `$${…}`, or one of them twice. */
export function hasDoubleDollar(text: string): boolean {
  if (!text.includes('$$') || !partsOf(text, true).includes('$$')) return false;
  return [...text.matchAll(/\$+/g)].some(({ 0: run, index }) => {
    if (run.length === 2) return text[index + 2] !== '{';
    return run.length > 2 && run.length % 2 === 1;
  });
}

/** Whether an expression has a value even if its variable has none. */
export function hasDefault({ operation }: ExpressionNode): boolean {
  return DEFAULTS.has(operation);
}

/** The pieces of a text in its order, two dollars being one already. With `marks`, a pair that escapes nothing is `$$`, alone. */
export function partsOf(text: string, marks = false): (Part | BrokenNode)[] {
  return new Reader(text).all(marks);
}

function expressionsOf(node: ExpressionNode | BrokenNode, text: string): Expression[] {
  if ('broken' in node) {
    return [{ text: node.broken, start: node.start, end: node.start + node.broken.length, hasDefault: false }];
  }
  const { start, end, name, args } = node;
  const inner = args.flatMap((arg) => (typeof arg === 'string' ? [] : expressionsOf(arg, text)));
  return [...inner, { text: text.slice(start, end), start, end, name, hasDefault: hasDefault(node) }];
}

/** Reads expressions by the grammar of Flux, which is not quite that of a shell: `${NAME-default}` is an error, `${1:-x}` is none. */
class Reader {
  private at = 0;
  private depth = 0;
  /** What was found where; each place is read once, so that no text takes long. */
  private readonly known = new Map<number, ExpressionNode | undefined>();
  private readonly text: string;

  constructor(text: string) {
    const end = text.indexOf('\0'); // which is where Flux stops reading
    this.text = end < 0 ? text : text.slice(0, end);
  }

  public all(marks: boolean): (Part | BrokenNode)[] {
    const parts: (Part | BrokenNode)[] = [];
    let from = 0;
    const addText = (text: string) => text !== '' && parts.push(text);
    // Two dollars are one that means nothing.
    for (const { 0: start, index } of this.text.matchAll(/\$\$|\$\{/g)) {
      if (index < from) continue;
      if (start === '$$') {
        const isEscape = this.text[index + 2] === '{';
        addText(this.text.slice(from, index) + (marks && !isEscape ? '' : '$'));
        if (marks && !isEscape) parts.push('$$');
        from = index + 2;
        continue;
      }
      addText(this.text.slice(from, index));
      this.at = index + start.length;
      const node = this.readExpression(index) ?? this.brokenAt(index);
      parts.push(node);
      from = 'end' in node ? node.end : index + start.length;
    }
    addText(this.text.slice(from));
    return parts;
  }

  private brokenAt(start: number): BrokenNode {
    return { broken: /\$\{[^}\n]{0,200}\}*/y.exec(this.text.slice(start, start + 300))![0], start };
  }

  /** Reads what follows `${`; nothing where Flux fails. */
  private readExpression(start: number): ExpressionNode | undefined {
    const known = this.known.get(start);
    if (known) this.at = known.end;
    if (known || this.known.has(start) || this.depth > MAX_DEPTH) return known;
    this.depth++;
    const node = this.readNew(start);
    this.depth--;
    this.known.set(start, node);
    return node;
  }

  private readNew(start: number): ExpressionNode | undefined {
    const isLength = this.has(/#/y);
    const name = this.take(/[\p{L}\p{Nd}_]+/uy);
    if (name === undefined) return undefined;
    const args: Part[] = [];
    const operation = isLength ? this.readEnd('#') : this.readOperation(args);
    return operation === undefined ? undefined : { name, operation, args, start, end: this.at };
  }

  /** The operation and its arguments, up to the closing brace. */
  private readOperation(args: Part[]): string | undefined {
    if (this.has(CLOSE)) return '';
    const fallback = this.take(/:[=?+-]|=/y);
    if (fallback !== undefined) return this.readDefault(fallback, args);
    // Flux steps back by as many bytes as the next character has, and so loses its place.
    if (this.has(/:(?![\u0080-\uffff])/y)) return this.readOffset(args);
    const trim = this.take(/##?|%%?/y);
    if (trim !== undefined) return this.readParameter(WORD_END, args) ? this.readEnd(trim) : undefined;
    const replace = this.take(/\/[/#%]?/y);
    if (replace !== undefined) return this.readReplace(replace, args);
    const change = this.take(/[,^]{1,2}/y);
    return change === undefined ? undefined : this.readEnd(change);
  }

  private readDefault(operation: string, args: Part[]): string | undefined {
    while (!this.has(CLOSE)) if (!this.readParameter(WORD_END, args)) return undefined;
    return operation;
  }

  private readOffset(args: Part[]): string | undefined {
    if (!this.readParameter(OFFSET_END, args)) return undefined;
    if (this.has(CLOSE)) return ':';
    return this.has(/:+/y) && this.readParameter(WORD_END, args) ? this.readEnd(':') : undefined;
  }

  private readReplace(operation: string, args: Part[]): string | undefined {
    if (!this.readParameter(PATTERN_END, args, true) || !this.has(/\/+/y)) return undefined;
    if (this.has(CLOSE)) return operation;
    return this.readParameter(REPLACEMENT_END, args, true) ? this.readEnd(operation) : undefined;
  }

  private readEnd(operation: string): string | undefined {
    return this.has(CLOSE) ? operation : undefined;
  }

  private readParameter(stop: RegExp, args: Part[], isEscaped = false): boolean {
    const start = this.at;
    const part = this.has(OPEN) ? this.readExpression(start) : this.takeUntil(stop);
    if (part === undefined) return false;
    args.push(typeof part === 'string' && isEscaped ? part.replace(/\$(\$)|\\([\\/])/g, '$1$2') : part);
    return true;
  }

  /** Goes to where an argument ends; nothing where it has no character. */
  private takeUntil(stop: RegExp): string | undefined {
    const start = this.at;
    stop.lastIndex = start;
    let end = stop.exec(this.text);
    while (end?.[1]) end = stop.exec(this.text);
    this.at = end?.index ?? this.text.length;
    return this.at > start ? this.text.slice(start, this.at) : undefined;
  }

  private has(pattern: RegExp): boolean {
    return this.take(pattern) !== undefined;
  }

  /** Goes past what stands here, if it is that. */
  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [taken] = pattern.exec(this.text) ?? [];
    this.at += taken?.length ?? 0;
    return taken;
  }
}
