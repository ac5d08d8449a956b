/** Where something stands in a ResourceSet. */
export type TemplatePath = readonly (string | number)[];

/** The values that a template is filled with. */
export type InputSet = Readonly<Record<string, unknown>>;

/** An object that a ResourceSet applies. */
export interface ExpandedObject {
  readonly object: unknown;
  /** The template in the ResourceSet: `['spec', 'resources', 0]`. */
  readonly template: TemplatePath;
  readonly inputs: InputSet;
  readonly step?: string;
}

/** Why the operator refuses a template, or leaves an object out. */
export interface ExpansionProblem {
  /**
   * - `unknown-input`: a template names an input that its set does not have
   * - `template-error`: a template that the operator cannot read or evaluate
   * - `bad-yaml`: what a template becomes is no object
   * - `duplicate`: the same object again; the first one wins within a step, two steps are an error
   */
  readonly kind: 'unknown-input' | 'template-error' | 'bad-yaml' | 'duplicate';
  readonly path: TemplatePath;
  readonly message: string;
  readonly input?: string;
}

/** A template that only the operator can evaluate. */
export interface UnknownTemplate {
  readonly template: TemplatePath;
  readonly reason: string;
}

/** What a ResourceSet applies. */
export interface Expansion {
  readonly objects: readonly ExpandedObject[];
  readonly problems: readonly ExpansionProblem[];
  /** Why objects are not known: inputs come from what is live, or a template uses what cannot be evaluated here. */
  readonly unknown?: string;
  /** The templates of which `objects` has nothing; all of them when the inputs are unknown. */
  readonly unknownTemplates: readonly UnknownTemplate[];
  readonly inputSets: readonly InputSet[];
  /** The names of inputs that every set has, known even if their values are not. */
  readonly exported: readonly string[];
}
