import Ajv, { ValidateFunction } from 'ajv';
import { crdOf } from '../../src/schemas/crds';

type Schema = Record<string, any>;

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const validators = new Map<string, ValidateFunction>();

/** Kinds that an Alert and a Receiver may name as well, because the Flux Operator adds them to the CRDs that it installs. */
const OPERATOR_KINDS = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];

/** What the API server of a cluster with the Flux Operator would refuse about an object of a known kind: unknown fields, types, enums, patterns, bounds. */
export function schemaErrors(object: { apiVersion: string; kind: string }): string[] {
  const [group, version] = object.apiVersion.split('/');
  const crd = crdOf(group, object.kind);
  const schema = crd?.spec.versions.find(({ name }) => name === version)?.schema.openAPIV3Schema;
  if (!schema) return [`no schema for ${object.apiVersion} ${object.kind}`];

  const key = `${object.apiVersion}/${object.kind}`;
  const validate = validators.get(key) ?? ajv.compile(closed(widened(schema as Schema)));
  validators.set(key, validate);
  return validate(object)
    ? []
    : validate.errors!.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

function widened(schema: Schema): Schema {
  const { eventSources, resources } = schema.properties.spec?.properties ?? {};
  const kind = (eventSources ?? resources)?.items?.properties?.kind;
  if (!kind?.enum?.includes('HelmRelease')) return schema;
  const wide = structuredClone(schema);
  const { properties } = wide.properties.spec;
  (properties.eventSources ?? properties.resources).items.properties.kind.enum.push(...OPERATOR_KINDS);
  return wide;
}

/** A structural schema as JSON schema that refuses unknown fields, as server-side apply does. */
function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const result: Schema = { ...schema };
  if (schema['x-kubernetes-int-or-string']) Object.assign(result, { type: ['integer', 'string'], anyOf: undefined });
  if (schema.nullable && typeof result.type === 'string') result.type = [result.type, 'null'];
  if (properties) {
    result.properties = Object.fromEntries(Object.entries<Schema>(properties).map(([name, inner]) => [name, closed(inner)]));
    if (!schema['x-kubernetes-preserve-unknown-fields'] && !schema['x-kubernetes-embedded-resource']) result.additionalProperties = false;
  }
  if (items) result.items = closed(items);
  if (typeof additionalProperties === 'object') result.additionalProperties = closed(additionalProperties);
  for (const key of Object.keys(result)) if (result[key] === undefined || key.startsWith('x-kubernetes-')) delete result[key];
  return result;
}
