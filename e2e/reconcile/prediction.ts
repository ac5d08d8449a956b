import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { loadFleet } from '../../cli/load-fleet';
import type { Manifest } from '../../src/manifests/manifest';
import { ALL_RULES } from '../../src/rules/all-rules';
import type { Controllers } from '../../src/verification/controllers';
import { verifyFleet } from '../../src/verification/verify';
import type { Files } from '../harness/tar';
import type { Workplace } from '../harness/workplace';

/** What the library believes about one cluster of a repository, from its files alone. */
export interface Prediction {
  /** What is in the cluster. */
  readonly objects: readonly Manifest[];
  /** The flags of the controllers. */
  readonly controllers: Controllers;
  /** `rule-id: Kind namespace/name` of everything that is found. */
  readonly findings: readonly string[];
}

/**
 * Judges the files of a repository, as `lint` does.
 *
 * @param others repositories that its sources read, by the names of the sources
 */
export async function predict(
  place: Workplace,
  cluster: string,
  files: Files,
  others: Readonly<Record<string, Files>> = {},
): Promise<Prediction> {
  const directory = writeFiles(place.path('prediction'), files);
  const beside = Object.entries(others).map(([name, own]): [string, string] => [
    name,
    writeFiles(place.path(`prediction-${name.replace('/', '-')}`), own),
  ]);
  const { contexts } = await loadFleet({ directory, clusters: [cluster], with: new Map(beside) });
  const objects = contexts.flatMap(({ manifests }) => manifests.manifests);
  const { controllers } = contexts[0];
  const findings = verifyFleet(contexts, ALL_RULES).map(({ rule, finding }) => `${rule.id}: ${finding.field.manifest}`);
  return { objects, controllers, findings };
}

/** Makes a folder hold these files and no others. */
export function writeFiles(folder: string, files: Files): string {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The text of all files below a folder. */
export function readFolder(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}
