import { Kind } from '../../src/manifests/kind';
import { Field, Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { ObjectId } from '../../src/manifests/object-id';
import { Reference, referencesIn } from '../../src/verification/references';
import { ClusterState } from './cluster-state';
import { Task } from './task';

/** A cluster to which objects of another one apply, with the credentials that they name. */
export interface RemoteCluster {
  /** What it can be called, the shortest first; the last one is nobody else's. */
  readonly names: readonly string[];
  /** Kustomizations that apply there. */
  readonly tasks: Task[];
  /** Releases that install there. */
  readonly releases: Manifest[];
}

/** The clusters that appliers reach from a hub: one for each object with credentials. */
export function remoteClusters(hub: string, tasks: readonly Task[], releases: readonly Manifest[]): RemoteCluster[] {
  const clusters = new Map<string, RemoteCluster>();
  const clusterOf = (applier: Manifest): RemoteCluster => {
    const { kind, name, namespace } = credentialsOf(applier);
    const key = `${namespace}/${kind}/${name}`;
    const known = clusters.get(key) ?? { names: namesOf(hub, kind, name, namespace), tasks: [], releases: [] };
    clusters.set(key, known);
    return known;
  };
  for (const task of tasks) clusterOf(task.settings).tasks.push(task);
  for (const release of releases) clusterOf(release).releases.push(release);
  return [...clusters.values()];
}

/** Releases of a cluster that install in another one. */
export function remoteReleases(state: ClusterState): Manifest[] {
  return state.ofKind(Kind.HELM_RELEASE).filter((release) => release.at('spec', 'kubeConfig').exists);
}

function credentialsOf(applier: Manifest): { kind: string; name: string; namespace: string } {
  const config = applier.at('spec', 'kubeConfig');
  const nameIn = (reference: Field): string | undefined => reference.at('name').text();
  const secret = nameIn(config.at('secretRef'));
  const { namespace = 'flux-system' } = applier;
  if (secret !== undefined) return { kind: 'Secret', name: secret, namespace };
  return { kind: 'ConfigMap', name: nameIn(config.at('configMapRef')) ?? applier.name, namespace };
}

function namesOf(hub: string, kind: string, name: string, namespace: string): string[] {
  const short = name.replace(/-kubeconfig$/, '').replace(/-cluster$/, '');
  const own = namespace === 'flux-system' ? [] : [namespace];
  return [...own, short, ...own.map((one) => `${hub}/${one}`), `${hub}/${short}`, `${hub}/${namespace}/${kind}/${name}`];
}

/** One name for each cluster, the shortest that it shares with no other one. */
export function uniqueNames(candidates: readonly (readonly string[])[]): string[] {
  const levels = candidates.map(() => 0);
  for (;;) {
    const names = candidates.map((choices, index) => choices[levels[index]]);
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    const shared = names.flatMap((name, index) => (counts.get(name)! > 1 && levels[index] < candidates[index].length - 1 ? [index] : []));
    if (shared.length === 0) return names;
    for (const index of shared) levels[index]++;
  }
}

/**
 * What stands in the hub and has to be found from the remote cluster: the Kustomizations that apply there, so that their order is known,
 * and what these and the releases name, and what that names in turn: what is missing there is missing in the hub.
 */
export function objectsOfHub({ tasks, releases }: RemoteCluster, hub: ManifestSet): Manifest[] {
  const appliers = tasks.map(({ settings }) => settings);
  const references = referencesIn(hub);
  const found = new Map(appliers.map((applier) => [applier.id.key, applier]));
  const add = (manifest: Manifest | undefined): void => {
    if (!manifest || found.has(manifest.id.key)) return;
    found.set(manifest.id.key, manifest);
    references.of(manifest).forEach(({ to }) => add(hub.find(to)));
  };
  for (const applier of appliers) references.of(applier).forEach(({ to }) => add(hub.find(to)));
  for (const release of releases) {
    references.of(release).forEach((reference) => add(hub.find(reference.to) ?? standIn(reference)));
    add(hub.find(new ObjectId('', 'Namespace', release.namespace ?? '', undefined)));
  }
  releases.forEach(({ id }) => found.delete(id.key));
  return [...found.values()];
}

/** What a release names and the hub does not have is missing there, not in the remote cluster. */
function standIn({ from, to }: Reference): Manifest | undefined {
  const { group, kind, name, namespace } = to;
  if (name === '*') return undefined;
  const object = { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata: { name, namespace } };
  return new Manifest(object, { origin: from._origin, generatedBy: from });
}
