import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';

/** Refuses a required prop that is missing, which only the compiler of TypeScript notices. */
export function requireGiven(at: IConstruct, prop: string, value: unknown, fix: string): void {
  if (value !== undefined && value !== null) return;
  throw new InputError(at, { prop, got: value, mustBe: 'given', fix });
}
