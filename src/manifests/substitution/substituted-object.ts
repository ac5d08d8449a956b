/** Where something stands in an object. */
export type ObjectPath = readonly (string | number)[];

/** Why Flux would fail on an object, or change it beyond recognition. */
export interface SubstitutionProblem {
  readonly path: ObjectPath;
  /**
   * - `undefined`: the variable has no value, and the expression no default
   * - `malformed`: Flux cannot read the expression, or cannot evaluate it
   * - `broken-yaml`: what the text becomes is no YAML
   */
  readonly kind: 'undefined' | 'malformed' | 'broken-yaml';
  readonly expression: string;
  readonly name?: string;
  /** Whether it is the last key of the path, not its value, that has the expression. */
  readonly inKey?: boolean;
}

/** A text that is none any more, because Flux reads the result as YAML without quotes. */
export interface Retyped {
  readonly path: ObjectPath;
  readonly from: 'string';
  readonly to: 'number' | 'boolean' | 'null';
  readonly expression: string;
}

/** An object as Flux applies it. */
export interface SubstitutedObject {
  /** The result; where a problem is, the original text stays. */
  readonly object: unknown;
  readonly problems: readonly SubstitutionProblem[];
  /** The variables that the expressions name, defined or not. */
  readonly used: ReadonlySet<string>;
  readonly retyped: readonly Retyped[];
  /** Texts that lose a dollar of `$$`. */
  readonly doubleDollars: readonly ObjectPath[];
}

/** The values of variables. A value that exists and that nobody can know here is `undefined`. */
export type Variables = ReadonlyMap<string, string | undefined>;
