import { describe, identityOf, KubernetesObject, SourcedObject } from '../manifests/kubernetes-object';
import { groupOf } from '../manifests/object-id';
import { manifestsIn } from '../manifests/read-yaml';
import { placeText } from '../primitives/input-error';
import { fileStem } from '../repository/file-name';
import { CollectedObject, CollectedRoom } from './collect';
import { undefinedVariableProblems } from './include-variables';
import { plaintextSecrets } from './plaintext-secrets';
import { Problem } from './problems';
import { privilegedAccountsOfTenants } from './tenant-rights';

/** What no cluster accepts, or nobody should commit. Returns all problems at once. */
export function checkRooms(rooms: CollectedRoom[]): Problem[] {
  const manifests = new Map(rooms.map((room) => [room, manifestsOf(room)]));
  const all = [...manifests.values()].flat();
  return [
    ...all.flatMap(plaintextSecrets),
    ...all.flatMap(twoCharts),
    ...rooms.flatMap(undefinedVariables),
    ...rooms.flatMap(misplaced),
    ...rooms.flatMap(withoutNamespace),
    ...rooms.flatMap(unlisted),
    ...sharedDirectories(rooms),
    ...appliedTwice(rooms),
    ...privilegedAccountsOfTenants(manifests),
  ];
}

/** What the program defines, one by one. */
function defined(objects: CollectedObject[]): SourcedObject[] {
  const isList = ({ object }: CollectedObject) => object.kind.endsWith('List');
  // Nearly always there is none, and a fleet is large.
  if (!objects.some(isList)) return objects;
  return objects.flatMap((object) => (isList(object) ? manifestsIn([object.object], object.origin) : [object]));
}

/** What the program defines and what it copies. */
function manifestsOf({ objects, copies }: CollectedRoom): SourcedObject[] {
  return [...defined(objects), ...copies.flatMap(({ manifests }) => manifests)];
}

/** Once a layer has variables, Flux looks for them in what the program defines as well. */
function undefinedVariables({ room, objects }: CollectedRoom): Problem[] {
  const { variables } = room;
  if (!variables?.areActive()) return [];
  return defined(objects).flatMap((manifest) => undefinedVariableProblems(manifest, variables.declared));
}

function twoCharts(manifest: SourcedObject): Problem[] {
  const { object } = manifest;
  const spec = object.spec as { chart?: unknown; chartRef?: unknown } | undefined;
  if (object.kind !== 'HelmRelease' || groupOf(object.apiVersion) !== 'helm.toolkit.fluxcd.io') return [];
  if ((spec?.chart === undefined) !== (spec?.chartRef === undefined)) return [];
  return [
    {
      at: manifest.origin,
      prop: 'spec',
      got: spec?.chart === undefined ? [] : ['chart', 'chartRef'],
      mustBe: 'given exactly one of chart and chartRef; the API server refuses both and neither',
      fix: 'pass one source as chart, and remove the JSON patch that adds the other field',
    },
  ];
}

function misplaced({ construct, room, objects }: CollectedRoom): Problem[] {
  const at = placeText(construct);
  if (room.closed && objects.length > 0) {
    return [
      {
        at,
        prop: 'objects',
        got: objects.map(({ object }) => describe(object)),
        mustBe: `none, because ${room.closed}`,
        fix: 'define them in another Layer, or remove path',
      },
    ];
  }
  if (room.closed || !room.listed || objects.length > 0 || room.includes?.length) return [];
  return [
    {
      at,
      prop: 'objects',
      got: [],
      mustBe: 'one at least: kustomize refuses an empty directory, and Flux could never make it ready',
      fix: 'define something in it, include a directory, or remove it',
    },
  ];
}

/** Kinds that live in a namespace, as far as programs of ours use them. */
const NAMESPACED = new Set([
  ...['ConfigMap', 'Secret', 'ServiceAccount', 'Service', 'ResourceQuota', 'LimitRange', 'PersistentVolumeClaim', 'Pod'],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Ingress', 'NetworkPolicy', 'Role', 'RoleBinding'],
  ...['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket', 'ArtifactGenerator', 'HelmRelease'],
  ...[
    'Provider',
    'Alert',
    'Receiver',
    'ImageRepository',
    'ImagePolicy',
    'ImageUpdateAutomation',
    'ResourceSet',
    'ResourceSetInputProvider',
    'FluxInstance',
  ],
]);

