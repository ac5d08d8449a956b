import type { CustomResourceDefinition, StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { fromRe2 } from '../../src/schemas/re2';

/** What `src/schemas/compile.ts` and `src/schemas/defaults.ts` understand. */
const KEYWORDS = new Set(
  [
    'additionalProperties anyOf default enum format items maxItems maxLength maxProperties maximum minItems minLength minProperties',
    'minimum not nullable oneOf pattern properties required type x-kubernetes-int-or-string x-kubernetes-list-map-keys',
    'x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-preserve-unknown-fields x-kubernetes-validations',
  ].flatMap((line) => line.split(' ')),
);
/** Besides `date-time`, the formats that the API server does not enforce. */
const FORMATS = new Set(['date-time', 'int32', 'int64', 'string', 'url']);

/** A keyword that our check does not know would let an object pass that the API server refuses, so it ends the import. */
export function assertSupported(crds: readonly CustomResourceDefinition[]): void {
  for (const { metadata, spec } of crds) {
    for (const { schema } of spec.versions) {
      const { status: _, ...properties } = schema.openAPIV3Schema.properties ?? {};
      assertSchema({ ...schema.openAPIV3Schema, properties }, metadata.name);
    }
  }
}

function assertSchema(schema: StructuralSchema, at: string): void {
  const { format, pattern, items, properties = {}, additionalProperties, oneOf = [], anyOf = [], not } = schema;
  for (const keyword of Object.keys(schema)) if (!KEYWORDS.has(keyword)) throw unsupported(at, keyword);
  if (format !== undefined && !FORMATS.has(format)) throw unsupported(at, `format: ${format}`);
  if (pattern !== undefined) fromRe2(pattern);

  const elements = [...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  for (const element of elements) {
    if (element.default !== undefined) throw unsupported(at, 'a default of an entry');
    assertSchema(element, `${at}[]`);
  }
  for (const [name, inner] of Object.entries(properties)) assertSchema(inner, `${at}.${name}`);
  for (const inner of [...oneOf, ...anyOf, ...(not ? [not] : [])]) assertSchema(inner, at);
  if ([oneOf.length, anyOf.length, not].filter(Boolean).length > 1) throw unsupported(at, 'two of oneOf, anyOf and not');
}

function unsupported(at: string, what: string): Error {
  return new Error(
    `${at} has ${what}, which our check of objects does not know.\n  fix: extend src/schemas/compile.ts, then scripts/import/supported.ts`,
  );
}
