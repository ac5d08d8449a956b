import type { CelPredicate } from './cel';
import { compile } from './compile';
import { crdOf } from './crds';
import type { StructuralSchema } from './custom-resource-definition';
import { type Defaults, defaultsOf, requiresDefaults } from './defaults';
import { CEL_RULES } from './generated/cel-rules';
import { type Check, type SchemaProblem, Walk } from './problem';
import { isMap } from './values';

export { TRANSITION_RULES } from './generated/cel-rules';
export type { SchemaProblem, SchemaReason } from './problem';

export interface SchemaOptions {
  /**
   * Whether the Flux Operator installs Flux: it lets an Alert and a Receiver name kinds of its own.
   *
   * @default false
   */
  readonly operatorInstall?: boolean;
}

const OPERATOR_KINDS = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];
const WIDENED_ENUMS: Record<string, string> = { Alert: 'spec.eventSources[].kind', Receiver: 'spec.resources[].kind' };
const NO_RULES: readonly CelPredicate[] = [];

interface Validator {
  readonly defaults: Defaults | undefined;
  readonly check: Check;
}

/** By `apiVersion` and `kind`; `null` where we have no CRD. */
type Validators = Map<string, Map<string, Validator | null>>;

/** What an upstream install accepts, and what an install by the Flux Operator accepts. */
const upstream: Validators = new Map();
const operator: Validators = new Map();

/**
 * What the API server would refuse about an object when Flux applies it, by the CRDs that `cdk8s.yaml` pins;
 * undefined for a kind that we have no CRD of, and for a version that is not served.
 *
 * Rules of a CRD in CEL are evaluated too, except those that compare with the object in the cluster
 * (`TRANSITION_RULES`). Of the metadata only the name is looked at, and the status not at all.
 */
export function schemaProblems(object: unknown, options: SchemaOptions = {}): readonly SchemaProblem[] | undefined {
  if (!isMap(object)) return undefined;
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;

  const validator = validatorOf(apiVersion, kind, options);
  if (!validator) return undefined;
  const walk = new Walk();
  validator.check(validator.defaults ? validator.defaults(object) : object, walk);
  return walk.problems;
}

function validatorOf(apiVersion: string, kind: string, options: SchemaOptions): Validator | null {
  const validators = options.operatorInstall ? operator : upstream;
  let byKind = validators.get(apiVersion);
  if (!byKind) validators.set(apiVersion, (byKind = new Map()));
  let validator = byKind.get(kind);
  if (validator === undefined) byKind.set(kind, (validator = makeValidator(apiVersion, kind, options)));
  return validator;
}

function makeValidator(apiVersion: string, kind: string, { operatorInstall }: SchemaOptions): Validator | null {
  const [group, name] = apiVersion.split('/');
  const version = crdOf(group, kind)?.spec.versions.find((candidate) => candidate.name === name && candidate.served);
  if (!version) return null;

  const schema = declarable(version.schema.openAPIV3Schema);
  const widened = operatorInstall && group === 'notification.toolkit.fluxcd.io' ? WIDENED_ENUMS[kind] : undefined;
  const rules = CEL_RULES.get(`${apiVersion}/${kind}`) ?? NO_RULES;
  const check = compile(schema, '', {
    rules,
    moreValues: (path) => (path === widened ? OPERATOR_KINDS : []),
  });
  return { defaults: requiresDefaults(schema) ? defaultsOf(schema) : undefined, check };
}

/** The part of a schema that people write: a status is set by controllers, and every kind has the same metadata. */
function declarable(schema: StructuralSchema): StructuralSchema {
  const metadata: StructuralSchema = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', minLength: 1 } },
    'x-kubernetes-preserve-unknown-fields': true,
  };
  const status = schema.properties?.status && { status: {} };
  return { ...schema, required: [...(schema.required ?? []), 'metadata'], properties: { ...schema.properties, metadata, ...status } };
}
