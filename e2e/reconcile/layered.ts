import { join } from 'node:path';
import { until } from '../harness/until';
import type { Manifest } from '../../src/manifests/manifest';
import { ROOT } from '../api/documents';
import { find, type Id, nameOf, reconcileNow, untilReady } from './objects';
import { predict, readFolder } from './prediction';
import { applySync, gitSource } from './sync';
import { localized, type World } from './world';

export interface Layered {
  /** Objects that are in the cluster because the repository says so. */
  readonly objects: number;
  readonly pruned: readonly string[];
  readonly secondsToReady: number;
}

/** Proof 5: the layered example, served from Git, becomes ready; a release that leaves the program leaves the cluster, alone. */
export async function proveLayered(world: World): Promise<Layered> {
  const files = prefixed('fleet', localized(readFolder(join(ROOT, 'examples/02-layered-cluster/fleet')), world));
  const before = await predict(world.place, 'production', files);

  world.git.commit('fleet', files);
  const started = Date.now();
  await applySync(world, gitSource(world, 'fleet'), './fleet/clusters/production');
  const reconciled = before.objects.filter(isReconciled).map(idOf);
  await untilReady(world, reconciled, 180);
  const secondsToReady = Math.round((Date.now() - started) / 1000);
  await expectAll(world, before.objects.map(idOf));

  // The second version: the release of podinfo has left the program.
  const less = withoutRelease(files);
  const after = await predict(world.place, 'production', less);
  const staying = new Set(after.objects.map(String));
  const gone = before.objects.filter((object) => !staying.has(String(object)));
  const pruned = gone.filter((object) => object.annotation('kustomize.toolkit.fluxcd.io/prune') !== 'disabled').map(idOf);
  world.git.commit('fleet', less);
  await reconcileNow(world, gitSource(world, 'fleet'));
  await until('what left the program to be gone', async () => {
    const left = await Promise.all(pruned.map((id) => find(world, id)));
    return left.every((object) => object === undefined) || undefined;
  });
  const kept = before.objects.map(idOf).filter((id) => !pruned.some((other) => nameOf(other) === nameOf(id)));
  await expectAll(world, kept);
  await untilReady(world, after.objects.filter(isReconciled).map(idOf));
  return { objects: before.objects.length, pruned: pruned.map(nameOf), secondsToReady };
}

/** Every object of a list is in the cluster. */
export async function expectAll(world: World, ids: readonly Id[]): Promise<void> {
  const found = await Promise.all(ids.map(async (id) => ({ id, object: await find(world, id) })));
  const missing = found.filter(({ object }) => object === undefined || object.metadata.deletionTimestamp);
  if (missing.length > 0) throw new Error(`not in the cluster: ${missing.map(({ id }) => nameOf(id)).join(', ')}`);
}

/** Whether one of the controllers that run says whether an object is ready. The Flux Operator does not run. */
export function isReconciled({ apiVersion, kind }: Manifest): boolean {
  return /^(source|kustomize|helm)\.toolkit\.fluxcd\.io\//.test(apiVersion) && kind !== 'ExternalArtifact';
}

export function idOf({ object }: Manifest): Id {
  return object;
}

export function prefixed(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

function withoutRelease(files: Record<string, string>): Record<string, string> {
  const list = 'fleet/apps/production/kustomization.yaml';
  const less = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('fleet/apps/production/podinfo/')));
  // Without its last entry a list is empty, not nothing.
  return { ...less, [list]: files[list].replace(/\nresources:\n {2}- podinfo\n$/, '\nresources: []\n') };
}
