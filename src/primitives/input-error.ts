import { IConstruct } from 'constructs';

/** The four things a reader needs in order to correct a value without opening our source. */
export interface InputProblem {
  /** The prop as the caller wrote it, e.g. `url` or `install.retries`. */
  readonly prop: string;
  /** What was passed, verbatim. Never the content of a Secret. */
  readonly got: unknown;
  /** The allowed values, so that the message reads "must be …". */
  readonly mustBe: string;
  /** The smallest edit that makes it work, in the caller's own code. */
  readonly fix: string;
}

/** Where a problem is: the construct, or the call for values that are made before any construct, e.g. `OciRef.semver()`. */
export type InputPlace = IConstruct | string;

/**
 * A value that can never work, whatever else the fleet contains.
 *
 * Thrown from constructors and factories, so the stack trace starts at the caller's line.
 * jsii cannot export an `Error`: callers recognise it by `name` and by `code`.
 */
export class InputError extends Error {
  public readonly name = 'InputError';
  public readonly code = 'FLUXCD_INPUT';

  constructor(at: InputPlace, problem: InputProblem) {
    super(
      [
        `${placeText(at)}: ${problem.prop} must be ${problem.mustBe}, got ${JSON.stringify(problem.got) ?? String(problem.got)}.`,
        `  fix: ${problem.fix}`,
      ].join('\n'),
    );
  }
}

/** The place as it is printed in every error: class and path of the construct, or the call. */
export function placeText(at: InputPlace): string {
  return typeof at === 'string' ? at : `${at.constructor.name} '${at.node.path}'`;
}
