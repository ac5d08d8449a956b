import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { isMap } from '../../src/schemas/values';
import { generateValue } from './generate-object';
import { Random } from './random';

/** A way through a schema; `[]` stands for the items of a list. */
export type SchemaPath = readonly string[];

/** All ways through a schema to what somebody may write. */
export function schemaPaths(schema: StructuralSchema): { path: SchemaPath; schema: StructuralSchema }[] {
  const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...properties } = schema.properties ?? {};
  return [{ path: [], schema }, ...inside({ ...schema, properties }, [])];
}

function inside(schema: StructuralSchema, path: SchemaPath): { path: SchemaPath; schema: StructuralSchema }[] {
  const inner = Object.entries(schema.properties ?? {}).map(([name, field]) => [[...path, name], field] as const);
  const items = schema.items ? [[[...path, '[]'], schema.items] as const] : [];
  return [...inner, ...items].flatMap(([way, field]) => [{ path: way, schema: field }, ...inside(field, way)]);
}

/** The object with something at the end of a way, and with what has to be there for it. */
export function reach(
  value: unknown,
  schema: StructuralSchema,
  path: SchemaPath,
  random: Random,
): { value: unknown; path: (string | number)[] } {
  if (path.length === 0) return { value: value ?? generateValue(schema, random, 0.1), path: [] };
  const [step, ...rest] = path;
  if (step === '[]') {
    const list = Array.isArray(value) ? value : [];
    const inner = reach(list[0], schema.items!, rest, random);
    return { value: [inner.value, ...list.slice(1)], path: [0, ...inner.path] };
  }
  const map = isMap(value) ? value : (generateValue(schema, random, 0) as Record<string, unknown>);
  const inner = reach(map[step], schema.properties![step], rest, random);
  return { value: { ...map, [step]: inner.value }, path: [step, ...inner.path] };
}
