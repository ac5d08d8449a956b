import { InputError, InputProblem } from '../primitives/input-error';

/** What is wrong with an object, and where it is defined. */
export interface Problem extends InputProblem {
  /** The construct or the file. */
  readonly at: string;
}

/** Several problems, found before a byte was written. */
class SynthesisError extends Error {
  public readonly name = 'InputError';
  public readonly code = 'FLUXCD_INPUT';
}

/** Throws all problems as one error. */
export function requireNoProblems(problems: Problem[]): void {
  if (problems.length === 0) return;
  const errors = problems.map((problem) => new InputError(problem.at, problem));
  if (errors.length === 1) throw errors[0];
  throw new SynthesisError([`${errors.length} problems, nothing was written:`, ...errors.map(({ message }) => message)].join('\n\n'));
}
