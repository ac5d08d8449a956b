import { fromRe2 } from '../../src/schemas/re2';
import { parseCel } from '../../src/verification/cel/parser';
import { CelSyntaxError } from '../../src/verification/cel/tokens';
import { Cel } from '../../src/verification/cel/tree';

/**
 * Compiles a rule of a CRD to an expression of TypeScript, made of the functions in `src/schemas/cel.ts`.
 *
 * Only the part of CEL that rules of our CRDs use is known. Anything else is an error: a rule that is
 * skipped would let an object pass that the API server refuses.
 */
export function compileCel(rule: string): string {
  try {
    return compiled(parseCel(rule), ['self']);
  } catch (error) {
    if (error instanceof CelSyntaxError) throw new Error(`the CEL rule ${rule} cannot be read: ${error.message}`, { cause: error });
    if (!(error instanceof Unknown)) throw error;
    const fix = 'extend scripts/import/cel.ts and src/schemas/cel.ts';
    throw new Error(`the CEL rule ${rule} has ${error.message}, which is not known here.\n  fix: ${fix}`, { cause: error });
  }
}

/** A part of CEL that is not known here. */
class Unknown extends Error {}

type Part<Op extends Cel['op']> = Extract<Cel, { op: Op }>;

/** Methods on a text, all with one argument. */
const METHODS = ['startsWith', 'endsWith', 'contains', 'substring'];
const MACROS: Readonly<Record<string, string>> = { all: 'all', exists_one: 'existsOne' };

function compiled(cel: Cel, variables: readonly string[]): string {
  const code = (part: Cel): string => compiled(part, variables);
  switch (cel.op) {
    case 'literal':
      return literal(cel);
    case 'name':
      if (cel.isRoot || !variables.includes(cel.name)) throw new Unknown(cel.name);
      return cel.name;
    case 'member':
      return `cel.get(${code(cel.of)}, '${fieldOf(cel)}')`;
    case 'list':
      return `[${cel.items.map(code).join(', ')}]`;
    case 'unary':
      if (cel.sign === '!') return `cel.not(${code(cel.of)})`;
      throw new Unknown(`the sign ${cel.sign}`);
    case 'binary':
      return operation(cel.sign, code(cel.left), code(cel.right));
    case 'choose':
      return `cel.choose(${[cel.condition, cel.yes, cel.no].map(code).join(', ')})`;
    case 'call':
      return called(cel, variables);
    default:
      throw new Unknown(`the part '${cel.op}'`);
  }
}

function literal({ value }: Part<'literal'>): string {
  const isKnown = typeof value === 'number' ? Number.isSafeInteger(value) : value !== null;
  if (!isKnown) throw new Unknown(`the value ${value}`);
  return JSON.stringify(value);
}

function fieldOf({ name }: Part<'member'>): string {
  if (name.startsWith('__')) throw new Unknown(`the name ${name}`); // `__in__` stands for `in`
  return name;
}

function operation(sign: string, left: string, right: string): string {
  const operations: Readonly<Record<string, string>> = {
    '||': `cel.or(${left}, ${right})`,
    '&&': `cel.and(${left}, ${right})`,
    '==': `cel.equal(${left}, ${right})`,
    '!=': `cel.not(cel.equal(${left}, ${right}))`,
    '<': `cel.less(${left}, ${right})`,
    '>': `cel.less(${right}, ${left})`,
    '<=': `cel.not(cel.less(${right}, ${left}))`,
    '>=': `cel.not(cel.less(${left}, ${right}))`,
    in: `cel.within(${left}, ${right})`,
  };
  if (!Object.hasOwn(operations, sign)) throw new Unknown(`the sign ${sign}`);
  return operations[sign];
}

function called({ of, name, args }: Part<'call'>, variables: readonly string[]): string {
  const code = (part: Cel): string => compiled(part, variables);
  const [arg, body] = args;
  if (of && args.length === 2 && arg.op === 'name' && Object.hasOwn(MACROS, name)) {
    if (variables.includes(arg.name) || arg.name === 'cel') throw new Unknown(`a second ${arg.name}`);
    return `cel.${MACROS[name]}(${code(of)}, (${arg.name}) => ${compiled(body, [...variables, arg.name])})`;
  }
  if (args.length !== 1) throw new Unknown(`${name}()`);
  if (!of && name === 'size') return `cel.size(${code(arg)})`;
  if (!of && name === 'has' && arg.op === 'member') return `cel.has(${code(arg.of)}, '${fieldOf(arg)}')`;
  if (of && METHODS.includes(name)) return `cel.${name}(${code(of)}, ${code(arg)})`;
  const pattern = of && name === 'matches' && arg.op === 'literal' && typeof arg.value === 'string' ? arg.value : undefined;
  if (of && pattern !== undefined) return `cel.matches(${code(of)}, ${fromRe2(pattern)})`;
  throw new Unknown(`${name}()`);
}
