import { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { isMap } from '../../src/schemas/values';

/** A place in an object, and what its schema says about it. */
export interface Site {
  readonly path: readonly (string | number)[];
  readonly schema: StructuralSchema;
  readonly value: unknown;
}

/** Every place of an object that its schema describes, from the outside in. Metadata and status have rules of their own. */
export function sitesOf(object: unknown, schema: StructuralSchema): Site[] {
  const sites: Site[] = [];
  visit({ path: [], schema, value: object }, sites);
  return sites;
}

function visit(site: Site, sites: Site[]): void {
  const { path, schema, value } = site;
  sites.push(site);
  if (Array.isArray(value)) {
    value.forEach((item, index) => schema.items && visit({ path: [...path, index], schema: schema.items, value: item }, sites));
  } else if (isMap(value)) {
    const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    for (const [name, inner] of Object.entries(value)) {
      if (path.length === 0 && ['apiVersion', 'kind', 'metadata', 'status'].includes(name)) continue;
      const field = schema.properties?.[name] ?? others;
      if (field) visit({ path: [...path, name], schema: field, value: inner }, sites);
    }
  }
}
