import { join } from 'node:path';
import type { Manifest } from '../../src/manifests/manifest';
import { ROOT } from '../api/documents';
import type { Files } from '../harness/tar';
import { until } from '../harness/until';
import { expectAll, idOf, isReconciled } from './layered';
import { apply, find, type Id, reconcileNow, untilReady } from './objects';
import { predict, readFolder } from './prediction';
import { applySync, ociSource } from './sync';
import { localized, type World } from './world';

export interface Gitless {
  readonly objects: number;
  /** Of them, what our expansion of ResourceSets made. */
  readonly expanded: number;
  readonly secondsToReady: number;
}

const SOURCE = 'fleet-artifact';
/** Its chart is not here, and what it installs is what cannot be built. */
const OPERATOR = 'ResourceSet flux-system/flux-operator';

/**
 * Proof 5: the gitless example, pushed as an artifact. Flux brings the ResourceSets into the cluster; the Flux Operator cannot
 * be built, so what it would make of them is what our expansion says. Flux then reconciles that.
 */
export async function proveGitless(world: World): Promise<Gitless> {
  const files = localized(readFolder(join(ROOT, 'examples/04-gitless-fleet/fleet')), world);
  const { objects } = await predict(world.place, 'prod-eu', files);
  const written = objects.filter(({ applier }) => applier === undefined).map(idOf);
  const expanded = objects.filter(({ applier }) => applier !== undefined && `${applier}` !== OPERATOR);

  await world.registry.pushArtifact('acme/fleet', 'latest-stable', files);
  for (const name of ['infra/cert-manager', 'infra/monitoring', 'frontend', 'backend']) {
    await world.registry.pushArtifact(`acme/${name}`, 'latest-stable', component(name));
  }
  const started = Date.now();
  await applySync(world, ociSource(world, 'acme/fleet', 'latest-stable', SOURCE), './clusters/prod-eu', SOURCE);
  await untilReady(world, [{ ...written[0], apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: SYNCED }]);
  await expectAll(world, written);
  for (const object of expanded) await apply(world, asOperator(object, objects));
  await untilReady(world, expanded.filter(isReconciled).map(idOf));
  const secondsToReady = Math.round((Date.now() - started) / 1000);
  await expectAll(world, expanded.map(idOf));

  await proveDelivery(world);
  return { objects: written.length + expanded.length, expanded: expanded.length, secondsToReady };
}

const SYNCED = { name: SOURCE, namespace: 'flux-system' };

/** A tenant pushes a new artifact, with the same tag: the cluster follows, and substitutes what the cluster is called. */
async function proveDelivery(world: World): Promise<void> {
  const settings: Id = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'frontend-settings', namespace: 'frontend' } };
  const read = async (): Promise<any> => (await find(world, settings))?.data;
  const first = await read();
  if (first?.cluster !== 'prod-eu' || first.domain !== 'eu.acme.io')
    throw new Error(`the variables of the cluster are ${JSON.stringify(first)}`);
  await world.registry.pushArtifact('acme/frontend', 'latest-stable', component('frontend', 'second'));
  await reconcileNow(world, {
    ...settings,
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'frontend', namespace: 'frontend' },
  });
  await until('the second version of a tenant', async () => ((await read())?.version === 'second' ? true : undefined));
}

/** What a team delivers. */
function component(name: string, version = 'first'): Files {
  const data = { cluster: '${CLUSTER_NAME}', domain: '${CLUSTER_DOMAIN}', version };
  const settings = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name.split('/').pop()}-settings`, namespace: name.split('/').pop() },
    data,
  };
  return { 'production/settings.yaml': JSON.stringify(settings) };
}

/** An object as the operator applies it: with the data that an annotation tells it to copy. Nothing is signed or encrypted here. */
function asOperator({ object }: Manifest, all: readonly Manifest[]): Id {
  const from = object.metadata.annotations?.['fluxcd.controlplane.io/copyFrom'];
  if (object.kind === 'ConfigMap' && from) {
    const copied = all.find((other) => `${other}` === `ConfigMap ${from}`);
    if (!copied) throw new Error(`there is no ConfigMap ${from} to copy`);
    return { ...object, data: copied.object.data };
  }
  if (object.kind === 'Secret') return { ...object, stringData: { '.dockerconfigjson': '{"auths":{}}' } };
  if (object.kind !== 'OCIRepository') return object;
  const { verify, ...spec } = object.spec;
  return { ...object, spec: { ...spec, insecure: verify !== undefined } };
}
