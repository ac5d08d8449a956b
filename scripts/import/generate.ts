import type { CustomResourceDefinition } from '../../src/schemas/custom-resource-definition';
import { generateBindings } from './bindings';
import { generateCelRules } from './cel-rules';
import { HASHES, hashesOf } from './hashes';
import type { Pin } from './pins';
import { generateSchemas } from './schemas';
import { assertSupported } from './supported';

/** The folders that belong to the import: what it did not generate does not stay there. */
export const GENERATED_FOLDERS = ['imports', 'src/schemas/generated'];

/** Every generated file by its path from the root of the checkout. Nothing is written yet. */
export function generate(pins: readonly Pin[], crds: readonly CustomResourceDefinition[]): Map<string, string> {
  assertSupported(crds);
  const outputs = new Map([...generateBindings(crds), ...generateSchemas(crds), ...generateCelRules(crds)]);
  return new Map([...outputs, [HASHES, `${JSON.stringify(hashesOf(pins, crds, outputs), null, 2)}\n`]]);
}
