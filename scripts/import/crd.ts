/** One version of a CRD, as far as the import looks into it. */
export interface CrdVersion {
  readonly name: string;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** A CustomResourceDefinition, as far as the import looks into it. */
export interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

/** Any node of a structural schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Keywords that hold one schema, and keywords that hold schemas by name. Everything else is data. */
const ONE_SCHEMA = ['items', 'additionalProperties', 'not'];
const NAMED_SCHEMAS = ['properties', 'patternProperties'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf'];

/**
 * What we keep of a CRD: everything that decides whether an object is valid, and none of the prose.
 *
 * The same CRD gives the same result whether it comes from a release (with annotations, columns for `kubectl get`
 * and a conversion webhook) or from a folder where these were already left out.
 */
export function essence(crd: any): Crd {
  const { group, names, scope, preserveUnknownFields, versions } = crd.spec;
  return sortKeys({
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name },
    spec: { group, names, scope, preserveUnknownFields, versions: versions.map(essenceOfVersion) },
  });
}

function essenceOfVersion({ additionalPrinterColumns: _, schema, ...version }: any) {
  return { ...version, schema: { openAPIV3Schema: withoutDescriptions(schema.openAPIV3Schema) } };
}

/** Removes the descriptions of a schema, but never a property that is called `description`. */
export function withoutDescriptions(schema: Schema): Schema {
  const { description: _, ...rest } = schema;
  return Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, withoutDescriptionsBelow(keyword, value)]));
}

function withoutDescriptionsBelow(keyword: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  if (ONE_SCHEMA.includes(keyword)) return withoutDescriptions(value as Schema);
  if (SCHEMA_LISTS.includes(keyword)) return (value as Schema[]).map(withoutDescriptions);
  if (!NAMED_SCHEMAS.includes(keyword)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, withoutDescriptions(schema as Schema)]));
}

/** The order of keys in a release is an accident; sorted, an upgrade shows only what changed. */
function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, below]) => below !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, below]) => [key, sortKeys(below)])) as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
