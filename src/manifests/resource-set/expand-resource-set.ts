import { identityOf, readTemplateResult } from './template-result';
import { flatten, permute, WrongInputs } from './combine-inputs';
import { ExpandedObject, Expansion, ExpansionProblem, InputSet, TemplatePath, UnknownTemplate } from './expansion';
import { UNKNOWN } from './go-values';
import { commonKeys, MissingProvider, Provider, providersOf } from './input-providers';
import { Template } from './render-template';
import { TemplateSource, templatesOf } from './templates';
import { TemplateError, UnsupportedTemplate } from './template-nodes';
import { isMap } from '../../primitives/is-map';

/** Keeps the operator from applying an object. */
const RECONCILE = 'fluxcd.controlplane.io/reconcile';

/**
 * The objects that a ResourceSet applies, as far as that can be known without a cluster.
 *
 * @param providers the ResourceSetInputProviders of the namespace
 */
export function expandResourceSet(resourceSet: any, providers: readonly any[]): Expansion {
  const sources = templatesOf(resourceSet?.spec ?? {});
  const unknownAll = (unknown: string, exported: readonly string[], problems: ExpansionProblem[] = []): Expansion => {
    const unknownTemplates = sources.map(({ path }) => ({ template: path, reason: unknown }));
    return { objects: [], problems, unknown, unknownTemplates, inputSets: [], exported };
  };
  try {
    const found = providersOf(resourceSet ?? {}, providers);
    const isPermuted = resourceSet?.spec?.inputStrategy?.name === 'Permute';
    const live = found.filter(({ sets }) => sets === undefined).map(({ name }) => name);
    const exported = isPermuted ? [] : commonExports(found);
    if (live.length > 0) return unknownAll(`the inputs of ${live.join(', ')} are only known in a cluster`, exported);
    const sets = isPermuted ? permute(found, resourceSet.spec.inputStrategy.includeEmptyProviders === true) : flatten(found);
    return new Builder(sets, (resourceSet?.spec?.inputsFrom ?? []).length > 0).build(sources);
  } catch (error) {
    if (error instanceof MissingProvider) return unknownAll(error.message, []);
    if (!(error instanceof WrongInputs)) throw error;
    return unknownAll(error.message, [], [{ kind: 'template-error', path: ['spec', 'inputsFrom'], message: error.message }]);
  }
}

/** What each provider with sets exports. */
function commonExports(providers: readonly Provider[]): string[] {
  const lists = providers.filter(({ sets }) => sets === undefined || sets.length > 0).map(({ exported }) => exported);
  const [first = [], ...others] = lists;
  return first.filter((name) => others.every((names) => names.includes(name)));
}

class Builder {
  private readonly objects: ExpandedObject[] = [];
  private readonly problems: ExpansionProblem[] = [];
  private readonly unknownTemplates: UnknownTemplate[] = [];
  /** The step of each object that was built. */
  private readonly known = new Map<string, { readonly step?: string }>();

  constructor(
    private readonly sets: readonly InputSet[],
    private readonly needsSets: boolean,
  ) {}

  public build(sources: readonly TemplateSource[]): Expansion {
    // Without any set from its providers, the operator removes everything.
    if (!this.needsSets || this.sets.length > 0) for (const source of sources) this.buildSource(source);
    const { objects, problems, unknownTemplates } = this;
    const unknown = unknownTemplates.length > 0 ? { unknown: unknownTemplates[0].reason } : {};
    const inputSets = this.sets.map(withoutUnknown);
    return { objects, problems, ...unknown, unknownTemplates, inputSets, exported: commonKeys(this.sets) };
  }

  private buildSource(source: TemplateSource): void {
    const before = this.objects.length;
    try {
      const template = new Template(source.text);
      for (const inputs of this.sets.length > 0 ? this.sets : [undefined]) this.buildSet(template, source, inputs);
    } catch (error) {
      const { path } = source;
      this.objects.splice(before); // all or nothing
      if (error instanceof UnsupportedTemplate) this.unknownTemplates.push({ template: path, reason: `a template uses ${error.message}` });
      else if (error instanceof TemplateError) this.addError(error, path);
      else this.problems.push({ kind: 'bad-yaml', path, message: (error as Error).message.split('\n')[0] });
    }
  }

  private addError({ message, input }: TemplateError, path: TemplatePath): void {
    const isMissing = input !== undefined;
    this.problems.push({ kind: isMissing ? 'unknown-input' : 'template-error', path, message, ...(isMissing ? { input } : {}) });
  }

  private buildSet(template: Template, source: TemplateSource, inputs: InputSet | undefined): void {
    const { path, step, isText } = source;
    // Without inputs, the operator takes the objects of `resources` as they are.
    const isTakenAsIs = inputs === undefined && !isText;
    for (const object of readTemplateResult(template.render(inputs ?? {}), isText)) {
      if (!isTakenAsIs && isDisabled(object)) continue;
      const entry = { object, template: path, inputs: withoutUnknown(inputs ?? {}), ...(step === undefined ? {} : { step }) };
      const first = this.firstOf(object, source);
      if (first === undefined || (isTakenAsIs && first.step === step)) this.objects.push(entry);
    }
  }

  /** Whether an object is there already, and in which step. */
  private firstOf(object: unknown, { path, step }: TemplateSource): { readonly step?: string } | undefined {
    const id = identityOf(object);
    const first = this.known.get(id);
    if (!first) this.known.set(id, { step });
    else {
      const where = first.step === step ? '' : `, which is an error: step ${first.step} has it already`;
      this.problems.push({ kind: 'duplicate', path, message: `${id} is there already${where}` });
    }
    return first;
  }
}

function isDisabled(object: unknown): boolean {
  const { annotations } = ((object as { metadata?: unknown }).metadata ?? {}) as { annotations?: Record<string, unknown> };
  return annotations?.[RECONCILE] === 'disabled';
}

function withoutUnknown(set: InputSet): InputSet {
  const entries = Object.entries(set).filter(([, value]) => value !== UNKNOWN);
  return Object.fromEntries(entries.map(([key, value]) => [key, isMap(value) ? withoutUnknown(value) : value]));
}
