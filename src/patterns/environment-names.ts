import { Environment } from '../primitives/environment';
import { InputError, InputPlace } from '../primitives/input-error';

const ENVIRONMENTS: readonly string[] = Object.values(Environment);

/** Refuses a map by environment that names none: what stands there would be nobody's. */
export function requireEnvironments(at: InputPlace, prop: string, byEnvironment: object, example: string): void {
  const unknown = Object.keys(byEnvironment).find((name) => !ENVIRONMENTS.includes(name));
  if (unknown === undefined) return;
  throw new InputError(at, {
    prop,
    got: unknown,
    mustBe: `by environment: ${ENVIRONMENTS.join(', ')}`,
    fix: `${prop}: { [Environment.PRODUCTION]: ${example} }`,
  });
}
