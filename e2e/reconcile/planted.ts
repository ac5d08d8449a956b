import { HelmReleaseFromOci, LayeredCluster, Notifications, ProviderType } from '../../src';
import { filesOf, objectsByName, PODINFO, SYNC } from '../../test/support/fleet';
import { widenForOperator } from '../api/operator-crds';
import { DEFECTS, type Planted, plantedFiles } from '../fixtures/planted';
import { until } from '../harness/until';
import { untilFailed } from './condition';
import { apply, type Id, nameOf } from './objects';
import { predict } from './prediction';
import { applySync, gitSource } from './sync';
import type { World } from './world';

const REPOSITORY = 'planted';

/**
 * Proof 5: what a finding says of a repository happens when Flux reconciles it: the same object fails, for the same reason. And
 * an Alert of `Notifications` tells about it.
 *
 * @returns the rules that were right
 */
export async function provePlanted(world: World): Promise<string[]> {
  const files = plantedFiles(world.registry.host);
  const { findings } = await predict(world.place, 'planted', files);
  const silent = DEFECTS.filter((defect) => !isFound(defect, findings));
  if (silent.length > 0) throw new Error(`no finding of ${silent.map(({ rule }) => rule).join(', ')}; there are:\n${findings.join('\n')}`);

  // An Alert may name kinds of the operator only where the operator has installed Flux.
  await widenForOperator(world.server);
  for (const object of alerts(world)) await apply(world, object);
  world.git.commit(REPOSITORY, files);
  await applySync(world, gitSource(world, REPOSITORY, REPOSITORY), './clusters/planted', REPOSITORY);
  for (const { fails } of DEFECTS) await untilFailed(world, fails);
  await proveAlert(world);
  return DEFECTS.map(({ rule }) => rule);
}

/** Whether the finding is there, about the object that will fail or about one that it applies. */
function isFound({ rule, about }: Planted, findings: readonly string[]): boolean {
  return findings.includes(`${rule}: ${about}`);
}

/** What failed is told to whom the Alert tells. */
async function proveAlert({ sink }: World): Promise<void> {
  const failing = DEFECTS.map(({ fails }) => fails.id).filter(({ kind }) => kind === 'Kustomization');
  let missing: string[] = [];
  const ask = async (): Promise<true | undefined> => {
    const told = new Set(
      sink.heard
        .filter(({ severity }) => severity === 'error')
        .map(({ involvedObject: { kind, namespace, name } }) => `${kind} ${namespace}/${name}`),
    );
    missing = failing.map(nameOf).filter((name) => !told.has(name));
    return missing.length < failing.length || undefined;
  };
  await until('an alert', ask, 30);
}

/** What `Notifications` makes for a cluster that has a layer. */
function alerts({ sink }: World): Id[] {
  const files = filesOf((app) => {
    const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new Notifications(cluster, 'sink', { type: ProviderType.generic(sink.url) }).errors();
  });
  return Object.values(objectsByName(files)).filter(({ kind }) => kind === 'Alert' || kind === 'Provider');
}
