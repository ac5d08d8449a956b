import { FluxObjects, GitRepository, LayeredCluster, ReceiverType, Webhook } from '../../src';
import { filesOf, objectsByName, SYNC } from '../../test/support/fleet';
import { ask } from '../harness/http';
import { until } from '../harness/until';
import { apply, find, type Id, untilReady } from './objects';
import { gitSource } from './sync';
import type { World } from './world';

const REPOSITORY = 'hooked';
const TOKEN = 'not-a-secret';
const metadata = { name: 'hook', namespace: 'flux-system' };

/**
 * The Receiver of a `Webhook` answers at the path that the library computes, and only there; then Flux fetches what it would
 * have fetched ten minutes later.
 *
 * @returns the seconds between the call and the new artifact
 */
export async function proveReceiver(world: World): Promise<number> {
  const source = gitSource(world, REPOSITORY, REPOSITORY);
  world.git.commit(REPOSITORY, { 'README.md': 'first\n' });
  await apply(world, source);
  await apply(world, { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token: TOKEN } } as Id);
  const receiver = receiverOfWebhook();
  await apply(world, receiver);
  await untilReady(world, [source, receiver]);

  const path = Webhook.pathFor(TOKEN, metadata.name, metadata.namespace);
  const said = (await find(world, receiver)).status.webhookPath;
  if (said !== path) throw new Error(`the Receiver is at ${said}, and not at ${path}`);
  const commit = world.git.commit(REPOSITORY, { 'README.md': 'second\n' });
  const elsewhere = await call(world, Webhook.pathFor(`${TOKEN}x`, metadata.name, metadata.namespace));
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

function receiverOfWebhook(): Id {
  const files = filesOf((app) => {
    const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
    const source = GitRepository.fromGitRepositoryName(cluster, 'source', REPOSITORY, metadata.namespace);
    new Webhook(cluster, metadata.name, { type: ReceiverType.generic(metadata.name), resources: [FluxObjects.of(source)] });
  });
  return objectsByName(files)[`Receiver ${metadata.namespace}/${metadata.name}`];
}
