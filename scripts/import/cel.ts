import { fromRe2 } from '../../src/schemas/re2';

/**
 * Compiles a rule of a CRD to an expression of TypeScript, made of the functions in `src/schemas/cel.ts`.
 *
 * Only the part of CEL that rules of our CRDs use is known. Anything else is an error: a rule that is
 * skipped would let an object pass that the API server refuses.
 */
export function compileCel(rule: string): string {
  const parser = new Parser(rule);
  const { code } = parser.expression();
  parser.end();
  return code;
}

/** The code of a part of a rule, and what `has()` must know of it when it is a selection or a literal. */
interface Part {
  readonly code: string;
  readonly selection?: { readonly of: string; readonly field: string };
  readonly text?: string;
}

const TOKEN =
  /\s*(?:(?<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?<number>\d+)(?![\w.])|(?<name>[A-Za-z_]\w*)|(?<sign>\|\||&&|[=!<>]=|[!<>?:.,()[\]])|$)/y;
const ESCAPES: Record<string, string> = { '\\\\': '\\', "\\'": "'", '\\"': '"', '\\n': '\n', '\\t': '\t' };
const LITERALS = ['true', 'false'];
/** Methods on a text, all with one argument. */
const METHODS = ['startsWith', 'endsWith', 'contains', 'substring'];
const MACROS: Record<string, string> = { all: 'all', exists_one: 'existsOne' };

class Parser {
  private readonly tokens: RegExpExecArray[] = [];
  private position = 0;
  private readonly variables = ['self'];

  constructor(private readonly rule: string) {
    const token = new RegExp(TOKEN);
    for (let found = token.exec(rule); found?.[0].trim(); found = token.exec(rule)) this.tokens.push(found);
    if (this.tokens.map(([text]) => text).join('') !== rule.trimEnd()) throw this.unknown('a token');
  }

  public expression(): Part {
    const condition = this.binary(0);
    if (!this.take('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    const no = this.expression();
    return call('choose', condition, yes, no);
  }

  public end(): void {
    if (this.position < this.tokens.length) throw this.unknown(`'${this.peek()}'`);
  }

  private binary(level: number): Part {
    if (level === 2) return this.relation();
    const [sign, name] = [['||', 'or'] as const, ['&&', 'and'] as const][level];
    let left = this.binary(level + 1);
    while (this.take(sign)) left = call(name, left, this.binary(level + 1));
    return left;
  }

  private relation(): Part {
    const left = this.unary();
    if (this.take('==')) return call('equal', left, this.unary());
    if (this.take('!=')) return call('not', call('equal', left, this.unary()));
    if (this.take('<')) return call('less', left, this.unary());
    if (this.take('>')) return call('less', this.unary(), left);
    if (this.take('<=')) return call('not', call('less', this.unary(), left));
    if (this.take('>=')) return call('not', call('less', left, this.unary()));
    if (this.take('in')) return call('within', left, this.unary());
    return left;
  }

  private unary(): Part {
    if (this.take('!')) return call('not', this.unary());
    let part = this.primary();
    while (this.take('.')) part = this.member(part);
    return part;
  }

  private member(object: Part): Part {
    const name = this.name();
    if (!this.take('(')) return { code: `cel.get(${object.code}, '${name}')`, selection: { of: object.code, field: name } };
    if (Object.hasOwn(MACROS, name)) return this.macro(MACROS[name], object);
    const argument = this.expression();
    this.expect(')');
    if (METHODS.includes(name)) return call(name, object, argument);
    if (name === 'matches' && argument.text !== undefined) return call('matches', object, { code: `${fromRe2(argument.text)}` });
    throw this.unknown(`${name}()`);
  }

  private macro(name: string, list: Part): Part {
    const variable = this.name();
    if (this.variables.includes(variable) || variable === 'cel') throw this.unknown(`a second ${variable}`);
    this.expect(',');
    this.variables.push(variable);
    const predicate = this.expression();
    this.variables.pop();
    this.expect(')');
    return call(name, list, { code: `(${variable}) => ${predicate.code}` });
  }

  private primary(): Part {
    if (this.take('(')) return this.closing(')', this.expression());
    if (this.take('[')) return this.list();
    const { text, number, name } = this.tokens[this.position++]?.groups ?? {};
    if (text) return this.literal(text);
    if (number) return { code: String(Number(number)) };
    if (name === 'has' && this.take('(')) return this.presence();
    if (name === 'size' && this.take('(')) return this.closing(')', call('size', this.expression()));
    if (LITERALS.includes(name) || this.variables.includes(name)) return { code: name };
    throw this.unknown(name ?? 'this place');
  }

  private presence(): Part {
    const { selection } = this.closing(')', this.expression());
    if (!selection) throw this.unknown('has() of something that is not a field');
    return { code: `cel.has(${selection.of}, '${selection.field}')` };
  }

  private list(): Part {
    const items = this.peek() === ']' ? [] : [this.expression()];
    while (this.take(',')) items.push(this.expression());
    return this.closing(']', { code: `[${items.map(({ code }) => code).join(', ')}]` });
  }

  private literal(token: string): Part {
    const text = token.slice(1, -1).replace(/\\./g, (escape) => {
      if (escape in ESCAPES) return ESCAPES[escape];
      throw this.unknown(`the escape ${escape}`);
    });
    return { code: JSON.stringify(text), text };
  }

  private closing(sign: string, part: Part): Part {
    this.expect(sign);
    return part;
  }

  private name(): string {
    const name = this.tokens[this.position++]?.groups!.name;
    if (name === undefined || name.startsWith('__')) throw this.unknown(`the name ${name}`); // `__in__` stands for `in`
    return name;
  }

  private peek(): string | undefined {
    return this.tokens[this.position]?.[0].trim();
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.position++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.unknown(`'${this.peek() ?? 'the end'}' instead of '${sign}'`);
  }

  private unknown(what: string): Error {
    return new Error(
      `the CEL rule ${this.rule} has ${what}, which is not known here.\n  fix: extend scripts/import/cel.ts and src/schemas/cel.ts`,
    );
  }
}

function call(name: string, ...parts: readonly Part[]): Part {
  return { code: `cel.${name}(${parts.map(({ code }) => code).join(', ')})` };
}
