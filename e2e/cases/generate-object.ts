import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { schemaProblems, SchemaProblem } from '../../src/schemas/validate';
import { CrdKind } from './crd-kinds';
import { generateText } from './generate-text';
import { Random } from './random';

/** How often an object is made and mended before a simpler one is tried. */
const ATTEMPTS = 40;

/**
 * An object that its schema and its rules accept, with some of the optional fields; nothing when none was found.
 *
 * What is made blindly breaks a rule now and then: then what the rule complains of is taken out or added.
 */
export function generateObject(kind: CrdKind, random: Random): object | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const object = draft(kind, random, 0.5 / (1 + attempt / 4));
    for (let round = 0; round < 8; round++) {
      const problems = schemaProblems(object, {});
      if (!problems?.length) return object;
      for (const problem of problems) mend(object, problem, kind.schema, random);
    }
  }
  return undefined;
}

function draft({ apiVersion, kind, isNamespaced, schema }: CrdKind, random: Random, share: number): Record<string, any> {
  const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...properties } = schema.properties ?? {};
  const metadata = {
    name: random.pick(['podinfo', 'apps', 'a', 'team-b.example', 'flux']),
    ...(isNamespaced && { namespace: random.pick(['default', 'flux-system']) }),
    ...(random.chance(0.2) && { labels: { 'app.kubernetes.io/name': 'podinfo' } }),
    ...(random.chance(0.2) && { annotations: { note: 'any text: really' } }),
  };
  return { apiVersion, kind, metadata, ...(generateMap({ ...schema, properties }, random, share) as object) };
}

/** A value that a schema accepts, as far as that can be told from the schema alone. */
export function generateValue(schema: StructuralSchema, random: Random, share: number): unknown {
  if (schema.enum) return random.pick(schema.enum);
  if (schema['x-kubernetes-int-or-string']) return random.chance(0.5) ? random.integer(0, 100) : random.pick(['50%', '8080', 'http']);
  switch (schema.type) {
    case 'object':
      return generateMap(schema, random, share);
    case 'array':
      return generateList(schema, random, share);
    case 'string':
      return generateText(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return random.integer(schema.minimum ?? 0, Math.min(schema.maximum ?? 1000, (schema.minimum ?? 0) + 1000));
    case 'number':
      return random.integer((schema.minimum ?? 0) * 4, (schema.maximum ?? 10) * 4) / 4;
    default:
      return anything(random);
  }
}

function generateMap(schema: StructuralSchema, random: Random, share: number): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const map: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(properties)) {
    // Deeper fields are rarer, so that objects stay of a size that a person can read.
    if (required.includes(name) || random.chance(share)) map[name] = generateValue(field, random, share * 0.7);
  }
  if (additionalProperties) {
    const value = additionalProperties === true ? {} : additionalProperties;
    for (const key of ['first', 'second.key', 'third/key'].slice(0, random.integer(0, 3)))
      map[key] = generateValue(value, random, share * 0.7);
  } else if (schema['x-kubernetes-preserve-unknown-fields'] && !schema.properties) {
    for (const key of ['replicaCount', 'image', 'nested'].slice(0, random.integer(0, 3))) map[key] = anything(random);
  }
  return map;
}

function generateList(schema: StructuralSchema, random: Random, share: number): unknown[] {
  const low = schema.minItems ?? 0;
  const items = random.times(low, Math.min(schema.maxItems ?? low + 3, low + 3), () => generateValue(schema.items ?? {}, random, share));
  const isUnique = schema['x-kubernetes-list-type'] === 'set' || schema['x-kubernetes-list-map-keys'];
  return isUnique ? items.slice(0, Math.max(1, low)) : items;
}

function anything(random: Random): unknown {
  return random.pick<unknown>(['text', 7, 1.5, true, [1, 'two'], { a: { b: 'c' } }, {}, '', 'null']);
}

/** Adds what is missing, or takes the innermost optional field out that a problem is in. */
function mend(object: any, { path, missing, reason }: SchemaProblem, schema: StructuralSchema, random: Random): void {
  if (missing !== undefined) {
    const at = valueAt(object, path);
    const field = schemaAt(schema, path)?.properties?.[missing];
    if (at && field) at[missing] = generateValue(field, random, 0.1);
    return;
  }
  // A rule that is broken at the root is about what is in `spec`: one field of it less may be enough.
  if (reason === 'cel' && random.chance(0.7)) {
    const at = valueAt(object, path.length ? path : ['spec']);
    const keys = Object.keys(at ?? {}).filter((key) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key));
    if (keys.length && !Array.isArray(at)) return void delete at[random.pick(keys)];
  }
  for (let length = path.length; length > 0; length--) {
    const parent = valueAt(object, path.slice(0, length - 1));
    const name = path[length - 1];
    if (Array.isArray(parent)) return void parent.splice(Number(name), 1);
    if (parent && !schemaAt(schema, path.slice(0, length - 1))?.required?.includes(String(name))) return void delete parent[name];
  }
}

export function valueAt(object: any, path: readonly (string | number)[]): any {
  return path.reduce((value, step) => value?.[step], object);
}

/** The schema of what stands at a path. */
export function schemaAt(schema: StructuralSchema, path: readonly (string | number)[]): StructuralSchema | undefined {
  return path.reduce<StructuralSchema | undefined>((at, step) => {
    if (typeof step === 'number') return at?.items;
    const more = typeof at?.additionalProperties === 'object' ? at.additionalProperties : undefined;
    return at?.properties?.[step] ?? more;
  }, schema);
}
