import { createHash } from 'node:crypto';
import { ask } from '../harness/http';
import { until } from '../harness/until';
import { apply, find, type Id, untilReady } from './objects';
import { gitSource } from './sync';
import type { World } from './world';

const REPOSITORY = 'hooked';
const TOKEN = 'not-a-secret';
const metadata = { name: 'hook', namespace: 'flux-system' };
const RECEIVER: Id = { apiVersion: 'notification.toolkit.fluxcd.io/v1', kind: 'Receiver', metadata };

/**
 * A Receiver answers at the path that its name, its namespace and its token decide, and only there; then Flux fetches what it would
 * have fetched ten minutes later.
 *
 * @returns the seconds between the call and the new artifact
 */
export async function proveReceiver(world: World): Promise<number> {
  const source = gitSource(world, REPOSITORY, REPOSITORY);
  world.git.commit(REPOSITORY, { 'README.md': 'first\n' });
  await apply(world, source);
  await apply(world, { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token: TOKEN } } as Id);
  const resources = [{ apiVersion: source.apiVersion, kind: source.kind, name: source.metadata.name }];
  await apply(world, { ...RECEIVER, spec: { type: 'generic', secretRef: { name: metadata.name }, resources } } as Id);
  await untilReady(world, [source, RECEIVER]);

  const path = hookPath(TOKEN, metadata.name, metadata.namespace);
  const said = (await find(world, RECEIVER)).status.webhookPath;
  if (said !== path) throw new Error(`the Receiver is at ${said}, and not at ${path}`);
  const commit = world.git.commit(REPOSITORY, { 'README.md': 'second\n' });
  const elsewhere = await call(world, hookPath(`${TOKEN}x`, metadata.name, metadata.namespace));
  if (elsewhere !== 404) throw new Error(`a path that no Receiver has answers ${elsewhere}`);
  const started = Date.now();
  const status = await call(world, path);
  if (status !== 200) throw new Error(`the Receiver answers ${status}`);
  await until('the source that the Receiver is for', async () => {
    const { artifact } = (await find(world, source)).status;
    return artifact.revision.endsWith(commit) || undefined;
  });
  return Math.round((Date.now() - started) / 1000);
}

async function call(world: World, path: string): Promise<number> {
  return (await ask(`${world.flux.receivers}${path}`, { method: 'POST', body: '{}' })).status;
}

function hookPath(token: string, name: string, namespace: string): string {
  return `/hook/${createHash('sha256').update(`${token}${name}${namespace}`).digest('hex')}`;
}
