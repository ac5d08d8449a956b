import { SubstitutedObject, Variables } from './substituted-object';

/** Does to an object what Flux does with the variables of a Kustomization. */
export function substituteObject(object: unknown, _variables: Variables, _strict: boolean): SubstitutedObject {
  return { object, problems: [], used: new Set(), retyped: [], doubleDollars: [] };
}
