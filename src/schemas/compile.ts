import type { CelPredicate } from './cel';
import type { StructuralSchema } from './custom-resource-definition';
import { type Defaults, defaultsOf } from './defaults';
import { type Check, Walk } from './problem';
import { fromRe2 } from './re2';
import { codePoints, isDateTime, isMap } from './values';
import { alternativesInWords, mustMatch, nearest, pathInWords, typeInWords, typeOf } from './wording';

/** What a compilation knows besides the schema. */
export interface CompileContext {
  readonly rules: readonly CelPredicate[];
  /** Values that an enum takes in addition, e.g. because the CRD was patched in the cluster. */
  readonly moreValues: (path: string) => readonly string[];
}

/** A structural schema as a function. Where a schema counts what may come from a default, values must have their defaults already. */
export function compile(schema: StructuralSchema, path: string, context: CompileContext): Check {
  const checks = [
    shapeCheck(schema, path, context),
    enumCheck(schema, context.moreValues(path)),
    combinationCheck(schema, path, context),
  ].filter((check) => check !== undefined);
  const shape = allOf(checks);

  const rules = context.rules.filter((rule) => rule.path === path);
  const check = rules.length ? withRules(shape, rules, defaultsOf(schema)) : shape;
  return schema.nullable ? (value, walk) => void (value === null || check(value, walk)) : check;
}

function allOf(checks: readonly Check[]): Check {
  const [first, second, third] = checks;
  if (first === undefined) return () => {};
  if (second === undefined) return first;
  return (value, walk) => {
    first(value, walk);
    second(value, walk);
    third?.(value, walk);
  };
}

/** A rule was written for objects of the right shape: on another one it would only repeat what is known already. */
function withRules(shape: Check, rules: readonly CelPredicate[], defaults: Defaults | undefined): Check {
  return (value, walk) => {
    const before = walk.blocking;
    shape(value, walk);
    if (walk.blocking > before) return;
    const complete = defaults ? defaults(value) : value;
    const violated = rules.filter(({ holds }) => holds(complete) !== true);
    if (!violated.length) return;
    // A missing field breaks the rule that asks for it, and keeps others from being evaluated: the first says it all.
    const broken = violated.filter(({ holds }) => holds(complete) === false);
    for (const { message } of broken.length ? broken : violated) walk.report('cel', message);
  };
}

function shapeCheck(schema: StructuralSchema, path: string, context: CompileContext): Check | undefined {
  if (schema['x-kubernetes-int-or-string']) return intOrString;
  const { type } = schema;
  // The alternatives of `oneOf` have no type of their own.
  if (type === 'object' || (!type && (schema.properties || schema.required))) return objectCheck(schema, path, context);
  if (type === 'array') return arrayCheck(schema, path, context);
  if (type === 'string') return stringCheck(schema);
  if (type === 'integer' || type === 'number') return numberCheck(schema);
  return type && ((value, walk) => void (typeof value === type || wrongType(walk, type, value)));
}

function objectCheck(schema: StructuralSchema, path: string, context: CompileContext): Check {
  const { properties = {}, additionalProperties, required = [], type } = schema;
  const known = Object.keys(properties);
  const fields = new Map(known.map((name) => [name, fieldOf(properties[name], path ? `${path}.${name}` : name, context)]));
  const others = typeof additionalProperties === 'object' ? fieldOf(additionalProperties, `${path}{}`, context) : undefined;
  const open = !type || schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  const withDefault = new Set(known.filter((name) => properties[name].default !== undefined));
  const demanded = required.filter((name) => !withDefault.has(name));
  const sized = sizeCheck('fields', schema.minProperties, schema.maxProperties);

  return (value, walk) => {
    if (!isMap(value)) return type && wrongType(walk, type, value);
    for (const name of demanded) {
      if (value[name] === undefined) walk.report('required', `must have the field ${name}`, { missing: name });
    }
    let present = 0;
    for (const name in value) {
      const field = fields.get(name) ?? others;
      const inner = value[name];
      if (field && typeof inner === field.plain) present++;
      else if (!field && !open) {
        // The API server takes an unknown field out before it counts.
        if (inner !== undefined) unknownField(walk, name, known);
      } else if (inner !== undefined) {
        present++;
        // Flux applies with server-side apply, which keeps a null that `kubectl create` drops, unless there is a default instead.
        if (field && (inner !== null || !withDefault.has(name))) walk.inside(name, field.check, inner);
      }
    }
    sized?.(present, walk);
  };
}

/** What is asked of a field. */
interface FieldCheck {
  readonly check: Check;
  /** The type of its values, where nothing else is asked of them. Of most fields nothing is. */
  readonly plain?: string;
}

function fieldOf(schema: StructuralSchema, path: string, context: CompileContext): FieldCheck {
  const { type, default: fallback, nullable, ...others } = schema;
  const isPlain = (type === 'string' || type === 'boolean') && Object.keys(others).length === 0;
  const hasMore = context.moreValues(path).length > 0 || context.rules.some((rule) => rule.path === path);
  return { check: compile(schema, path, context), plain: isPlain && !hasMore ? type : undefined };
}

