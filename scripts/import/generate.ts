import type { CustomResourceDefinition } from '../../src/schemas/custom-resource-definition';
import { generateBindings } from './bindings';
import { HASHES, hashesOf } from './hashes';
import type { Pin } from './pins';
import { generateSchemas } from './schemas';

/** The folders that belong to the import: what it did not generate does not stay there. */
export const GENERATED_FOLDERS = ['imports', 'src/schemas/generated'];

/** Every generated file by its path from the root of the checkout. Nothing is written yet. */
export function generate(pins: readonly Pin[], crds: readonly CustomResourceDefinition[]): Map<string, string> {
  const outputs = new Map([...generateBindings(crds), ...generateSchemas(crds)]);
  return new Map([...outputs, [HASHES, `${JSON.stringify(hashesOf(pins, crds, outputs), null, 2)}\n`]]);
}
