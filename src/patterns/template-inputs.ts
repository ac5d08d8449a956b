import { Construct } from 'constructs';
import { IResourceSetInputProvider, ResourceSetInputProvider } from '../constructs/operator/resource-set-input-provider';
import { InputError } from '../primitives/input-error';
import { providerKey } from '../primitives/provider-inputs';
import { showInTemplate } from '../primitives/template-scope';
import { commonInputs, DeclaredInput, DeclaredInputs, exportedInputs, providerInputs } from './declared-inputs';
import { InputSource } from './input-source';
import { ResourceTemplateProps } from './resource-template-props';

/** The inputs of a template, defined. */
export interface DefinedInputs {
  readonly declared: DeclaredInputs;
  readonly sets?: Record<string, unknown>[];
  readonly providers: IResourceSetInputProvider[];
  /** Whether there can be more than one set. */
  readonly isSeveral: boolean;
}

/** A source under the name that inputs have when they are permuted. */
interface NamedSource extends InputSource {
  readonly name: string;
}

/** Makes the providers of a template, and says what their inputs are. */
export function defineInputs(
  at: Construct & { readonly name: string; readonly namespace: string },
  props: ResourceTemplateProps,
): DefinedInputs {
  const sources = requireSources(at, props).map((source) => ({ ...source, name: nameOf(at.name, source) }));
  requireNames(at, sources);
  const providers = sources.flatMap(({ provider, existing, name }) => {
    if (existing) return [existing];
    if (!provider) return [];
    const made = new ResourceSetInputProvider(at, `provider-${name}`, { ...provider, name, namespace: at.namespace });
    showInTemplate(at, made);
    return [made];
  });
  const declared = new Map(
    props.permute ? permuted(at, sources) : [...commonInputs(sources.map(({ inputs }) => inputs)), ...providerInputs()],
  );
  const isSeveral = sources.some((source) => source.isSeveral) || (!props.permute && sources.length > 1);
  return { declared, sets: sources.find(({ sets }) => sets)?.sets, providers, isSeveral };
}

function requireSources(at: Construct, { inputs, permute }: ResourceTemplateProps): InputSource[] {
  const sources = inputs.map(({ _source }) => _source);
  const lists = sources.filter(({ sets }) => sets);
  if (sources.length > 0 && lists.length < 2) return sources;
  throw new InputError(at, {
    prop: 'inputs',
    got: lists.length,
    mustBe:
      sources.length === 0
        ? 'a list with one source of inputs at least'
        : 'a list with one Inputs.list() at most; a ResourceSet has one place for them',
    fix:
      sources.length === 0
        ? "inputs: [Inputs.list([{ tenant: 'team-a' }])]"
        : permute
          ? 'Inputs.static() for the others'
          : 'one Inputs.list() with the sets of all',
  });
}

function nameOf(template: string, { provider, existing }: InputSource): string {
  return existing?.name ?? provider?.name ?? template;
}

function requireNames(at: Construct, sources: NamedSource[]): void {
  const names = sources.filter(({ sets }) => !sets).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new InputError(at, {
    prop: 'inputs',
    got: twice,
    mustBe: 'sources with a name each',
    fix: `name: '${twice}-2', in the options of one of them`,
  });
}

/** The inputs of all sources, each under the key of its source. */
function permuted(at: Construct, sources: NamedSource[]): [string, DeclaredInput][] {
  const keys = sources.map(({ name }) => providerKey(name));
  const wrong = keys.findIndex((key, index) => !/^[a-z_]/.test(key) || keys.indexOf(key) !== index || key === 'id');
  if (wrong >= 0) {
    throw new InputError(at, {
      prop: 'inputs',
      got: sources[wrong].name,
      mustBe: `a name that templates can use and no other source has; permuted inputs are found under it, here as '${keys[wrong]}'`,
      fix: `name: 'source-${wrong + 1}'`,
    });
  }
  const inputs = sources.flatMap((source, index) => {
    const own = [...source.inputs, ...providerInputs()];
    return own.map(([path, input]) => [`${keys[index]}.${path}`, input] as [string, DeclaredInput]);
  });
  return [...exportedInputs(['id']), ...inputs];
}
