import { ApiObject, App, IResolver, Lazy, ResolutionContext } from 'cdk8s';

/** Every cdk8s app ends its resolvers with these three, which `resolveValue` does itself and faster. */
const BUILT_IN_RESOLVERS = 3;

/**
 * Replaces tokens in a value, as cdk8s does, but keeps `null` and the order of keys.
 *
 * Helm deletes a default of a chart where a value is `null`, so losing it changes what is deployed (docs/decisions/0003).
 */
export function resolveValue(object: ApiObject, value: unknown): unknown {
  const resolvers = App.of(object).resolvers ?? [];
  return resolve({ object, custom: resolvers.slice(0, -BUILT_IN_RESOLVERS), path: [] }, value);
}

/** A walk through one value. */
interface Walk {
  readonly object: ApiObject;
  readonly custom: readonly IResolver[];
  /** Where the walk is: one list for all steps, because only errors and resolvers of the user read it. */
  readonly path: string[];
}

function resolve(walk: Walk, value: unknown): unknown {
  if (value === null || value === undefined) return value;

  for (const resolver of walk.custom) {
    const context = new ResolutionContext(walk.object, [...walk.path], value);
    resolver.resolve(context);
    if (context.replaced) return resolve(walk, context.replacedValue);
  }
  if (typeof value !== 'object') return primitive(walk.path, value);
  if (Array.isArray(value)) return value.map((item, index) => resolveStep(walk, String(index), item));
  if (isPlain(value)) return resolveFields(walk, value);
  return resolve(walk, replaceToken(walk.path, value));
}

function resolveFields(walk: Walk, fields: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = resolveStep(walk, key, fields[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function resolveStep(walk: Walk, step: string, value: unknown): unknown {
  walk.path.push(step);
  const resolved = resolve(walk, value);
  walk.path.pop();
  return resolved;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function primitive(path: string[], value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw notData(path, value);
}

/** One step of a token: lazy values, anything with `resolve()`, and the number-or-string unions of generated code. */
function replaceToken(path: string[], token: object): unknown {
  if (token instanceof Lazy) return token.produce();

  const { resolve: produce, value } = token as { resolve?: unknown; value?: unknown };
  if (typeof produce === 'function') return produce.call(token);
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw notData(path, token);
}

function notData(path: string[], value: unknown): Error {
  const type = typeof value === 'object' && value !== null ? value.constructor?.name : `${typeof value} ${String(value)}`;
  return new TypeError(`${path.join('.')} must be a string, a number, a boolean, null, a list or a map, got ${type}`);
}
