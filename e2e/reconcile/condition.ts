import { until } from '../harness/until';
import { find, type Id, nameOf, readyOf } from './objects';
import type { World } from './world';

/** A Ready condition that is expected of an object that cannot work. */
export interface Failure {
  readonly id: Id;
  readonly reason: string;
  readonly says: RegExp;
}

/** Waits until an object fails as expected; the answer is what it says. */
export async function untilFailed(world: World, { id, reason, says }: Failure): Promise<string> {
  let last = 'nothing';
  const ask = async (): Promise<string | undefined> => {
    const ready = readyOf(await find(world, id));
    last = `${ready?.status} ${ready?.reason}: ${ready?.message}`;
    return ready?.status === 'False' && ready.reason === reason && says.test(ready.message) ? ready.message : undefined;
  };
  return until(`${nameOf(id)} to fail`, ask, 90).catch((error) => {
    throw new Error(`${error.message} with ${reason} and ${says}; it says ${last}`);
  });
}

/** A Kustomization of Flux by its name. */
export function kustomization(name: string, namespace = 'flux-system'): Id {
  return { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name, namespace } };
}

export function helmRelease(name: string, namespace: string): Id {
  return { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name, namespace } };
}
