import { expectSuccess } from '../harness/api-server';
import { until } from '../harness/until';
import type { World } from './world';

export interface Id {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** `Kind namespace/name`, as findings write it. */
export function nameOf({ kind, metadata: { namespace, name } }: Id): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Applies an object as its author would. */
export async function apply({ server, resources }: World, object: Id): Promise<void> {
  const path = await pathOf(resources, object);
  const answer = await server.request(
    'PATCH',
    `${path}?fieldManager=e2e&force=true&fieldValidation=Strict`,
    object,
    'application/apply-patch+yaml',
  );
  expectSuccess(answer, `apply ${nameOf(object)}`);
}

/** An object as it is in the cluster, or undefined. */
export async function find({ server, resources }: World, id: Id): Promise<any> {
  const path = await resources.path(id, id.metadata.namespace, id.metadata.name);
  return path && server.get(path);
}

export async function remove({ server, resources }: World, id: Id): Promise<void> {
  await server.request('DELETE', await pathOf(resources, id));
}

/** Asks Flux to look at an object now instead of at its next interval. */
export async function reconcileNow(world: World, id: Id): Promise<void> {
  const annotations = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() };
  const path = await pathOf(world.resources, id);
  expectSuccess(await world.server.request('PATCH', path, { metadata: { annotations } }, 'application/merge-patch+json'), nameOf(id));
}

/** The condition that says whether an object is ready, once it is about the object as it is now: an older one says nothing. */
export function readyOf(object: any): { status: string; reason: string; message: string } | undefined {
  const ready = (object?.status?.conditions ?? []).find(({ type }: any) => type === 'Ready');
  return ready?.observedGeneration === object?.metadata.generation ? ready : undefined;
}

/** Waits until objects are ready; the error says what those that are not say of themselves. */
export async function untilReady(world: World, ids: readonly Id[], seconds = 120): Promise<void> {
  let waiting: string[] = [];
  const ask = async (): Promise<true | undefined> => {
    const found = await Promise.all(ids.map(async (id) => ({ id, ready: readyOf(await find(world, id)) })));
    waiting = found
      .filter(({ ready }) => ready?.status !== 'True')
      .map(({ id, ready }) => `${nameOf(id)}: ${ready?.reason ?? '-'} ${ready?.message ?? ''}`);
    return waiting.length === 0 || undefined;
  };
  await until('objects to be ready', ask, seconds).catch((error) => {
    throw new Error(`${error.message}:\n  ${waiting.join('\n  ')}`);
  });
}

async function pathOf(resources: World['resources'], id: Id): Promise<string> {
  const path = await resources.path(id, id.metadata.namespace, id.metadata.name);
  if (path === undefined) throw new Error(`the server does not serve ${id.apiVersion} ${id.kind}`);
  return path;
}
