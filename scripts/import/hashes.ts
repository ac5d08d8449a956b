import { createHash } from 'node:crypto';
import type { CustomResourceDefinition } from '../../src/schemas/custom-resource-definition';
import type { Pin } from './pins';

/** The committed record that lets a checkout without the CRDs see whether somebody edited a generated file. */
export const HASHES = 'src/schemas/generated/hashes.json';

export interface Hashes {
  /** The list of releases in `cdk8s.yaml`: a new tag without a new import shows here. */
  readonly pins: string;
  /** By the name of the CRD. */
  readonly inputs: Readonly<Record<string, string>>;
  /** By path from the root of the checkout. */
  readonly outputs: Readonly<Record<string, string>>;
}

export function hashesOf(pins: readonly Pin[], crds: readonly CustomResourceDefinition[], outputs: ReadonlyMap<string, string>): Hashes {
  return {
    pins: hashOfPins(pins),
    inputs: sortedRecord(crds.map((crd) => [crd.metadata.name, hashOf(JSON.stringify(crd))])),
    outputs: sortedRecord([...outputs].map(([path, text]) => [path, hashOf(text)])),
  };
}

export function hashOfPins(pins: readonly Pin[]): string {
  return hashOf(JSON.stringify(pins));
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sortedRecord(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
