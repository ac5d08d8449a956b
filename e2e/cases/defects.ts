import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { isMap } from '../../src/schemas/values';
import { generateValue } from './generate-object';
import { Random } from './random';
import { Site } from './sites';
import { wellFormed } from './well-formed';

/** What to put in the place of a value: another one, or nothing for a place that the defect does not fit. */
export type Defect = (site: Site, random: Random) => { readonly value: unknown } | undefined;

/** Fields that are no subject of a schema of a CRD, or hold all of it. */
const OF_EVERY_KIND = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** Ways to spoil one place. Some of what comes out is valid after all: both sides have to see that, too. */
export const DEFECTS: Readonly<Record<string, Defect>> = {
  'unknown field': ({ schema, value }, random) => {
    if (!isMap(value) || !schema.properties) return undefined;
    const [known = 'name'] = Object.keys(schema.properties);
    const name = random.pick(['zzz', `${known}s`, known.toUpperCase(), `${known} `, 'x-y', '']);
    return { value: { ...value, [name]: random.pick<unknown>(['x', 1, null, {}, []]) } };
  },
  'wrong type': ({ schema, value }, random) => {
    if (!schema.type && !schema['x-kubernetes-int-or-string']) return undefined;
    const others = ['text', '', 7, 1.5, true, false, [], {}, ['text'], { a: 1 }].filter((other) => typeName(other) !== typeName(value));
    return { value: random.pick<unknown>(others) };
  },
  enum: ({ schema }, random) => {
    if (!schema.enum) return undefined;
    const known = String(random.pick(schema.enum));
    return { value: random.pick([`${known}s`, known.toLowerCase(), known.toUpperCase(), '', `${known} `, 'zzz']) };
  },
  pattern: ({ schema, value }, random) => {
    if (schema.pattern === undefined) return undefined;
    const odd = random.pick(['', ' ', '\n', '_', '/', 'Ä', '://', '-', '.', '@', '😀', '\u2028', 'A', '0', '${x}', '\u00a0', '\u0000x']);
    const text = String(value);
    const at = random.integer(0, text.length);
    const spoiled = random.pick([odd, text + odd, odd + text, text.slice(0, at) + odd + text.slice(at)]);
    return { value: wellFormed(spoiled) };
  },
  bound: boundDefect,
  required: ({ schema, value }, random) => {
    const present = isMap(value) ? (schema.required ?? []).filter((name) => name in value) : [];
    return present.length ? { value: without(value as object, random.pick(present)) } : undefined;
  },
  'list key': ({ schema, value }, random) => {
    const keys = schema['x-kubernetes-list-map-keys'];
    if (!Array.isArray(value) || (!keys && schema['x-kubernetes-list-type'] !== 'set')) return undefined;
    const item = value.length ? random.pick(value) : generateValue(schema.items ?? {}, random, 0.2);
    if (keys && random.chance(0.3)) return { value: [...value, isMap(item) ? without(item, keys[0]) : item] };
    return { value: [...value, item, ...(value.length ? [] : [item])] };
  },
  null: (_, random) => ({ value: random.chance(0.9) ? null : [null] }),
  'null inside': ({ schema, value }) => {
    if (Array.isArray(value)) return { value: [...value, null] };
    return isMap(value) ? { value: { ...value, [Object.keys(schema.properties ?? {})[0] ?? 'key']: null } } : undefined;
  },
  'int or string': ({ schema }, random) => {
    if (!schema['x-kubernetes-int-or-string']) return undefined;
    return { value: random.pick<unknown>([1.5, true, null, {}, [], '', '-1', 7, -7, 2 ** 31, 'a%']) };
  },
  number: ({ schema }, random) => {
    if (schema.type !== 'integer' && schema.type !== 'number') return undefined;
    return { value: random.pick([0, -1, 0.5, -0.5, 1e3, 2 ** 31 - 1, 2 ** 31, 2 ** 40, -(2 ** 31) - 1, 1e15, 1e-7, '1']) };
  },
  format: ({ schema }, random) => {
    if (schema.format === undefined || schema.type !== 'string') return undefined;
    const times = ['2026-01-31', '2026-02-30T00:00:00Z', '2026-01-31T25:00:00Z', '2026-01-31T12:00:00', 'now', '2026-01-31t12:00:00z'];
    return { value: random.pick([...times, '', 'not base64!', 'YQ', 'YQ==', 'YQ=', 'YWJj\n', 'a b', '-_-_']) };
  },
  'field more or less': ({ schema, value }, random) => {
    const names = Object.keys(schema.properties ?? {}).filter(
      (name) => !['apiVersion', 'kind', 'metadata', 'status', 'spec'].includes(name),
    );
    return isMap(value) && names.length ? { value: toggled(value, random.pick(names), schema, random) } : undefined;
  },
  rule: ({ schema, value }, random) => {
    const names = namesInRules(schema);
    return isMap(value) && names.length ? { value: toggled(value, random.pick(names), schema, random) } : undefined;
  },
  'value of a rule': ({ schema, value }, random) => {
    const names = namesInRules(schema);
    if (!isMap(value) || !names.length) return undefined;
    const name = random.pick(names);
    return { value: { ...value, [name]: generateValue(schema.properties![name], random, 0.4) } };
  },
  empty: ({ schema }) => {
    if (schema.type === 'string') return { value: '' };
    return schema.type === 'array' ? { value: [] } : schema.type === 'object' ? { value: {} } : undefined;
  },
};

/** Values on both sides of a bound. */
function boundDefect({ schema, value }: Site, random: Random): { value: unknown } | undefined {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, minProperties, maxProperties } = schema;
  const values: unknown[] = [];
  for (const length of around(minLength, maxLength)) values.push('x'.repeat(length), '😀'.repeat(length));
  for (const number of [minimum, maximum]) if (number !== undefined) values.push(number - 1, number, number + 1);
  if (Array.isArray(value)) {
    const item = value[0] ?? generateValue(schema.items ?? {}, random, 0.1);
    for (const length of around(minItems, maxItems)) values.push(Array.from({ length }, () => item));
  }
  if (isMap(value)) {
    const all = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, generateValue(field, random, 0.1)] as const);
    for (const length of around(minProperties, maxProperties)) values.push(Object.fromEntries(all.slice(0, length)));
  }
  return values.length ? { value: random.pick(values) } : undefined;
}

function around(...bounds: (number | undefined)[]): number[] {
  return bounds.flatMap((bound) => (bound === undefined || bound > 5000 ? [] : [Math.max(0, bound - 1), bound, bound + 1]));
}

function toggled(map: Record<string, unknown>, name: string, schema: StructuralSchema, random: Random): object {
  return name in map ? without(map, name) : { ...map, [name]: generateValue(schema.properties![name], random, 0.3) };
}

/** The fields that rules and alternatives of a schema speak of. */
function namesInRules({
  properties = {},
  'x-kubernetes-validations': rules = [],
  oneOf = [],
  anyOf = [],
  not,
}: StructuralSchema): string[] {
  const spoken = rules.flatMap(({ rule }) => [...rule.matchAll(/self\.([A-Za-z]+)/g)].map(([, name]) => name));
  const listed = [...oneOf, ...anyOf, ...(not ? [not, ...(not.anyOf ?? [])] : [])].flatMap(({ required = [] }) => required);
  return [...spoken, ...listed].filter((name) => properties[name] && !OF_EVERY_KIND.includes(name));
}

function without(map: object, name: string): object {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
