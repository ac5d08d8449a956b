import { providerKey } from '../../primitives/provider-inputs';
import { toBytes } from '../substitution/byte-text';
import { InputSet } from './expansion';
import { Provider } from './input-providers';

const MAX_PERMUTATIONS = 10_000;

/** Inputs that the operator refuses to combine. */
export class WrongInputs extends Error {}

/** The sets of all providers, one after the other. */
export function flatten(providers: readonly Provider[]): InputSet[] {
  return providers.flatMap(({ sets }) => sets ?? []);
}

/** All combinations of one set of each provider, each under the name of its provider. */
export function permute(providers: readonly Provider[], includeEmpty: boolean): InputSet[] {
  const included = providers.filter(({ sets }) => includeEmpty || (sets ?? []).length > 0);
  if (included.length === 0) return [];
  let combined: { readonly set: InputSet; readonly ids: readonly string[] }[] = [{ set: {}, ids: [] }];
  for (const { name, sets = [] } of included) {
    if (combined.length * sets.length > MAX_PERMUTATIONS) throw new WrongInputs(`more than ${MAX_PERMUTATIONS} permutations with ${name}`);
    const key = providerKey(name);
    if (key === '') throw new WrongInputs(`the name ${name} has no letter for a template`);
    combined = combined.flatMap(({ set, ids }) =>
      sets.map((inputs, index) => ({ set: { ...set, [key]: inputs }, ids: [...ids, `${key}=${index}`] })),
    );
  }
  return combined.map(({ set, ids }) => ({ ...set, id: String(adler32(ids.join('/'))) }));
}

/** The checksum that the operator makes IDs of. */
export function adler32(text: string): number {
  let [low, high] = [1, 0];
  for (const byte of toBytes(text)) {
    low = (low + byte.charCodeAt(0)) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
