import { DEFECTS, type Planted, plantedFiles } from '../fixtures/planted';
import { until } from '../harness/until';
import { untilFailed } from './condition';
import { apply, nameOf } from './objects';
import { predict } from './prediction';
import { applySync, gitSource } from './sync';
import type { World } from './world';

const REPOSITORY = 'planted';

/**
 * Proof 5: what a finding says of a repository happens when Flux reconciles it: the same object fails, for the same reason. And
 * an Alert tells about it.
 *
 * @returns the rules that were right
 */
export async function provePlanted(world: World): Promise<string[]> {
  const files = plantedFiles(world.registry.host);
  const { findings } = await predict(world.place, 'planted', files);
  const silent = DEFECTS.filter((defect) => !isFound(defect, findings));
  if (silent.length > 0) throw new Error(`no finding of ${silent.map(({ rule }) => rule).join(', ')}; there are:\n${findings.join('\n')}`);

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

function alerts({ sink }: World): any[] {
  const metadata = { name: 'sink', namespace: 'flux-system' };
  const apiVersion = 'notification.toolkit.fluxcd.io/v1beta3';
  return [
    { apiVersion, kind: 'Provider', metadata, spec: { type: 'generic', address: sink.url } },
    {
      apiVersion,
      kind: 'Alert',
      metadata,
      spec: { providerRef: { name: 'sink' }, eventSeverity: 'error', eventSources: [{ kind: 'Kustomization', name: '*' }] },
    },
  ];
}
