/** Where a field was written. */
export interface Place {
  /** The file, from the root of the repository. */
  readonly file?: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Column in the line, from 1. */
  readonly column?: number;
  /** Class and path of the construct, for an object that a program defines. */
  readonly construct?: string;
}

/** The way from an object to one of its fields: keys of maps and indices of lists. */
export type Steps = readonly (string | number)[];

/** Knows where the fields of one object were written. */
export interface IOrigin {
  /**
   * The place of a field; of the nearest field around it when that is not written anywhere. Asked only for findings.
   *
   * @param steps the way from the object to the field: keys of maps and indices of lists
   */
  place(steps: any[]): Place;
}

/** The same, as the code here sees it: nobody changes the steps. */
export interface Origin extends IOrigin {
  /** What the findings of an object are ordered by, where the place itself takes long to find. */
  readonly order?: string;

  /**
   * The place of a field; of the nearest field around it when that is not written anywhere. Asked only for findings.
   *
   * @param part a part of the field's text; its place is meant where it stands on a line of its own
   */
  place(steps: Steps, part?: string): Place;
}

/** A field as people write it, e.g. `spec.dependsOn[0].name`; the empty text for the object itself. */
export function pathText(steps: Steps): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!/^[A-Za-z_$][\w-]*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path ? `${path}.${step}` : step;
  }, '');
}
