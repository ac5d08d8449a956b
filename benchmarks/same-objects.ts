import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { withFolder } from './folders';
import { ProgramName, runProgram } from './measure';

/** A size at which the fleet repeats nothing but itself. */
const CLUSTERS = 12;

const OBJECTS_PER_CLUSTER = 5;

/** Proves that the programs define the same objects: otherwise the comparison would mean nothing. */
export function requireSameObjects(programs: string, names: readonly ProgramName[]): number {
  const [first, ...others] = names.map((name) => objectsOf(programs, name));
  deepStrictEqual(
    [...first.values()].map((objects) => objects.length),
    Array(CLUSTERS).fill(OBJECTS_PER_CLUSTER),
  );
  for (const other of others) deepStrictEqual(other, first);
  return CLUSTERS * OBJECTS_PER_CLUSTER;
}

/** The objects that a program writes, by cluster, as data: cdk8s sorts keys, and who stands in which file is no difference. */
function objectsOf(programs: string, program: ProgramName): Map<string, string[]> {
  return withFolder('memory', (folder) => {
    runProgram(programs, { program, clusters: CLUSTERS, target: 'disk' }, folder);
    const clusters = new Map<string, string[]>();
    for (const path of yamlFilesBelow(folder)) {
      const cluster = /cluster-\d+/.exec(path)![0];
      const objects = parseAllDocuments(readFileSync(join(folder, path), 'utf8')).map((document) => canonical(document.toJS()));
      clusters.set(cluster, [...(clusters.get(cluster) ?? []), ...objects].sort());
    }
    return new Map([...clusters].sort());
  });
}

function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
}

/** Equal data gives equal text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
