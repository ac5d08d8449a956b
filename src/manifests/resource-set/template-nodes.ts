/** Something that gives a value. */
export type Operand =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'dot' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'fields'; readonly of: Operand; readonly names: readonly string[] };

/** A command: a value, or a function with its arguments. */
export type Command = readonly Operand[];

/** Commands of which each gets the value of the one before it, and the variables that keep the result. */
export interface Pipeline {
  readonly variables: readonly string[];
  readonly isDeclaration: boolean;
  readonly commands: readonly Command[];
}

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

/** The template is wrong: the operator fails on it. */
export class TemplateError extends Error {
  public constructor(
    message: string,
    /** The input that is missing. */
    public readonly input?: string,
  ) {
    super(message);
  }
}

/** The template calls what the operator does not have. */
export class UnknownFunction extends TemplateError {
  public constructor(public readonly functionName: string) {
    super(`function "${functionName}" not defined`);
  }
}

/** The template may be right, and cannot be evaluated here. */
export class UnsupportedTemplate extends Error {}
