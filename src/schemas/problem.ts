export type SchemaReason =
  | 'unknown-field'
  | 'type'
  | 'enum'
  | 'pattern'
  | 'bound'
  | 'required'
  /** Two entries of a list that is a map or a set by its schema. */
  | 'duplicate-key'
  | 'format'
  | 'cel';

/** One thing that the API server would refuse about an object. */
export interface SchemaProblem {
  /** To the field; for `required` to its parent, for `unknown-field` to the unknown field itself. */
  readonly path: readonly (string | number)[];
  readonly reason: SchemaReason;
  /** What is wrong, in words. It never repeats the value of a field, which may be a secret. */
  readonly message: string;
  /** For `required`: the field that is not there. */
  readonly missing?: string;
  /** The values of an enum, or the names of the known fields. */
  readonly allowed?: readonly string[];
  /** The one of `allowed` that was probably meant. */
  readonly suggestion?: string;
}

/** Where the check of one object stands, and what it has found. */
export class Walk {
  public readonly problems: SchemaProblem[] = [];
  /** How many of the problems leave the object in a shape that no CEL rule was written for. */
  public blocking = 0;

  private readonly steps: (string | number)[] = [];
  private depth = 0;

  public get path(): (string | number)[] {
    return this.steps.slice(0, this.depth);
  }

  public report(reason: SchemaReason, message: string, more?: Partial<SchemaProblem>): void {
    if (reason !== 'pattern' && reason !== 'format' && reason !== 'cel') this.blocking++;
    this.problems.push({ path: this.path, reason, message, ...more });
  }

  public inside(key: string | number, check: Check, value: unknown): void {
    this.steps[this.depth++] = key;
    check(value, this);
    this.depth--;
  }
}

/** A schema as a function that reports what a value breaks. */
export type Check = (value: unknown, walk: Walk) => void;
