/** Whether examples/10-kustomize-helm-example means what the repository of Flux means that it is written after. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differencesOf, idleDifferences, KubernetesObject, withDifferences } from './compare';
import { FLUX_STAND_IN, INTENDED } from './intended-differences';
import { loadFleet } from '../../cli/load-fleet';
import { buildTool } from '../../test/support/kustomize';
import { objectsIn } from '../../test/support/fleet';

const EXAMPLE = 'examples/10-kustomize-helm-example';
const MAX_LINES = 80;

type Objects = ReadonlyMap<string, KubernetesObject>;

/** What the example does not mean as the repository does, apart from what is intended. */
export async function checkReExpressed(repository: string): Promise<string[]> {
  const theirs = await clustersOf(repository);
  const ours = await clustersOf(EXAMPLE);
  const names = [...theirs.keys()].sort();
  const lines = readFileSync(join(EXAMPLE, 'main.ts'), 'utf8').trimEnd().split('\n').length;
  const problems = [
    ...(lines > MAX_LINES ? [`the program may have ${MAX_LINES} lines, got ${lines}`] : []),
    ...differencesOf(names, [...ours.keys()].sort(), 'clusters'),
    ...names.flatMap((name) => [
      ...compareCluster(name, theirs.get(name)!, ours.get(name) ?? new Map()),
      ...differencesOf(fluxOf(repository, 'clusters', name), fluxOf(EXAMPLE, 'fleet/clusters', name), `${name}: flux-system`),
    ]),
  ];
  const counts = names.map((name) => `${name}: ${theirs.get(name)!.size} objects`).join(', ');
  console.log(`${EXAMPLE}: ${lines} lines, ${counts}, ${problems.length} differences that are not intended; intended are`);
  for (const [reason, fields] of intendedByReason(names)) console.log(`    ${fields.join(', ')}: ${reason}`);
  return problems.map((problem) => `${EXAMPLE}: ${problem}`);
}

/** What Flux applies in each cluster, by `Kind namespace/name`. */
async function clustersOf(directory: string): Promise<Map<string, Objects>> {
  const { contexts, notRendered, renderer } = await loadFleet({ directory });
  if (!renderer) throw new Error('neither kustomize nor kubectl is on PATH: nothing can be compared');
  if (notRendered.length > 0) throw new Error(`${directory}: ${notRendered.map(({ applier, reason }) => `${applier}: ${reason}`)}`);
  return new Map(
    contexts.map(({ cluster, manifests }) => [
      cluster,
      new Map(manifests.manifests.map(({ id, object }) => [String(id), object as KubernetesObject])),
    ]),
  );
}

/** What differs on purpose, e.g. `HelmRelease spec.timeout`, by its reason. */
function intendedByReason(clusters: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [object, differences] of Object.entries(INTENDED)) {
    for (const { path, reason } of clusters.flatMap(differences)) {
      const field = path === '' ? object : `${object.split(' ')[0]} ${path}`;
      fields.set(reason, [...new Set([...(fields.get(reason) ?? []), field])]);
    }
  }
  return fields;
}

function compareCluster(cluster: string, theirs: Objects, ours: Objects): string[] {
  const problems: string[] = [];
  for (const id of [...new Set([...theirs.keys(), ...ours.keys()])].sort()) {
    const intended = INTENDED[id]?.(cluster) ?? [];
    const whole = intended.find(({ path }) => path === '');
    const their = theirs.get(id);
    const our = ours.get(id);
    const found =
      their && our && !whole
        ? [...differencesOf(withDifferences(their, intended), our), ...idleDifferences(their, intended)]
        : differencesOf(whole ? whole.value : their, our, 'the object');
    problems.push(...found.map((text) => `${cluster}: ${id}: ${text}`));
  }
  return problems;
}

/** What `flux-system/kustomization.yaml` makes of the objects of Flux itself, which `flux bootstrap` writes: ours stand in for them. */
function fluxOf(repository: string, clusters: string, cluster: string): Record<string, KubernetesObject> {
  const build = buildTool()!;
  const directory = mkdtempSync(join(tmpdir(), 'flux-system-'));
  try {
    cpSync(join(repository, clusters, cluster, 'flux-system'), directory, { recursive: true });
    writeFileSync(join(directory, 'gotk-components.yaml'), FLUX_STAND_IN);
    writeFileSync(join(directory, 'gotk-sync.yaml'), FLUX_STAND_IN.replaceAll(/name: (\S+)/g, 'name: $1-sync'));
    return Object.fromEntries(objectsIn(build(directory)).map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
