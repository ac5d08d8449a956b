import { nearest } from '../src/schemas/wording';

/** The caller asked for something that cannot be done. The message says what was given and what is allowed. */
export class BadInput extends Error {
  public readonly name = 'BadInput';
}

/** The choices that are allowed, when something else was given. */
export function notAllowed(what: string, given: string, allowed: readonly string[]): BadInput {
  const meant = nearest(given, allowed);
  const list = allowed.length === 0 ? 'there is none' : allowed.join(', ');
  return new BadInput(`${what} '${given}' is not known${meant ? `; did you mean '${meant}'?` : ''}\n  allowed: ${list}`);
}

/** One of many that are too many to print, such as a rule. */
export function notKnown(what: string, given: string, known: readonly string[], hint: string): BadInput {
  const meant = nearest(given, known);
  return new BadInput(`there is no ${what} '${given}'${meant ? `; did you mean '${meant}'?` : ''}\n  ${hint}`);
}
