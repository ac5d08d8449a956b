/** An expression of CEL, as far as its shape matters. */
export type CelNode =
  | { readonly type: 'literal'; readonly isBool: boolean }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'select'; readonly target: CelNode; readonly name: string }
  | { readonly type: 'index'; readonly target: CelNode; readonly index: CelNode }
  | { readonly type: 'call'; readonly target?: CelNode; readonly name: string; readonly args: readonly CelNode[] }
  | { readonly type: 'container'; readonly items: readonly CelNode[] }
  | { readonly type: 'operator'; readonly operator: string; readonly operands: readonly CelNode[] }
  | { readonly type: 'choice'; readonly condition: CelNode; readonly then: CelNode; readonly otherwise: CelNode };

/** Thrown for a text that is no CEL. */
export class CelSyntaxError extends Error {}

/** Thrown for a text that is nested deeper than anybody writes: it is not judged. */
export class CelTooDeep extends Error {}

const DEEPEST = 200;

/** Words that CEL keeps for itself. */
const RESERVED = new Set('as break const continue else for function if import let loop package namespace return var void while'.split(' '));

const TOKEN =
  /\s+|\/\/[^\n]*|(?<text>[rRbB]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(?<number>0x[0-9a-fA-F]+u?|\d+\.\d+(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+[uU]?)|(?<word>[A-Za-z_]\w*)|(?<sign>&&|\|\||[=!<>]=|[-+*/%!<>?:.,()[\]{}])/y;

interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new CelSyntaxError(`'${source[at]}' at character ${at + 1} begins nothing that CEL knows`);
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind && text !== undefined) tokens.push({ kind: kind as Token['kind'], text });
  }
  return tokens;
}

/** Reads an expression of CEL by its grammar. */
export function parseCel(source: string): CelNode {
  return new Parser(tokensOf(source)).all();
}

/** Operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['<', '<=', '>', '>=', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%']];

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public all(): CelNode {
    const node = this.expression();
    if (this.next.kind !== 'end') throw new CelSyntaxError(`'${this.next.text}' follows where the expression ends`);
    return node;
  }

  private get next(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: 'the end' };
  }

  private take(...texts: string[]): string | undefined {
    const { kind, text } = this.next;
    if ((kind !== 'sign' && kind !== 'word') || !texts.includes(text)) return undefined;
    this.at++;
    return text;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw new CelSyntaxError(`'${text}' is missing before ${this.nextText}`);
  }

  private get nextText(): string {
    return this.next.kind === 'end' ? 'the end' : `'${this.next.text}'`;
  }

  private expression(): CelNode {
    if (++this.depth > DEEPEST) throw new CelTooDeep();
    const condition = this.level(0);
    let node = condition;
    if (this.take('?')) {
      const then = this.level(0);
      this.expect(':');
      node = { type: 'choice', condition, then, otherwise: this.expression() };
    }
    this.depth--;
    return node;
  }

  private level(index: number): CelNode {
    if (index === LEVELS.length) return this.unary();
    let node = this.level(index + 1);
    for (let operator = this.take(...LEVELS[index]); operator; operator = this.take(...LEVELS[index])) {
      node = { type: 'operator', operator, operands: [node, this.level(index + 1)] };
    }
    return node;
  }

  private unary(): CelNode {
    let operator: string | undefined;
    for (let sign = this.take('!', '-'); sign; sign = this.take('!', '-')) operator ??= sign;
    const node = this.member();
    return operator ? { type: 'operator', operator: operator === '!' ? 'not' : 'minus', operands: [node] } : node;
  }

  private member(): CelNode {
    let node = this.primary();
    for (;;) {
      if (this.take('.')) node = this.selection(node);
      else if (this.take('[')) {
        this.take('?');
        node = { type: 'index', target: node, index: this.expression() };
        this.expect(']');
      } else if ((node.type === 'name' || node.type === 'select') && this.take('{')) node = this.fields(() => this.fieldName());
      else return node;
    }
  }

  private selection(target: CelNode): CelNode {
    this.take('?');
    const { kind, text } = this.next;
    if (kind !== 'word' || ['in', 'true', 'false', 'null'].includes(text))
      throw new CelSyntaxError(`a name is missing before ${this.nextText}`);
    this.at++;
    return this.take('(') ? this.call(text, target) : { type: 'select', target, name: text };
  }

  private primary(): CelNode {
    const { kind, text } = this.next;
    if (kind === 'text' || kind === 'number') {
      this.at++;
      return { type: 'literal', isBool: false };
    }
    if (kind === 'word') return this.word(text);
    if (this.take('(')) {
      const node = this.expression();
      this.expect(')');
      return node;
    }
    if (this.take('[')) return { type: 'container', items: this.list(']') };
    if (this.take('{')) return this.fields(() => this.expression());
    if (this.take('.')) return this.primary();
    throw new CelSyntaxError(`a value is missing before ${this.nextText}`);
  }

  private word(text: string): CelNode {
    this.at++;
    if (['true', 'false', 'null'].includes(text)) return { type: 'literal', isBool: text !== 'null' };
    if (text === 'in' || RESERVED.has(text)) throw new CelSyntaxError(`'${text}' is a word that CEL keeps for itself`);
    return this.take('(') ? this.call(text) : { type: 'name', name: text };
  }

  private call(name: string, target?: CelNode): CelNode {
    const args = this.list(')');
    if (name === 'has' && !target && (args.length !== 1 || args[0].type !== 'select'))
      throw new CelSyntaxError('has() takes one field, as in has(a.b)');
    return { type: 'call', target, name, args };
  }

  private list(end: string): CelNode[] {
    const items: CelNode[] = [];
    while (!this.take(end)) {
      this.take('?');
      items.push(this.expression());
      if (this.take(end)) return items;
      this.expect(',');
    }
    return items;
  }

  /** A message names its fields, which are no expressions. */
  private fieldName(): CelNode {
    if (this.next.kind !== 'word') throw new CelSyntaxError(`a name is missing before ${this.nextText}`);
    this.at++;
    return { type: 'literal', isBool: false };
  }

  private fields(key: () => CelNode): CelNode {
    const items: CelNode[] = [];
    while (!this.take('}')) {
      this.take('?');
      items.push(key());
      this.expect(':');
      items.push(this.expression());
      if (this.take('}')) break;
      this.expect(',');
    }
    return { type: 'container', items };
  }
}
