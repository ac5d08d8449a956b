import { isMap } from '../../primitives/is-map';
import { fromRe2 } from '../../schemas/re2';
import { Cel } from './tree';

/** What an expression has when nobody can know it here: an error, a function that is not known, a part of the request. */
export const UNKNOWN = Symbol('unknown');

/** The names that an expression may use. What is not among them is not known. */
type Names = ReadonlyMap<string, unknown>;

interface Scope {
  readonly names: Names;
  /** How many steps are left; loops in loops end when there are none. */
  readonly budget: { left: number };
}

const MAX_STEPS = 100_000;

/** The value of an expression, or `UNKNOWN`. Never throws. */
export function evaluateCel(cel: Cel, names: Names): unknown {
  return evaluate(cel, { names, budget: { left: MAX_STEPS } });
}

function evaluate(cel: Cel, scope: Scope): unknown {
  if (scope.budget.left-- <= 0) return UNKNOWN;
  switch (cel.op) {
    case 'literal':
      return cel.value;
    case 'name':
      return scope.names.has(cel.name) && !cel.isRoot ? scope.names.get(cel.name) : UNKNOWN;
    case 'member':
      return own(evaluate(cel.of, scope), cel.name);
    case 'index':
      return indexed(evaluate(cel.of, scope), evaluate(cel.index, scope));
    case 'list':
      return cel.items.some(({ op }) => op === 'optional') ? UNKNOWN : cel.items.map((item) => evaluate(item, scope));
    case 'unary':
      return cel.sign === '!' ? negated(evaluate(cel.of, scope)) : UNKNOWN;
    case 'choose': {
      const condition = evaluate(cel.condition, scope);
      return typeof condition === 'boolean' ? evaluate(condition ? cel.yes : cel.no, scope) : UNKNOWN;
    }
    case 'binary':
      return binary(cel.sign, evaluate(cel.left, scope), () => evaluate(cel.right, scope));
    case 'call':
      return called(cel, scope);
    default:
      return UNKNOWN;
  }
}

/** Nobody can ask a list for a field: the API server fails, and its policy says whether that denies. */
function hasField(value: unknown, name: string): unknown {
  return isMap(value) ? Object.hasOwn(value, name) && value[name] !== null && value[name] !== undefined : UNKNOWN;
}

function own(value: unknown, name: string): unknown {
  return isMap(value) && hasField(value, name) ? value[name] : UNKNOWN;
}

function indexed(value: unknown, index: unknown): unknown {
  if (typeof index === 'string') return own(value, index);
  return Array.isArray(value) && typeof index === 'number' && index in value ? value[index] : UNKNOWN;
}

function negated(value: unknown): unknown {
  return typeof value === 'boolean' ? !value : UNKNOWN;
}

/** In CEL a side that decides wins over one that fails. */
function binary(sign: string, left: unknown, evaluateRight: () => unknown): unknown {
  const decisive = sign === '||' ? true : sign === '&&' ? false : UNKNOWN;
  if (decisive !== UNKNOWN && left === decisive) return left;
  const right = evaluateRight();
  if (decisive !== UNKNOWN) {
    if (right === decisive) return right;
    return typeof left === 'boolean' && typeof right === 'boolean' ? !decisive : UNKNOWN;
  }
  if (sign === 'in' && Array.isArray(right)) return right.includes(UNKNOWN) || left === UNKNOWN ? UNKNOWN : right.includes(left);
  if (sign === 'in') return typeof left === 'string' ? hasField(right, left) : UNKNOWN;
  if (!isScalar(left) || !isScalar(right)) return UNKNOWN;
  if (sign === '==') return left === right;
  if (sign === '!=') return left !== right;
  if (typeof left === 'string' && typeof right === 'string') return sign === '+' ? left + right : UNKNOWN;
  return typeof left === 'number' && typeof right === 'number' ? compared(sign, left, right) : UNKNOWN;
}

function compared(sign: string, left: number, right: number): unknown {
  const results: Record<string, unknown> = {
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
    '+': left + right,
  };
  return results[sign] ?? UNKNOWN;
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

type Call = Extract<Cel, { op: 'call' }>;

function called(call: Call, scope: Scope): unknown {
  const { of, name, args } = call;
  if (of === undefined) return global(name, args, scope);
  const target = evaluate(of, scope);
  if (Array.isArray(target) && args.length === 2 && args[0].op === 'name') return macro(name, target, args[0].name, args[1], scope);
  const values = args.map((arg) => evaluate(arg, scope));
  if (name === 'size' && values.length === 0) return sizeOf(target);
  if (Array.isArray(target)) return name === 'join' ? joined(target, values[0] ?? '') : UNKNOWN;
  return typeof target === 'string' && values.every((value) => typeof value === 'string') ? ofText(name, target, values) : UNKNOWN;
}

function global(name: string, args: readonly Cel[], scope: Scope): unknown {
  const [arg] = args;
  if (args.length !== 1) return UNKNOWN;
  if (name === 'size') return sizeOf(evaluate(arg, scope));
  return name === 'has' && arg.op === 'member' ? hasField(evaluate(arg.of, scope), arg.name) : UNKNOWN;
}

function sizeOf(value: unknown): unknown {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : UNKNOWN;
}

function joined(items: readonly unknown[], separator: unknown): unknown {
  return items.every((item) => typeof item === 'string') && typeof separator === 'string' ? items.join(separator) : UNKNOWN;
}

/** What is done to every item of a list under a name. */
function macro(name: string, items: readonly unknown[], variable: string, body: Cel, scope: Scope): unknown {
  const results = items.map((item) => evaluate(body, { ...scope, names: new Map(scope.names).set(variable, item) }));
  if (name === 'map') return results;
  const isKnown = results.every((result) => typeof result === 'boolean');
  if (name === 'exists') return results.includes(true) || (isKnown ? false : UNKNOWN);
  if (name === 'all') return !results.includes(false) && (isKnown ? true : UNKNOWN);
  if (!isKnown) return UNKNOWN;
  if (name === 'exists_one') return results.filter((result) => result).length === 1;
  return name === 'filter' ? items.filter((_, index) => results[index]) : UNKNOWN;
}

function ofText(name: string, text: string, [first, second]: readonly string[]): unknown {
  if (first === undefined) {
    if (name === 'lowerAscii') return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    return name === 'trim' ? text.trim() : UNKNOWN;
  }
  if (name === 'replace' && second !== undefined) return text.replaceAll(first, () => second);
  if (second !== undefined) return UNKNOWN;
  switch (name) {
    case 'startsWith':
      return text.startsWith(first);
    case 'endsWith':
      return text.endsWith(first);
    case 'contains':
      return text.includes(first);
    case 'split':
      return text.split(first);
    case 'matches':
      return matches(text, first);
    default:
      return UNKNOWN;
  }
}

/** Patterns run here in another engine than in the API server, which a repetition in a repetition could stop. */
function matches(text: string, pattern: string): unknown {
  const ignoresCase = pattern.startsWith('(?i)');
  const bare = ignoresCase ? pattern.slice('(?i)'.length) : pattern;
  if (bare.length > 500 || text.length > 2000 || /[*+}]\)+[*+{?]/.test(bare)) return UNKNOWN;
  try {
    const translated = fromRe2(bare);
    return new RegExp(translated.source, ignoresCase ? 'iu' : 'u').test(text);
  } catch {
    return UNKNOWN;
  }
}
