import { fluxInstance } from '../fixtures/flux-instance';
import {
  CONTENT,
  EARLY,
  LATE,
  layer,
  type Renaming,
  RENAMINGS,
  renamedContent,
  renamedFleet,
  START,
  STAYING,
  successorOf,
} from '../fixtures/renamed';
import { until } from '../harness/until';
import { kustomization } from './condition';
import { Fate, fatesOf } from './fate';
import { apply, find, type Id, reconcileNow, untilReady } from './objects';
import { predict } from './prediction';
import { applySync, gitSource } from './sync';
import type { World } from './world';

const FLEET = 'renamed';

/** How an object ended, as the cluster shows it. */
type Seen = Fate | 'deleted and made again';

/**
 * Proof 5: Kustomizations get other names, and what they have applied fares as two versions of the repository let us predict; a race
 * is shown to end in both ways.
 *
 * @returns how the object of each Kustomization ended
 */
export async function proveRenamed(world: World): Promise<Record<string, string>> {
  const url = `${world.git.url}/${CONTENT}`;
  const versions = [
    renamedFleet(url, ({ name }) => [name]),
    renamedFleet(url, ({ name }) => (name === EARLY ? [name, successorOf(name)] : [name])),
    renamedFleet(url, namesAfter),
  ];
  const fates = await predictFates(world, versions[1], versions[2]);

  world.git.commit(CONTENT, renamedContent());
  world.git.commit(FLEET, versions[0]);
  await applySync(world, gitSource(world, FLEET, FLEET), './clusters/renamed', FLEET);
  await untilReady(
    world,
    RENAMINGS.map(({ name }) => kustomization(name)),
  );
  await deliver(world, versions[1]);
  await untilReady(world, [kustomization(successorOf(EARLY))]);
  const before = await Promise.all(RENAMINGS.map(({ name }) => find(world, settings(name))));

  await deliver(world, versions[2]);
  await untilGone(
    world,
    RENAMINGS.filter(({ name }) => name !== STAYING).map(({ name }) => kustomization(name)),
  );
  await untilGone(world, [settings(LATE)]);
  await apply(world, layer(START, START));
  await untilReady(
    world,
    RENAMINGS.flatMap(namesAfter).map((name) => kustomization(name)),
  );

  const seen = await Promise.all(RENAMINGS.map(async ({ name }, index) => [name, await seenOf(world, name, before[index])] as const));
  for (const [name, what] of seen) {
    if (!agrees(name, what, fates.get(name)!)) throw new Error(`the object of ${name} was to be ${fates.get(name)}, and was ${what}`);
  }
  return Object.fromEntries(seen);
}

/** What a Kustomization is called in the last version. */
function namesAfter({ name, successor }: Renaming): string[] {
  if (name === STAYING) return [name];
  return successor ? [successorOf(name)] : [];
}

/** The fates of what the Kustomizations apply. Every fate that there is must be among them. */
async function predictFates(world: World, before: Record<string, string>, after: Record<string, string>): Promise<Map<string, Fate>> {
  const others = { [`flux-system/${CONTENT}`]: renamedContent() };
  const objects = [];
  // There is one FluxInstance in a cluster, and this is not the one of the others.
  const instance = { 'clusters/renamed/flux-system/flux-instance.yaml': fluxInstance('renamed') };
  for (const files of [before, after]) objects.push((await predict(world.place, 'renamed', { ...instance, ...files }, others)).objects);
  const all = fatesOf(objects[0], objects[1]);
  const fates = new Map(RENAMINGS.map(({ name }) => [name, all.get(`ConfigMap default/${name}`)!]));
  const missing = Object.values(Fate).filter((fate) => ![...fates.values()].includes(fate));
  if (missing.length > 0) throw new Error(`nothing is predicted to be ${missing.join(', ')}: ${JSON.stringify([...fates])}`);
  return fates;
}

/** A race has an end that one cannot know, but for the two that we have arranged. */
function agrees(name: string, seen: Seen, fate: Fate): boolean {
  if (name === LATE) return fate === Fate.RACE && seen === 'deleted and made again';
  if (name === EARLY) return fate === Fate.RACE && seen === Fate.TAKEN_OVER;
  return seen === fate;
}

async function seenOf(world: World, name: string, before: any): Promise<Seen> {
  const now = await find(world, settings(name));
  if (!now) return Fate.DELETED;
  if (now.metadata.uid !== before.metadata.uid) return 'deleted and made again';
  const owner = now.metadata.labels['kustomize.toolkit.fluxcd.io/name'];
  if (owner !== name) return Fate.TAKEN_OVER;
  return (await find(world, kustomization(owner))) ? Fate.STAYS : Fate.LEFT;
}

async function deliver(world: World, files: Record<string, string>): Promise<void> {
  world.git.commit(FLEET, files);
  await reconcileNow(world, gitSource(world, FLEET, FLEET));
}

async function untilGone(world: World, ids: readonly Id[]): Promise<void> {
  await until('what was renamed to be gone', async () => {
    const left = await Promise.all(ids.map((id) => find(world, id)));
    return left.every((object) => object === undefined) || undefined;
  });
}

function settings(name: string): Id {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } };
}