function withoutNamespace(collected: CollectedRoom): Problem[] {
  if (collected.room.cluster === undefined) return [];
  const isLost = ({ object }: SourcedObject) => isNamespaced(object) && object.metadata.namespace === undefined;
  const own = new Set<SourcedObject>(collected.objects);
  return appliedManifests(collected)
    .filter(isLost)
    .map((manifest) => (own.has(manifest) ? lostObject(manifest) : lostCopy(manifest)));
}

function isNamespaced({ apiVersion, kind }: KubernetesObject): boolean {
  return NAMESPACED.has(kind) || (kind === 'Kustomization' && groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io');
}

function lostObject({ object, origin }: SourcedObject): Problem {
  return {
    at: origin,
    prop: 'namespace',
    got: undefined,
    mustBe: `set: ${describe(object)} needs a namespace, and neither it nor its layer has one`,
    fix: `namespace: '${object.metadata.name}', or new Layer(cluster, '…', { namespace: '…' })`,
  };
}

function lostCopy({ object, origin }: SourcedObject): Problem {
  return {
    at: origin,
    prop: 'metadata.namespace',
    got: undefined,
    mustBe: `set: ${describe(object)} needs a namespace, Flux would put it into 'default', and files are copied as they are`,
    fix: "add the namespace to the file, or a kustomization.yaml with 'namespace:' beside it",
  };
}

/** A `kustomization.yaml` that somebody else wrote lists nothing of ours, and what it does not list is not applied. */
function unlisted({ objects, copies, room, namespace }: CollectedRoom): Problem[] {
  const units = new Set(copies.flatMap(({ unit }) => unit ?? []));
  if (units.size === 0) return [];
  const inUnit = (path: string) => [...units].find((unit) => path.startsWith(`${unit}/`));
  const stem = ({ object, placement }: CollectedObject) =>
    fileStem({ object, placement, roomNamespace: namespace, components: room.listed });
  const lost = [
    ...objects.map((object) => ({ origin: object.origin, unit: inUnit(stem(object)) })),
    ...copies.filter(({ unit }) => unit === undefined).map(({ origin, path }) => ({ origin, unit: inUnit(path) })),
  ];
  return lost
    .filter(({ unit }) => unit !== undefined)
    .map(({ origin, unit }) => ({
      at: origin,
      prop: 'its directory',
      got: unit,
      mustBe: 'another one: the kustomization.yaml that is included there does not list it, so Flux would not apply it',
      fix: "layer.include('…', '<another component>')",
    }));
}

/** Two clusters of one id, which different constructs hold. Layers of one directory clash by their files. */
function sharedDirectories(rooms: CollectedRoom[]): Problem[] {
  const known = new Map<string, CollectedRoom>();
  const problems: Problem[] = [];
  for (const collected of rooms.filter(({ room }) => !room.listed)) {
    const { directory } = collected.room;
    const other = known.get(directory);
    known.set(directory, collected);
    if (!other) continue;
    problems.push({
      at: placeText(collected.construct),
      prop: 'id',
      got: collected.construct.node.id,
      mustBe: `unique in the app: ${placeText(other.construct)} is written to '${directory}' as well`,
      fix: `new Cluster(scope, '${collected.construct.node.id}-2')`,
    });
  }
  return problems;
}

function appliedTwice(rooms: CollectedRoom[]): Problem[] {
  const owners = new Map<unknown, Map<string, SourcedObject>>();
  const problems: Problem[] = [];
  for (const collected of rooms) {
    const known = owners.get(collected.target) ?? new Map<string, SourcedObject>();
    owners.set(collected.target, known);
    for (const object of appliedManifests(collected)) {
      const identity = identityOf(object.object);
      const other = known.get(identity);
      if (other) problems.push(twice(object, other));
      else known.set(identity, object);
    }
  }
  return problems;
}

/** Files below a kustomization of their own are only its input. */
function appliedManifests({ objects, copies }: CollectedRoom): SourcedObject[] {
  return [...defined(objects), ...copies.flatMap(({ manifests, unit }) => (unit === undefined ? manifests : []))];
}

function twice(object: SourcedObject, other: SourcedObject): Problem {
  return {
    at: object.origin,
    prop: 'name',
    got: describe(object.object),
    mustBe: `unique within the cluster; ${other.origin} defines the same object, and the two would overwrite each other`,
    fix: 'remove one of the two, or give one another name or namespace',
  };
}
