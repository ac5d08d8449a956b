import Ajv, { type ValidateFunction } from 'ajv';
import { crdOf } from '../../src/schemas/crds';

type Schema = Record<string, any>;

const ajv = new Ajv({ strict: false, validateFormats: false, useDefaults: true });
// JSON schema has no lists that are maps.
ajv.addKeyword({
  keyword: 'unique-by',
  type: 'array',
  validate: (keys: string[], items: any[]) =>
    new Set(items.map((item) => JSON.stringify(keys.map((key) => item?.[key])))).size === items.length,
});
const validators = new Map<string, ValidateFunction>();

/** Whether an object is valid by its schema, CEL aside, in the opinion of ajv. */
export function isValid(object: { apiVersion: string; kind: string }): boolean {
  const key = `${object.apiVersion}/${object.kind}`;
  const validate = validators.get(key) ?? ajv.compile(jsonSchemaOf(object));
  validators.set(key, validate);
  // ajv writes the defaults into what it validates, and takes null for a value.
  return validate(withoutNulls(structuredClone(object), validate.schema as Schema)) as boolean;
}

function jsonSchemaOf({ apiVersion, kind }: { apiVersion: string; kind: string }): Schema {
  const [group, version] = apiVersion.split('/');
  const schema = crdOf(group, kind)!.spec.versions.find(({ name }) => name === version)!.schema.openAPIV3Schema;
  const result = closed(schema);
  result.properties = { ...result.properties, status: {}, metadata: METADATA };
  return { ...result, required: [...(result.required ?? []), 'metadata'] };
}

const METADATA = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } };

function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const result: Schema = { ...schema };
  if (schema['x-kubernetes-int-or-string']) result.type = ['integer', 'string'];
  if (schema.nullable) result.type = [result.type, 'null'];
  if (schema['x-kubernetes-list-map-keys']) result['unique-by'] = schema['x-kubernetes-list-map-keys'];
  if (properties) result.properties = Object.fromEntries(Object.entries<Schema>(properties).map(([name, inner]) => [name, closed(inner)]));
  if (properties && !schema['x-kubernetes-preserve-unknown-fields']) result.additionalProperties = false;
  if (items) result.items = closed(items);
  if (typeof additionalProperties === 'object') result.additionalProperties = closed(additionalProperties);
  return Object.fromEntries(Object.entries(result).filter(([keyword]) => !keyword.startsWith('x-kubernetes-') && keyword !== 'format'));
}

/** Of the nulls the API server drops those that a default takes the place of. (One field is nullable, and has none.) */
function withoutNulls(value: any, schema: Schema | undefined): any {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, schema?.items));
  if (typeof value !== 'object' || value === null) return value;
  const schemaOf = (name: string): Schema | undefined =>
    schema?.properties?.[name] ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  const entries = Object.entries(value).filter(([name, inner]) => inner !== null || schemaOf(name)?.default === undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutNulls(inner, schemaOf(name))]));
}
