import { isMap as isMapOfUnknown } from '../src/primitives/is-map';

/** Whether a value is a map of YAML. What a repository holds is looked at freely. */
export const isMap: (value: unknown) => value is Record<string, any> = isMapOfUnknown;

/** A list of YAML; an empty one for what is none. */
export function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
