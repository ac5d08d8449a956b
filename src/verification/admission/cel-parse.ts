/** An expression of CEL, as far as policies about addresses use the language. */
export type Cel =
  | { readonly op: 'literal'; readonly value: string | number | boolean | null }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'member'; readonly of: Cel; readonly name: string }
  | { readonly op: 'index'; readonly of: Cel; readonly index: Cel }
  | { readonly op: 'call'; readonly of?: Cel; readonly name: string; readonly args: readonly Cel[] }
  | { readonly op: 'list'; readonly items: readonly Cel[] }
  | { readonly op: 'not'; readonly of: Cel }
  | { readonly op: 'binary'; readonly sign: string; readonly left: Cel; readonly right: Cel }
  | { readonly op: 'choose'; readonly condition: Cel; readonly yes: Cel; readonly no: Cel };

const TOKEN = /\s*(?:(r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[!<>?:.,+()[\]]))/y;
const PRECEDENCE = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in'], ['+']];
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 100;
/** Longer chains of operators would be too deep to evaluate. */
const MAX_CHAIN = 300;

/** Reads an expression; nothing where it uses more of the language than is known here. */
export function parseCel(text: string): Cel | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return new Parser(tokensOf(text)).whole();
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** Something of CEL that is not known here. */
class NotKnown extends Error {}

interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) throw new NotKnown();
    const [, string, number, word, sign] = found;
    if (string !== undefined) tokens.push({ kind: 'text', text: unquoted(string) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'sign', text: sign });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function unquoted(literal: string): string {
  if (literal.startsWith('r')) return literal.slice(2, -1);
  return literal.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => {
    const plain = ({ n: '\n', t: '\t', r: '\r' } as Record<string, string>)[escaped] ?? escaped;
    if (/[\w]/.test(escaped) && plain === escaped) throw new NotKnown();
    return plain;
  });
}

/** Recursive descent, one method a level. */
class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public whole(): Cel {
    const expression = this.choice();
    if (this.token.kind !== 'end') throw new NotKnown();
    return expression;
  }

  private get token(): Token {
    return this.tokens[this.at];
  }

  private choice(): Cel {
    if (++this.depth > MAX_DEPTH) throw new NotKnown();
    const condition = this.binary(0);
    const expression: Cel = this.take('?') ? this.branches(condition) : condition;
    this.depth--;
    return expression;
  }

  private branches(condition: Cel): Cel {
    const yes = this.choice();
    this.expect(':');
    return { op: 'choose', condition, yes, no: this.choice() };
  }

  private binary(level: number): Cel {
    if (level === PRECEDENCE.length) return this.unary();
    let left = this.binary(level + 1);
    let length = 0;
    while (this.token.kind !== 'text' && PRECEDENCE[level].includes(this.token.text)) {
      const sign = this.tokens[this.at++].text;
      left = { op: 'binary', sign, left, right: this.binary(level + 1) };
      if (++length > MAX_CHAIN) throw new NotKnown();
    }
    return left;
  }

  private unary(): Cel {
    let negations = 0;
    while (this.take('!')) negations++;
    const of = this.member();
    return negations % 2 === 1 ? { op: 'not', of } : of;
  }

  private member(): Cel {
    let of = this.primary();
    for (let length = 0; length < MAX_CHAIN; length++) {
      if (this.take('.')) {
        const name = this.word();
        of = this.take('(') ? { op: 'call', of, name, args: this.list(')') } : { op: 'member', of, name };
      } else if (this.take('[')) {
        const index = this.choice();
        this.expect(']');
        of = { op: 'index', of, index };
      } else return of;
    }
    throw new NotKnown();
  }

  private primary(): Cel {
    const { kind, text } = this.token;
    if (this.take('(')) {
      const inner = this.choice();
      this.expect(')');
      return inner;
    }
    if (this.take('[')) return { op: 'list', items: this.list(']') };
    if (kind === 'text' || kind === 'number') {
      this.at++;
      return { op: 'literal', value: kind === 'text' ? text : Number(text) };
    }
    const name = this.word();
    if (name === 'true' || name === 'false') return { op: 'literal', value: name === 'true' };
    if (name === 'null') return { op: 'literal', value: null };
    return this.take('(') ? { op: 'call', name, args: this.list(')') } : { op: 'name', name };
  }

  private list(close: string): Cel[] {
    const items: Cel[] = [];
    while (!this.take(close)) {
      items.push(this.choice());
      if (!this.take(',') && (this.token.kind !== 'sign' || this.token.text !== close)) throw new NotKnown();
    }
    return items;
  }

  private word(): string {
    const { kind, text } = this.token;
    if (kind !== 'word') throw new NotKnown();
    this.at++;
    return text;
  }

  private take(sign: string): boolean {
    const isThere = this.token.kind === 'sign' && this.token.text === sign;
    if (isThere) this.at++;
    return isThere;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw new NotKnown();
  }
}
