import { IConstruct } from 'constructs';
import { ImportedObject } from '../constructs/imported-object';
import { Manifest } from '../manifests/manifest';
import { ManifestSet, Unseen } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { ISourceFile } from '../manifests/source-file';
import { YamlSource } from '../manifests/yaml-source';
import { Cluster } from '../patterns/cluster';
import { chosenPinning } from '../primitives/chosen-defaults';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxKind } from '../primitives/flux-kind';
import { pushTo } from '../primitives/push-to';
import { remembered } from '../primitives/remembered';
import { printYaml } from '../repository/yaml-printer';
import { External, Externals } from '../verification/externals';
import { generatedObjects, syncObjects } from '../verification/generated-objects';
import { resourceSetObjects } from '../verification/resource-set-objects';
import { RuleContext, VerificationSettings } from '../verification/rule-context';
import { buildProblems } from './build-problems';
import { Collected, CollectedRoom } from './collect';
import { ConstructOrigin } from './construct-origin';
import { RoomManifests } from './room-manifests';

/** What is known around the clusters. */
interface FleetOptions {
  readonly externals: readonly External[];
  readonly settings: VerificationSettings;
}

/** The clusters of a program as rules see them. */
export function fleetContexts({ rooms, imported }: Collected, manifests: RoomManifests, options: FleetOptions): RuleContext[] {
  const targets = new Map<IConstruct, CollectedRoom[]>();
  for (const room of rooms) {
    // Files for people's own tools are no cluster.
    if (room.room.cluster === undefined && room.objects.length === 0) continue;
    pushTo(targets, room.target, room);
  }
  const known = [...options.externals, ...declaredBy(imported), ...rooms.flatMap((room) => appliedSomewhere(room, manifests))];
  const externals = new Externals(distinct(known), options.externals.length > 0);
  const entryPaths = rooms.filter(({ room }) => !room.listed).map(({ room }) => room.directory);
  const shared = { externals, entryPaths, settingsFor: settingsByPinning(options.settings) };
  const contexts = [...targets].map(([target, own]) => contextOf(target, own, manifests, shared));
  RuleContext._join(contexts);
  return contexts;
}

/** Every cluster of a program names the same source of its sync. */
function distinct(externals: readonly External[]): External[] {
  return [...new Map(externals.map((one) => [JSON.stringify(one), one])).values()];
}

interface Shared {
  readonly externals: Externals;
  readonly entryPaths: string[];
  readonly settingsFor: (target: IConstruct) => VerificationSettings;
}

/** What a program does not say about versions its profile does, which may differ from cluster to cluster. */
function settingsByPinning(settings: VerificationSettings): Shared['settingsFor'] {
  if (settings.pinning !== undefined) return () => settings;
  const chosen = remembered((pinning: string): VerificationSettings => ({ ...settings, pinning }));
  return (target) => chosen(chosenPinning(target));
}

function contextOf(target: IConstruct, rooms: CollectedRoom[], made: RoomManifests, shared: Shared): RuleContext {
  const defined = rooms.flatMap((room) => made.of(room));
  const expanded = resourceSetObjects(defined);
  const applied = expanded.manifests.length === 0 ? defined : [...defined, ...expanded.manifests];
  const { environment, fluxVersion } = fleetContextOf(target);
  const entry = rooms.find(({ room }) => !room.listed);
  const { externals, entryPaths, settingsFor } = shared;
  return new RuleContext({
    externals,
    entryPaths,
    settings: settingsFor(target),
    cluster: target.node.path,
    path: entry?.room.directory,
    manifests: new ManifestSet(
      applied,
      [...generatedObjects(applied), ...syncOf(target, applied)],
      [...unseenIn(target, rooms, made), ...expanded.unseen],
    ),
    environment,
    fluxVersion,
    files: rooms.flatMap((room) => [...filesOf(room), ...made.markedFilesOf(room)]),
    renderProblems: rooms.flatMap((room) => buildProblems(made.of(room))),
  });
}

/** What others refer to although no FluxInstance makes it: the source and the Kustomization of `flux bootstrap`. */
function syncOf(target: IConstruct, applied: readonly Manifest[]): Manifest[] {
  if (!Cluster.isCluster(target)) return [];
  const { instance, source, path } = target as Cluster;
  if (instance) return [];
  const { sourceKind: kind, name, namespace } = source;
  return syncObjects({ kind, name, namespace, path, origin: new ConstructOrigin(target) }).filter(
    (object) => !applied.some((other) => other.name === object.name && other.id.key === object.id.key),
  );
}

/** A layer of an existing directory, a chart that nobody is said to apply, and kustomizations that only kustomize can build. */
function unseenIn(target: IConstruct, rooms: readonly CollectedRoom[], made: RoomManifests): Unseen[] {
  const ofRooms = rooms.flatMap((room): Unseen[] => {
    const applier = made.applierOf(room);
    if (!applier) return [];
    if (room.room.closed) return [{ applier, reason: room.room.closed }];
    return made.isPartial(room) ? [{ applier, reason: 'only kustomize knows what it changes' }] : [];
  });
  if (rooms.some(({ room }) => room.cluster !== undefined)) return ofRooms;
  const chart = new Manifest({ kind: 'Chart', metadata: { name: target.node.path } }, { origin: new ConstructOrigin(target) });
  return [...ofRooms, { applier: chart, reason: 'nobody says where the chart is applied' }];
}

/** Files that stand beside the objects: the patches of bootstrap, and what is copied. */
function filesOf({ room, copies }: CollectedRoom): ISourceFile[] {
  const written = [...(room.files?.() ?? [])].map(([path, object]) => new YamlSource(`${room.directory}/${path}`, printYaml(object)));
  return [...written, ...copies.map(({ source }) => source)];
}

/** A chart outside of all clusters may be applied to any of them. */
function appliedSomewhere(room: CollectedRoom, made: RoomManifests): External[] {
  if (room.room.cluster !== undefined) return [];
  return made.of(room).map(({ id: { qualifiedKind: kind, name, namespace } }) => ({ kind, name, namespace }));
}

/** What the program names without defining it. Several layers may each name some keys of one Secret. */
function declaredBy(imported: readonly ImportedObject[]): External[] {
  const all = new Map<string, External>();
  for (const one of imported.flatMap(declared)) {
    const id = JSON.stringify([one.kind, one.namespace, one.name]);
    const known = all.get(id) ?? one;
    all.set(id, { ...one, keys: known.keys && one.keys && [...new Set([...known.keys, ...one.keys])] });
  }
  return [...all.values()];
}

/** An ExternalArtifact is not declared by its name: something has to make it. */
function declared({ _objectKind: { apiVersion, kind }, name, namespace, _keys: keys }: ImportedObject): External[] {
  if (kind === FluxKind.EXTERNAL_ARTIFACT.kind) return [];
  return [{ kind: ObjectId.of(apiVersion, kind, name).qualifiedKind, name, namespace, keys: keys && [...keys] }];
}
