import type { CustomResourceDefinition, StructuralSchema } from '../../src/schemas/custom-resource-definition';

/** Keywords that hold one schema, schemas by name, and lists of schemas. Every other keyword holds data. */
const ONE_SCHEMA = ['items', 'additionalProperties', 'not'];
const NAMED_SCHEMAS = ['properties', 'patternProperties'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf'];

/**
 * What we keep of a CRD: everything that decides whether an object is valid, and none of the prose.
 *
 * The same CRD gives the same result whether it comes from a release (with annotations, columns for `kubectl get`
 * and a conversion webhook) or from a folder where these were already left out.
 */
export function essence(crd: any): CustomResourceDefinition {
  const { group, names, scope, versions } = crd.spec;
  return sortKeys({
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name },
    spec: { group, names, scope, versions: versions.map(essenceOfVersion) },
  });
}

function essenceOfVersion({ additionalPrinterColumns: _, schema, ...version }: any) {
  return { ...version, schema: { openAPIV3Schema: withoutDescriptions(schema.openAPIV3Schema) } };
}

/** Removes the descriptions of a schema, but never a property that is called `description`. */
export function withoutDescriptions(schema: StructuralSchema): StructuralSchema {
  const keywords = Object.entries(schema).filter(([keyword]) => keyword !== 'description');
  return Object.fromEntries(keywords.map(([keyword, value]) => [keyword, withoutDescriptionsBelow(keyword, value)]));
}

function withoutDescriptionsBelow(keyword: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  if (ONE_SCHEMA.includes(keyword)) return withoutDescriptions(value);
  if (SCHEMA_LISTS.includes(keyword)) return (value as StructuralSchema[]).map(withoutDescriptions);
  if (!NAMED_SCHEMAS.includes(keyword)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, withoutDescriptions(schema)]));
}

/** The order of keys in a release is an accident; sorted, an upgrade shows only what changed. */
function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, below]) => [key, sortKeys(below)])) as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
