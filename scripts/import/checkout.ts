import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GENERATED_FOLDERS } from './generate';
import { HASHES, type Hashes, hashOf, hashOfPins } from './hashes';
import type { Pin } from './pins';

/** The generated files of a checkout, by path. */
export function readGenerated(root: string): Map<string, string> {
  const folders = GENERATED_FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const paths = folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Writes the generated files, and removes those of kinds and groups that are gone. */
export function writeGenerated(root: string, files: ReadonlyMap<string, string>): void {
  for (const path of readGenerated(root).keys()) {
    if (!files.has(path)) rmSync(join(root, path));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The paths whose text differs, or that only one side has. */
export function differences(committed: ReadonlyMap<string, string>, generated: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...committed.keys(), ...generated.keys()])].sort();
  return paths.filter((path) => committed.get(path) !== generated.get(path));
}

/** What a checkout can tell of itself without the CRDs: which files are not those that the import wrote. */
export function differencesByHash(root: string, pins: readonly Pin[]): string[] {
  const { [HASHES]: record, ...files } = Object.fromEntries(readGenerated(root));
  if (record === undefined) return [HASHES];

  const hashes: Hashes = JSON.parse(record);
  const committed = new Map(Object.entries(files).map(([path, text]) => [path, hashOf(text)]));
  const pinsChanged = hashes.pins !== hashOfPins(pins);
  return [...(pinsChanged ? ['cdk8s.yaml'] : []), ...differences(committed, new Map(Object.entries(hashes.outputs)))];
}
