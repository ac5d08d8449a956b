import { join } from 'node:path';
import { ROOT } from '../api/documents';
import { ATTACKS, COVETED, tenantFiles } from '../fixtures/attacks';
import { messageOf } from '../harness/api-server';
import type { Flags } from '../harness/flux';
import type { Files } from '../harness/tar';
import type { Workplace } from '../harness/workplace';
import { untilFailed } from './condition';
import { expectAll, idOf, isReconciled, prefixed } from './layered';
import { find, type Id, nameOf, untilReady } from './objects';
import { predict, type Prediction, readFolder } from './prediction';
import { applySync, gitSource } from './sync';
import { localized, startWorld, type World } from './world';

export interface Lockdown {
  /** How the controllers were told to be strict. */
  readonly flags: readonly string[];
  /** Attacks of a tenant, and what Flux said. */
  readonly refused: Readonly<Record<string, string>>;
  /** What the platform has in the cluster meanwhile. */
  readonly objects: number;
}

const STRICT = ['no-cross-namespace-refs', 'no-remote-bases', 'default-service-account'];
const EXAMPLE = join(ROOT, 'examples/03-tenants/fleet');

/** Proof 6: with the flags of our locked tenancy, what our rules report of a tenant is refused, and the platform still works. */
export async function proveLockdown(place: Workplace): Promise<Lockdown> {
  // The FluxInstance of the example decides the flags: what it says is what the library believes of the controllers.
  const { controllers } = await predict(place, 'production', prefixed('fleet', readFolder(EXAMPLE)));
  const flags: Flags = (controller) =>
    STRICT.flatMap((name) => {
      const value = controllers.flag(controller, name);
      return value === undefined ? [] : [`--${name}=${value}`];
    });
  const world = await startWorld(place, { flags });
  const prediction = await publish(world);
  const silent = ATTACKS.filter(({ rule, about }) => !prediction.findings.includes(`${rule}: ${about}`));
  if (silent.length > 0)
    throw new Error(`no finding of ${silent.map(({ rule }) => rule).join(', ')}; there are:\n${prediction.findings.join('\n')}`);

  await applySync(world, gitSource(world, 'fleet'), './fleet/clusters/production', 'flux-system', 'kustomize-controller');
  const expected = prediction.objects.filter(
    (object) => !isAttack(object.applier ? nameOf(idOf(object.applier)) : '') && !isAttack(`${object}`),
  );
  await untilReady(world, expected.filter(isReconciled).map(idOf), 180);
  await expectAll(world, expected.map(idOf));

  const refused: Record<string, string> = {};
  for (const { rule, fails } of ATTACKS) refused[rule] = await untilFailed(world, fails);
  if (await find(world, TAKEN)) throw new Error('the tenant took the cluster');
  refused['sources-not-restricted'] = await refusedSource(world);
  await proveOpen(world);
  return { flags: flags('kustomize-controller'), refused, objects: expected.length };
}

const TAKEN: Id = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'tenant-is-admin' } };

/** The counter-proof: with controllers that are told nothing, the same attacks in the same cluster succeed. */
async function proveOpen(world: World): Promise<void> {
  await world.flux.restart(() => []);
  await untilReady(
    world,
    ATTACKS.map(({ fails }) => fails.id),
    180,
  );
  await expectAll(world, [TAKEN]);
}

/** A tenant may fetch from nowhere but where its allow-list says, whoever applies the source. */
async function refusedSource(world: World): Promise<string> {
  const metadata = { name: 'elsewhere', namespace: 'team-a' };
  const source = { ...gitSource(world, 'fleet'), metadata, spec: { interval: '10m', url: 'https://example.com/not/allowed' } };
  const path = await world.resources.path(source, metadata.namespace, metadata.name);
  const answer = await world.server.request('PATCH', `${path}?fieldManager=e2e`, source, 'application/apply-patch+yaml');
  if (answer.status !== 403) throw new Error(`a source that is not on the allow-list: ${answer.status} ${answer.text}`);
  return messageOf(answer);
}

/** Serves the platform's repository and those of its tenants. */
async function publish(world: World): Promise<Prediction> {
  const files = { ...prefixed('fleet', localized(readFolder(EXAMPLE), world)), [`${COVETED}/README.md`]: 'Not for tenants.\n' };
  const others: Record<string, Files> = {
    'team-a/team-a': tenantFiles(`${world.git.url}/platform//config?ref=main`),
    'platform/platform': { 'config/kustomization.yaml': 'resources: [settings.yaml]\n', 'config/settings.yaml': settings('platform') },
    'team-b/team-b': { 'settings.yaml': settings('team-b') },
  };
  world.git.commit('fleet', files);
  world.git.commit('team-a', others['team-a/team-a']);
  world.git.commit('platform', others['platform/platform']);
  await world.registry.pushArtifact('acme/team-b', '1.0.0', others['team-b/team-b']);
  return predict(world.place, 'production', files, others);
}

function settings(namespace: string): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace }, data: { a: 'b' } });
}

function isAttack(name: string): boolean {
  return ATTACKS.some(({ fails }) => name === nameOf(fails.id));
}
