import fc, { type Arbitrary } from 'fast-check';
import { allCrds } from '../../src/schemas/crds';
import type { StructuralSchema } from '../../src/schemas/custom-resource-definition';

type Json = Record<string, any>;

const ANYTHING = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    99999,
    '',
    'x',
    '1d',
    '1h',
    'é😀',
    ' a',
    'a\nb',
    'oci://',
    {},
    { name: 'x' },
    [],
    ['x'],
    [null],
  ),
  fc.string({ maxLength: 300, unit: 'grapheme' }),
  fc.string({ minLength: 60, maxLength: 300, unit: fc.constantFrom('a', '-', '0') }),
);

/** By `apiVersion/kind`: objects that are valid, or nearly so, by the schema of their kind. */
export const OBJECTS: ReadonlyMap<string, Arbitrary<Json>> = new Map(
  allCrds().flatMap(({ spec }) =>
    spec.versions.map(({ name, schema }) => {
      const [apiVersion, kind] = [`${spec.group}/${name}`, spec.names.kind];
      const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...properties } = schema.openAPIV3Schema.properties!;
      const fields = Object.entries(properties).map(([field, inner]) => [field, valueOf(inner)]);
      const rest = fc.record(Object.fromEntries(fields));
      return [`${apiVersion}/${kind}`, rest.map((values) => ({ apiVersion, kind, metadata: { name: 'x' }, ...(values as Json) }))] as const;
    }),
  ),
);

function valueOf(schema: StructuralSchema): Arbitrary<unknown> {
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(fc.nat(), fc.constant('http'));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const {
    type,
    items,
    properties,
    required,
    additionalProperties,
    minItems: minLength = 0,
    minimum: min = 0,
    maximum: max = 1000,
  } = schema;
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min, max: Math.max(min, max) });
  if (type === 'number') return fc.oneof(fc.integer({ min, max }), fc.double({ min, max, noNaN: true }));
  if (type === 'string') return stringOf(schema);
  if (type === 'array') return fc.array(valueOf(items!), { minLength, maxLength: minLength + 2 });
  if (typeof additionalProperties === 'object') {
    return fc.dictionary(fc.constantFrom('a', 'b.c', 'D'), valueOf(additionalProperties), { maxKeys: 2 });
  }
  if (!properties) return ANYTHING;
  const choices = choicesOf(schema);
  const shared = Object.keys(properties).filter((name) => !choices.flat().includes(name));
  const record = (choice: string[]) =>
    fc.record(Object.fromEntries([...shared, ...choice].map((name) => [name, valueOf(properties[name])])), {
      requiredKeys: [...(required ?? []).filter((name) => shared.includes(name)), ...choice],
    });
  return fc.oneof(...choices.map(record));
}

/** The sets of fields that exclude each other. */
function choicesOf({ oneOf, maxProperties, properties }: StructuralSchema): string[][] {
  if (maxProperties === 1) return Object.keys(properties!).map((name) => [name]);
  return oneOf?.map((alternative) => [...(alternative.required ?? [])]) ?? [[]];
}

function stringOf({ pattern, minLength = 0, maxLength = Infinity }: StructuralSchema): Arbitrary<string> {
  if (!pattern) return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 10) });
  return fc.stringMatching(new RegExp(pattern), { size: 'xsmall' }).filter((text) => text.length >= minLength && text.length <= maxLength);
}

/** One change somewhere below `spec`, the kind that people make by mistake. */
export function mutant(object: Json, g: fc.GeneratorValue): Json {
  const copy: Json = structuredClone(object);
  const places = placesOf(copy);
  const { parent, key } = places[g(fc.nat, { max: places.length - 1 })];
  const value = g(() => ANYTHING);
  switch (g(fc.constantFrom, 'replace', 'replace', 'remove', 'rename', 'add', 'repeat')) {
    case 'remove':
      if (Array.isArray(parent)) parent.splice(key as number, 1);
      else delete parent[key];
      break;
    case 'rename':
      if (!Array.isArray(parent)) {
        parent[`${key}s`] = parent[key];
        delete parent[key];
      }
      break;
    case 'add':
      if (Array.isArray(parent)) parent.push(value);
      else parent[g(fc.constantFrom, 'name', 'unknown', 'type', 'interval', 'exact', 'secretRef')] = value;
      break;
    case 'repeat':
      if (Array.isArray(parent)) parent.push(...structuredClone(parent));
      else if (Array.isArray(parent[key])) parent[key].push(...structuredClone(parent[key]));
      break;
    default:
      parent[key] = value;
  }
  return copy;
}

/** Every field and every entry of a list, apart from what makes an object one of its kind. */
function placesOf(object: Json): { parent: any; key: string | number }[] {
  const below = (parent: any): { parent: any; key: string | number }[] =>
    Object.keys(parent).flatMap((name) => {
      const key = Array.isArray(parent) ? Number(name) : name;
      const value = parent[key];
      return [{ parent, key }, ...(typeof value === 'object' && value !== null ? below(value) : [])];
    });
  return below(object).filter(({ parent, key }) => parent !== object || !['apiVersion', 'kind'].includes(key as string));
}
