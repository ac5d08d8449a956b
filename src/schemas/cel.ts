import { isDeepStrictEqual } from 'node:util';
import { codePoints, isAbsent, isMap } from './values';

/**
 * The operators that the rules of our CRDs use, for `generated/cel-rules.ts`.
 *
 * `undefined` stands for an error of CEL, such as `no such key: url`. CEL lets `||` and `&&` win over errors
 * (`error || true` is true), which exceptions of JavaScript cannot express: so nothing here throws.
 */
export type Outcome = boolean | undefined;

/** One rule of a CRD. It is violated when it is false, and also when it cannot be evaluated. */
export interface CelPredicate {
  /** The field that the rule calls `self`, e.g. `spec.inputsFrom[]`; empty for the whole object. */
  readonly path: string;
  readonly message: string;
  readonly holds: (self: unknown) => unknown;
}

/** A rule that compares with the object in the cluster; one object alone cannot violate it. */
export interface TransitionRule {
  /** `<group>/<version>/<kind>` */
  readonly type: string;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** `value.name`: a field that is absent is an error. */
export function get(value: unknown, name: string): unknown {
  return isMap(value) ? (value[name] ?? undefined) : undefined;
}

export function has(value: unknown, name: string): Outcome {
  return isMap(value) ? !isAbsent(value[name]) : undefined;
}

export function not(value: unknown): Outcome {
  return typeof value === 'boolean' ? !value : undefined;
}

export function or(a: unknown, b: unknown): Outcome {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : undefined;
}

export function and(a: unknown, b: unknown): Outcome {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

export function choose(condition: unknown, yes: unknown, no: unknown): unknown {
  return typeof condition === 'boolean' ? (condition ? yes : no) : undefined;
}

export function equal(a: unknown, b: unknown): Outcome {
  if (a === undefined || b === undefined) return undefined;
  return typeof a === 'object' ? isDeepStrictEqual(a, b) : a === b;
}

export function less(a: unknown, b: unknown): Outcome {
  return typeof a === 'number' && typeof b === 'number' ? a < b : undefined;
}

/** `value in container`: an item of a list, or a key of a map. */
export function within(value: unknown, container: unknown): Outcome {
  if (value === undefined) return undefined;
  if (Array.isArray(container)) return container.some((item) => equal(item, value) === true);
  return typeof value === 'string' ? has(container, value) : undefined;
}

/** Characters are Unicode code points, as in CEL. */
export function size(value: unknown): number | undefined {
  if (typeof value === 'string') return codePoints(value);
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.values(value).filter((item) => !isAbsent(item)).length : undefined;
}

export function startsWith(text: unknown, prefix: unknown): Outcome {
  return typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : undefined;
}

export function endsWith(text: unknown, suffix: unknown): Outcome {
  return typeof text === 'string' && typeof suffix === 'string' ? text.endsWith(suffix) : undefined;
}

export function contains(text: unknown, part: unknown): Outcome {
  return typeof text === 'string' && typeof part === 'string' ? text.includes(part) : undefined;
}

export function matches(text: unknown, pattern: RegExp): Outcome {
  return typeof text === 'string' ? pattern.test(text) : undefined;
}

export function substring(text: unknown, start: unknown): string | undefined {
  if (typeof text !== 'string' || typeof start !== 'number') return undefined;
  const characters = [...text];
  return start < 0 || start > characters.length ? undefined : characters.slice(start).join('');
}

export function all(items: unknown, predicate: (item: unknown) => unknown): Outcome {
  return Array.isArray(items) ? items.reduce<Outcome>((result, item) => and(result, predicate(item)), true) : undefined;
}

/** Unlike `all`, one error makes this an error. */
export function existsOne(items: unknown, predicate: (item: unknown) => unknown): Outcome {
  if (!Array.isArray(items)) return undefined;
  const outcomes = items.map(predicate);
  return outcomes.every((outcome) => typeof outcome === 'boolean') ? outcomes.filter((outcome) => outcome).length === 1 : undefined;
}
