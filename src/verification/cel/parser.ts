import { CelSyntaxError, CelToken, celTokens } from './tokens';
import { Cel, childrenOf } from './tree';

/** Thrown for a text that is nested deeper than anybody writes: it is not judged. */
export class CelTooDeep extends Error {}

const DEEPEST_NESTING = 200;
/** A long chain of operators or fields is a deep tree too, which recursion could not walk through. */
const DEEPEST_TREE = 1000;
const LONGEST = 20_000;

/** Words that CEL keeps for itself. */
const RESERVED = new Set(
  'in true false null as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const LITERALS = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['<', '<=', '>', '>=', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%']];

/** Reads an expression of CEL by its grammar. */
export function parseCel(source: string): Cel {
  const cel = new Parser(celTokens(source)).all();
  let depth = 0;
  for (let level: readonly Cel[] = [cel]; level.length > 0; level = level.flatMap(childrenOf)) {
    if (++depth > DEEPEST_TREE) throw new CelTooDeep();
  }
  return cel;
}

/** The same; nothing where it is no CEL, or longer or deeper than anybody writes. */
export function readCel(source: string): Cel | undefined {
  if (source.length > LONGEST) return undefined;
  try {
    return parseCel(source);
  } catch (error) {
    if (error instanceof CelSyntaxError || error instanceof CelTooDeep) return undefined;
    throw error;
  }
}

/** Recursive descent, one method a level. */
class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly CelToken[]) {}

  public all(): Cel {
    const cel = this.expression();
    if (this.next.kind !== 'end') throw new CelSyntaxError(`'${this.next.source}' follows where the expression ends`);
    return cel;
  }

  private get next(): CelToken {
    return this.tokens[this.at] ?? { kind: 'end', text: '', source: '' };
  }

  private take(...texts: readonly string[]): string | undefined {
    const { kind, text } = this.next;
    if ((kind !== 'sign' && kind !== 'word') || !texts.includes(text)) return undefined;
    this.at++;
    return text;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.missing(`'${text}'`);
  }

  private missing(what: string): CelSyntaxError {
    return new CelSyntaxError(`${what} is missing before ${this.next.kind === 'end' ? 'the end' : `'${this.next.source}'`}`);
  }

  private expression(): Cel {
    if (++this.depth > DEEPEST_NESTING) throw new CelTooDeep();
    const condition = this.level(0);
    const cel = this.take('?') ? this.branches(condition) : condition;
    this.depth--;
    return cel;
  }

  private branches(condition: Cel): Cel {
    const yes = this.level(0);
    this.expect(':');
    return { op: 'choose', condition, yes, no: this.expression() };
  }

  private level(index: number): Cel {
    if (index === LEVELS.length) return this.unary();
    let left = this.level(index + 1);
    for (let sign = this.take(...LEVELS[index]); sign; sign = this.take(...LEVELS[index])) {
      left = { op: 'binary', sign, left, right: this.level(index + 1) };
    }
    return left;
  }

  private unary(): Cel {
    const sign = this.take('!', '-');
    if (!sign) return this.member();
    let isTwice = false;
    while (this.take(sign)) isTwice = !isTwice;
    const of = this.member();
    return isTwice ? of : { op: 'unary', sign, of };
  }

  private member(): Cel {
    let of = this.primary();
    for (;;) {
      if (this.take('.')) of = this.selection(of);
      else if (this.take('[')) {
        const isOptional = this.take('?');
        const cel: Cel = { op: 'index', of, index: this.expression() };
        this.expect(']');
        of = isOptional ? { op: 'optional', of: cel } : cel;
      } else if ((of.op === 'name' || of.op === 'member') && this.take('{'))
        of = { op: 'map', items: this.entries(() => this.fieldName()) };
      else return of;
    }
  }

  private selection(of: Cel): Cel {
    if (this.take('?')) return { op: 'optional', of: { op: 'member', of, name: this.name() } };
    const name = this.name();
    return this.take('(') ? this.call(name, of) : { op: 'member', of, name };
  }

  private name(): string {
    const { kind, text } = this.next;
    if (kind !== 'word' || text === 'in' || LITERALS.has(text)) throw this.missing('a name');
    this.at++;
    return text;
  }

  private primary(): Cel {
    if (this.take('(')) {
      const cel = this.expression();
      this.expect(')');
      return cel;
    }
    if (this.take('[')) return { op: 'list', items: this.items(']', () => [this.perhapsOptional(() => this.expression())]) };
    if (this.take('{')) return { op: 'map', items: this.entries(() => this.expression()) };
    return this.literal() ?? this.word();
  }

  private literal(): Cel | undefined {
    const { kind, text } = this.next;
    const known = kind === 'word' ? LITERALS.get(text) : undefined;
    if (kind !== 'text' && kind !== 'bytes' && kind !== 'number' && known === undefined) return undefined;
    this.at++;
    if (kind === 'bytes') return { op: 'bytes' };
    return { op: 'literal', value: kind === 'text' ? text : kind === 'number' ? Number(text.replace(/u$/i, '')) : known! };
  }

  private word(): Cel {
    const isRoot = this.take('.') !== undefined;
    const { kind, text } = this.next;
    if (kind !== 'word') throw this.missing(isRoot ? 'a name' : 'a value');
    this.at++;
    if (RESERVED.has(text)) throw new CelSyntaxError(`'${text}' is a word that CEL keeps for itself`);
    return this.take('(') ? this.call(text) : { op: 'name', name: text, isRoot };
  }

  private call(name: string, of?: Cel): Cel {
    const args = this.items(')', () => [this.expression()]);
    if (name === 'has' && !of && (args.length !== 1 || args[0].op !== 'member'))
      throw new CelSyntaxError('has() takes one field, as in has(a.b)');
    return { op: 'call', of, name, args };
  }

  /** A comma may end a list or a map, but not what a function is given. */
  private items(end: string, read: () => readonly Cel[]): Cel[] {
    const items: Cel[] = [];
    while ((end === ')' && items.length > 0) || !this.take(end)) {
      items.push(...read());
      if (this.take(end)) break;
      this.expect(',');
    }
    return items;
  }

  private entries(readKey: () => Cel): Cel[] {
    return this.items('}', () => {
      const key = this.perhapsOptional(readKey);
      this.expect(':');
      return [key, this.expression()];
    });
  }

  /** A message names its fields, which are no expressions. */
  private fieldName(): Cel {
    return { op: 'literal', value: this.name() };
  }

  private perhapsOptional(read: () => Cel): Cel {
    return this.take('?') ? { op: 'optional', of: read() } : read();
  }
}
