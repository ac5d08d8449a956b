import { fromBytes, isUtf8, toBytes } from './byte-text';
import { BrokenNode, ExpressionNode, hasDefault, partsOf } from './expression';
import { operate } from './operations';

/** The value of a variable: `undefined` if it is not set, `null` if it is and nobody can know here to what. */
export type Lookup = (name: string) => string | undefined | null;

/** What a text becomes, or why Flux fails on it. */
export type EnvsubstResult =
  { readonly text: string; readonly used: readonly string[] } | { readonly error: string; readonly name?: string };

/** What is wrong with an expression. */
export interface ExpressionProblem {
  readonly kind: 'undefined' | 'malformed';
  readonly expression: string;
  readonly name?: string;
}

/** What a text becomes as far as its expressions can be evaluated; the others stay. */
export interface Evaluation {
  readonly text: string;
  /** Whether the text is one: Flux cuts bytes, and may cut a character in two. */
  readonly isText: boolean;
  /** Whether an expression stays because of a value that is not known here. */
  readonly hasUnknown: boolean;
  /** The variables of all expressions that can be read. */
  readonly used: readonly string[];
  readonly problems: readonly ExpressionProblem[];
}

/**
 * Fills in variables as Flux does: github.com/fluxcd/pkg/envsubst v1.7.0.
 *
 * An expression with a value that is not known stays as it is.
 */
export function envsubst(text: string, lookup: Lookup, strict: boolean): EnvsubstResult {
  const { text: result, used, problems } = evaluate(text, lookup, strict);
  const problem = problems.find(({ kind }) => kind === 'malformed') ?? problems[0];
  if (!problem) return { text: result, used };
  const { kind, expression, name } = problem;
  const error = kind === 'undefined' ? `variable not set (strict mode): "${name}"` : `cannot evaluate ${expression}`;
  return name === undefined ? { error } : { error, name };
}

/** Evaluates all expressions of a text, past those that Flux would stop at. */
export function evaluate(text: string, lookup: Lookup, strict: boolean): Evaluation {
  return new Evaluator(text, lookup, strict).evaluate();
}

class Evaluator {
  private readonly used = new Set<string>();
  private readonly problems: ExpressionProblem[] = [];
  private hasUnknown = false;

  constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
    private readonly strict: boolean,
  ) {}

  public evaluate(): Evaluation {
    const bytes = partsOf(this.text).map((part) => {
      if (typeof part === 'string') return toBytes(part);
      return 'broken' in part ? this.keepBroken(part) : this.valueOrText(part);
    });
    const result = bytes.join('');
    return {
      text: fromBytes(result),
      isText: isUtf8(result),
      hasUnknown: this.hasUnknown,
      used: [...this.used],
      problems: this.problems,
    };
  }

  private keepBroken({ broken }: BrokenNode): string {
    this.problems.push({ kind: 'malformed', expression: broken });
    return toBytes('${');
  }

  private valueOrText(node: ExpressionNode): string {
    return this.valueOf(node) ?? toBytes(this.text.slice(node.start, node.end));
  }

  /** The value in bytes; nothing where it is not known, or a problem was added. */
  private valueOf(node: ExpressionNode): string | undefined {
    const { name, operation } = node;
    const args = node.args.map((arg) => (typeof arg === 'string' ? toBytes(arg) : this.valueOf(arg)));
    this.used.add(name);
    const value = this.lookup(name);
    if (value === undefined && this.strict && !hasDefault(node)) return this.refuse('undefined', node);
    if (value === null) this.hasUnknown = true;
    if (value === null || args.includes(undefined)) return undefined;
    return operate(operation, toBytes(value ?? ''), args as string[]) ?? this.refuse('malformed', node);
  }

  private refuse(kind: ExpressionProblem['kind'], { name, start, end }: ExpressionNode): undefined {
    this.problems.push({ kind, expression: this.text.slice(start, end), name });
    return undefined;
  }
}