function arrayCheck(schema: StructuralSchema, path: string, context: CompileContext): Check {
  const item = compile(schema.items ?? {}, `${path}[]`, context);
  const sized = sizeCheck('entries', schema.minItems, schema.maxItems);
  const unique = uniqueCheck(schema);
  return (value, walk) => {
    if (!Array.isArray(value)) return wrongType(walk, 'array', value);
    sized?.(value.length, walk);
    for (let index = 0; index < value.length; index++) walk.inside(index, item, value[index]);
    unique?.(value, walk);
  };
}

function uniqueCheck(schema: StructuralSchema): ((items: readonly unknown[], walk: Walk) => void) | undefined {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (schema['x-kubernetes-list-type'] !== 'set' && !keys) return undefined;
  const keyOf = (item: unknown) => JSON.stringify(keys ? keys.map((key) => (isMap(item) ? item[key] : undefined)) : item);
  const message = keys ? `must not have the same ${keys.join(' and ')} as an earlier entry` : 'must not repeat an earlier entry';
  return (items, walk) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      const key = keyOf(item);
      if (seen.has(key)) walk.inside(index, () => walk.report('duplicate-key', message), item);
      seen.add(key);
    });
  };
}

function stringCheck({ pattern, format, minLength = 0, maxLength = Infinity }: StructuralSchema): Check {
  const expression = pattern === undefined ? undefined : fromRe2(pattern);
  const sized = sizeCheck('characters', minLength, maxLength);
  return (value, walk) => {
    if (typeof value !== 'string') return wrongType(walk, 'string', value);
    // A character is one unit of the text or two.
    if (sized && (value.length > maxLength || value.length < minLength * 2)) sized(codePoints(value), walk);
    if (expression && !expression.test(value)) walk.report('pattern', mustMatch(pattern!));
    if (format === 'date-time' && !isDateTime(value)) walk.report('format', 'must be a time such as 2026-01-31T12:00:00Z');
  };
}

function numberCheck({ type, minimum = -Infinity, maximum = Infinity }: StructuralSchema): Check {
  return (value, walk) => {
    const right = type === 'integer' ? Number.isInteger(value) : typeof value === 'number';
    if (!right) return wrongType(walk, type!, value);
    if ((value as number) < minimum) walk.report('bound', `must be ${minimum} or more`);
    if ((value as number) > maximum) walk.report('bound', `must be ${maximum} or less`);
  };
}

function intOrString(value: unknown, walk: Walk): void {
  if (typeof value !== 'string' && !Number.isInteger(value)) wrongType(walk, 'int-or-string', value);
}

function sizeCheck(things: string, minimum = 0, maximum = Infinity): ((size: number, walk: Walk) => void) | undefined {
  if (minimum === 0 && maximum === Infinity) return undefined;
  const tooFew = minimum === 1 ? 'must not be empty' : `must have ${minimum} ${things} or more`;
  return (size, walk) => {
    if (size < minimum) walk.report('bound', tooFew);
    if (size > maximum) walk.report('bound', `must have ${maximum} ${things} or fewer`);
  };
}

function enumCheck({ enum: values }: StructuralSchema, more: readonly string[]): Check | undefined {
  if (!values) return undefined;
  const valid = new Set<unknown>([...values, ...more]);
  const allowed = [...valid].map(String);
  const message = `must be one of ${allowed.map((value) => value || '""').join(', ')}`;
  return (value, walk) => {
    // Of a value of the wrong type that alone is told.
    if (valid.has(value) || typeof value !== typeof values[0]) return;
    const suggestion = typeof value === 'string' ? nearest(value, allowed) : undefined;
    walk.report('enum', suggestion ? `${message}; did you mean ${suggestion}?` : message, { allowed, ...(suggestion && { suggestion }) });
  };
}

/** `oneOf`, `anyOf` and `not`. CRDs use them for fields that exclude each other. */
function combinationCheck({ oneOf, anyOf, not }: StructuralSchema, path: string, context: CompileContext): Check | undefined {
  const alternatives = oneOf ?? anyOf ?? (not && [not]);
  if (!alternatives) return undefined;
  const checks = alternatives.map((alternative) => compile(alternative, path, { ...context, rules: [] }));
  const words = alternativesInWords(alternatives);
  return (value, walk) => {
    if (!isMap(value)) return;
    const fits = checks.filter((check) => passes(check, value)).length;
    if (not && !oneOf && !anyOf) {
      if (fits) walk.report('bound', `must not have ${words}`);
    } else if (!fits) walk.report('required', `must have one of these: ${words}`);
    else if (oneOf && fits > 1) walk.report('bound', `must have only one of these: ${words}`);
  };
}

function passes(check: Check, value: unknown): boolean {
  const walk = new Walk();
  check(value, walk);
  return walk.problems.length === 0;
}

function wrongType(walk: Walk, type: string, value: unknown): void {
  walk.report('type', `must be ${typeInWords(type)}, not ${typeInWords(typeOf(value))}`);
}

function unknownField(walk: Walk, name: string, known: readonly string[]): void {
  const suggestion = nearest(name, known);
  const message = `is not a field of ${pathInWords(walk.path)}${suggestion ? `; did you mean ${suggestion}?` : ''}`;
  walk.inside(name, () => walk.report('unknown-field', message, { allowed: known, ...(suggestion && { suggestion }) }), undefined);
}
