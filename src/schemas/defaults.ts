import type { StructuralSchema } from './custom-resource-definition';
import { isMap } from './values';

/** Gives a value with its defaults: the value itself when it has them all, otherwise a copy of what differs. */
export type Defaults = (value: unknown) => unknown;

/**
 * What the API server adds before it looks at an object; undefined when a schema has no defaults.
 *
 * A null takes the default unless the schema says `nullable`, as it does in the API server.
 */
export function defaultsOf(schema: StructuralSchema): Defaults | undefined {
  if (schema.type === 'array') return schema.items && ofItems(defaultsOf(schema.items));
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inside = defaultsOf(field);
    const fallback = field.default !== undefined && inside ? inside(field.default) : field.default;
    return inside || fallback !== undefined ? [{ name, inside, fallback, nullable: field.nullable === true }] : [];
  });
  if (!fields.length)
    return typeof schema.additionalProperties === 'object' ? ofValues(defaultsOf(schema.additionalProperties)) : undefined;

  return (value) => {
    if (!isMap(value)) return value;
    let copy: Record<string, unknown> | undefined;
    for (const { name, inside, fallback, nullable } of fields) {
      const given = value[name];
      const absent = given === undefined || (given === null && !nullable);
      const complete = absent ? fallback : inside ? inside(given) : given;
      if (complete !== given && complete !== undefined) (copy ??= { ...value })[name] = complete;
    }
    return copy ?? value;
  };
}

/** Whether a schema counts fields or compares them, so that a default makes a difference: otherwise only rules of the CRD see it. */
export function requiresDefaults(schema: StructuralSchema): boolean {
  const { properties = {}, minProperties, maxProperties, items, additionalProperties, oneOf, anyOf, not } = schema;
  if (oneOf || anyOf || not || minProperties !== undefined || maxProperties !== undefined) return true;
  const inner = [...Object.values(properties), items, additionalProperties];
  return inner.some((one) => typeof one === 'object' && requiresDefaults(one));
}

function ofItems(inside: Defaults | undefined): Defaults | undefined {
  if (!inside) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return value;
    const items = value.map(inside);
    return items.some((item, index) => item !== value[index]) ? items : value;
  };
}

function ofValues(inside: Defaults | undefined): Defaults | undefined {
  return (
    inside && ((value) => (isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inside(item)])) : value))
  );
}
