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
  return resolve(object, resolvers.slice(0, -BUILT_IN_RESOLVERS), [], value);
}

function resolve(object: ApiObject, custom: IResolver[], path: string[], value: unknown): unknown {
  if (value === null || value === undefined) return value;

  for (const resolver of custom) {
    const context = new ResolutionContext(object, path, value);
    resolver.resolve(context);
    if (context.replaced) return resolve(object, custom, path, context.replacedValue);
  }
  if (typeof value !== 'object') return primitive(path, value);
  if (Array.isArray(value)) return value.map((item, index) => resolve(object, custom, [...path, String(index)], item));
  if (isPlain(value)) return resolveFields(object, custom, path, value);
  return resolve(object, custom, path, replaceToken(path, value));
}

function resolveFields(object: ApiObject, custom: IResolver[], path: string[], fields: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = resolve(object, custom, [...path, key], fields[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
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
