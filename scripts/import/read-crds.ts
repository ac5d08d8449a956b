import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomResourceDefinition } from '../../src/schemas/custom-resource-definition';
import { essence } from './crd';
import type { Pin } from './pins';

/** An entry of the `index.json` of a local folder of CRDs. */
interface IndexEntry {
  readonly file: string;
  readonly kind: string;
  readonly repository: string;
  readonly tag: string;
  readonly bindings: boolean;
}

/** Reads the pinned CRDs from a folder with one JSON file per CRD and an `index.json` that says where each is from. */
export function readCrds(folder: string, pins: readonly Pin[]): CustomResourceDefinition[] {
  if (!existsSync(join(folder, 'index.json'))) {
    throw new Error(`${folder} must be a folder of CRDs with an index.json.\n  fix: npm run import -- --crds <folder>`);
  }
  const index: IndexEntry[] = readJson(folder, 'index.json');
  const pinned = pins.flatMap(({ repository, tag, kinds }) => Object.keys(kinds).map((kind) => `${repository}@${tag} ${kind}`));
  const entries = index.filter(({ bindings }) => bindings);
  assertSame(
    folder,
    pinned,
    entries.map(({ repository, tag, kind }) => `${repository}@${tag} ${kind}`),
  );
  return entries.map(({ file }) => essence(readJson(folder, file)));
}

/** A folder from another release than the pinned one would silently give other bindings. */
function assertSame(folder: string, pinned: string[], given: string[]): void {
  const missing = pinned.filter((entry) => !given.includes(entry));
  const unknown = given.filter((entry) => !pinned.includes(entry));
  if (!missing.length && !unknown.length) return;
  throw new Error(
    [
      `${join(folder, 'index.json')} must name the releases and kinds that cdk8s.yaml pins under 'crds'.`,
      ...missing.map((entry) => `  pinned, but not in the folder: ${entry}`),
      ...unknown.map((entry) => `  in the folder, but not pinned: ${entry}`),
      '  fix: edit the list in cdk8s.yaml, or take the folder of the pinned releases',
    ].join('\n'),
  );
}

function readJson(folder: string, file: string): any {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
