import { FluxVersion } from '../../src/primitives/flux-version';
import { Environment } from '../../src/primitives/environment';
import { StructuralSchema } from '../../src/schemas/custom-resource-definition';

/** A schema with prose, which editors show. */
type Described = StructuralSchema & { readonly description?: string };

const text: StructuralSchema = { type: 'string', minLength: 1 };
const texts: StructuralSchema = { type: 'array', items: text };

const SETTINGS: Record<string, Described> = {
  strict: { type: 'boolean', description: 'Advice counts as more, in rules that mention the strict profile.' },
  pinning: { type: 'string', enum: ['range', 'exact', 'digest'], description: 'How versions are to be written.' },
  mutableTags: { ...texts, description: 'Tags that move, besides the usual ones such as latest.' },
  channels: { ...texts, description: 'Tags that an environment declares as its channel and that may move.' },
  multiTenant: { type: 'boolean', description: 'Whether the fleet has tenants; inferred when it is not said.' },
  platformTenants: { ...texts, description: 'Tenants that belong to the platform and may have rights in the whole cluster.' },
  domains: {
    type: 'object',
    additionalProperties: texts,
    description: 'Layers by domain; domains do not refer to each other.',
  },
  secretStrategies: {
    type: 'array',
    items: { type: 'string', enum: ['sops', 'sealed-secrets', 'external-secrets', '1password'] },
    description: 'Ways of keeping secrets that are used side by side on purpose.',
  },
};

const PROPERTIES: Record<string, Described> = {
  externals: { ...texts, description: "Objects that exist outside of the repository: 'Secret ns/name' or 'Secret ns/name key1,key2'." },
  with: {
    type: 'object',
    additionalProperties: text,
    description: 'Other repositories of the fleet: directories by the names of their sources, relative to this file.',
  },
  environments: {
    type: 'object',
    additionalProperties: { type: 'string', enum: Object.values(Environment) },
    description: 'What clusters are for, by their names.',
  },
  fluxVersion: {
    // YAML reads 2.8 as a number.
    enum: [...Object.values(FluxVersion), ...Object.values(FluxVersion).map(Number)],
    description: 'The release of Flux that runs in every cluster.',
  },
  settings: { type: 'object', properties: SETTINGS, description: 'What the project decides about the judgement.' },
  rules: {
    type: 'object',
    // YAML reads off as false.
    additionalProperties: { enum: ['off', false, 'info', 'warning', 'error'] },
    description: 'Severities of rules by their ids; off for a rule that is not asked.',
  },
  waivers: {
    type: 'array',
    items: {
      type: 'object',
      required: ['rule', 'reason'],
      properties: {
        rule: { ...text, description: 'Id of the rule.' },
        file: { ...text, description: 'The file, or a glob, from the root of the repository.' },
        object: { ...text, description: "The object, as 'Kind namespace/name'." },
        reason: { ...text, description: 'Why it is accepted.' },
      } as Record<string, Described>,
    },
    description: 'Findings that are accepted.',
  },
  ignore: { ...texts, description: 'Globs of files in which nothing is reported, from the root of the repository.' },
};

/** What `fluxcd.config.yaml` may hold. It is also the JSON Schema that is published for editors. */
export const CONFIG_SCHEMA: StructuralSchema = { type: 'object', properties: PROPERTIES };
