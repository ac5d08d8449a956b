import { Variables } from './substituted-object';

/** A ConfigMap or a Secret with variables. */
export interface VariableConfig {
  /** The values by their names; those of a Secret are decoded. */
  readonly data: Readonly<Record<string, string>>;
  /** Whether the values are encrypted or left out: then only their names count. */
  readonly sealed?: boolean;
}

/** A source of variables as a Kustomization names it. */
export interface VariableSource {
  readonly kind: string;
  readonly name: string;
  /** Where `substituteFrom` has it. */
  readonly index: number;
  readonly optional: boolean;
}

/** The name of a variable on which Flux fails the whole build. */
export interface InvalidName {
  readonly name: string;
  /** Where it comes from; nothing for `substitute` itself. */
  readonly source?: VariableSource;
}

/** What a Kustomization substitutes. */
export interface PostBuild {
  /** All variables; `undefined` is a value that is not known here. */
  readonly variables: Variables;
  /** Whether Flux substitutes at all: it does not without any variable. `unknown` where a missing source decides. */
  readonly active: boolean | 'unknown';
  /** Whether these are all variables, so that every other one is undefined. */
  readonly isComplete: boolean;
  readonly invalidNames: readonly InvalidName[];
  /** Sources that were not found. One that is not optional fails the build, unless something else creates it. */
  readonly missing: readonly VariableSource[];
  /** Sources of which only the names are known. */
  readonly sealed: readonly VariableSource[];
}

/** What a variable can be named. */
const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/**
 * The variables of a Kustomization: a later source beats an earlier one, and `substitute` beats all of them.
 *
 * @param findConfig finds a ConfigMap or Secret in the namespace of the Kustomization
 */
export function variablesOf(kustomization: unknown, findConfig: (kind: string, name: string) => VariableConfig | undefined): PostBuild {
  const postBuild = fieldOf(fieldOf(kustomization, 'spec'), 'postBuild');
  const variables = new Map<string, string | undefined>();
  const invalidNames: InvalidName[] = [];
  const missing: VariableSource[] = [];
  const sealed: VariableSource[] = [];

  const add = (data: object, isKnown: boolean, source?: VariableSource) => {
    for (const [name, value] of Object.entries(data)) {
      if (!NAME.test(name)) invalidNames.push(source ? { name, source } : { name });
      // Flux takes the line breaks out.
      variables.set(name, isKnown && typeof value === 'string' ? value.replaceAll('\n', '') : undefined);
    }
  };

  for (const source of sourcesOf(postBuild)) {
    const config = findConfig(source.kind, source.name);
    if (!config) missing.push(source);
    else add(config.data, config.sealed !== true, source);
    if (config?.sealed) sealed.push(source);
  }
  add(fieldOf(postBuild, 'substitute') ?? {}, true);

  const isAlways = (postBuild as { substituteStrategy?: unknown } | undefined)?.substituteStrategy === 'Always';
  const active = isAlways || variables.size > 0 || (missing.length > 0 && 'unknown');
  return { variables, active, isComplete: missing.length === 0, invalidNames, missing, sealed };
}

function sourcesOf(postBuild: object | undefined): VariableSource[] {
  const references = fieldOf(postBuild, 'substituteFrom');
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: { kind?: unknown; name?: unknown; optional?: unknown } | null, index) => {
    const { kind, name, optional } = reference ?? {};
    return typeof kind === 'string' && typeof name === 'string' ? [{ kind, name, index, optional: optional === true }] : [];
  });
}

function fieldOf(object: unknown, name: string): object | undefined {
  const value = (object as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'object' && value !== null ? value : undefined;
}
