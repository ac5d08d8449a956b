import { identityOf, KubernetesObject } from '../manifests/kubernetes-object';
import { groupOf } from '../manifests/object-id';
import { compareText } from '../primitives/compare';
import { pushTo } from '../primitives/push-to';
import { SHARED_FILES } from '../repository/file-name';
import { Overlaid, PatchEntry } from '../repository/kustomization-file';
import { commonPart, overlayPatch } from '../repository/overlay';
import { PlannedFile, RoomFiles } from './planned-files';

/** The files of a room while components are added to them. */
export interface OverlaidRoom extends RoomFiles {
  readonly files: PlannedFile[];
  readonly patches: Map<string, unknown>;
  readonly overlaid: Map<string, Overlaid[]>;
}

/** A component in one cluster. */
export interface ComponentMember {
  readonly room: OverlaidRoom;
  readonly files: PlannedFile[];
  /** Whether the base has existing files of the component, in all clusters. */
  isShared: boolean;
  /** Whether the cluster has existing files of the component itself. */
  hasCopies: boolean;
}

/** Adds a component to the clusters that have it. Returns the files of the base: the objects that all of them have, as far as they are equal. */
export function overlayComponent(component: string, members: readonly ComponentMember[]): PlannedFile[] {
  const base = members.length < 2 ? new Map<string, KubernetesObject>() : commonObjects(members.map(({ files }) => files));
  const isShared = members.some((member) => member.isShared);
  for (const member of members) {
    if (base.size === 0 && !isShared) member.room.files.push(...member.files);
    else addOverlay(component, member, base);
  }
  return filesOfBase(members[0].files, base);
}

/** What an object is the same by in several clusters: its file and its identity. */
function keyOf(stem: string, object: KubernetesObject): string {
  return `${stem} ${object.apiVersion} ${identityOf(object)}`;
}

/** The common part of every object that is in all lists of files. */
function commonObjects(lists: readonly (readonly PlannedFile[])[]): Map<string, KubernetesObject> {
  const versions = new Map<string, KubernetesObject[]>();
  for (const files of lists) {
    const names = new Set<string>();
    const twice = new Set<string>();
    for (const { objects } of files) for (const object of objects) (names.has(nameOf(object)) ? twice : names).add(nameOf(object));
    // What automation writes into stays in its cluster.
    for (const { stem, objects } of files.filter(({ text }) => text === undefined)) {
      for (const object of objects) {
        // A patch could select the other one as well.
        if (twice.has(nameOf(object))) continue;
        pushTo(versions, keyOf(stem, object), object);
      }
    }
  }
  const common = new Map<string, KubernetesObject>();
  for (const [key, objects] of versions) {
    const part = objects.length === lists.length ? commonPart(objects) : undefined;
    if (part) common.set(key, part);
  }
  return common;
}

/** By what a patch selects an object, if another one of the same name may be in no namespace. */
function nameOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.name}`;
}

function filesOfBase(files: readonly PlannedFile[], base: ReadonlyMap<string, KubernetesObject>): PlannedFile[] {
  return files.flatMap(({ stem, objects, origin }) => {
    const common = objects.flatMap((object) => base.get(keyOf(stem, object)) ?? []);
    return common.length > 0 ? [{ stem, objects: common, origin }] : [];
  });
}

/** Adds to a room what the base has not, and what makes the base whole. */
function addOverlay(component: string, { room, files, hasCopies }: ComponentMember, base: ReadonlyMap<string, KubernetesObject>): void {
  const patches: PatchEntry[] = [];
  let stays = hasCopies;
  for (const file of files) {
    const own = file.objects.filter((object) => !base.has(keyOf(file.stem, object)));
    if (own.length > 0) room.files.push({ ...file, objects: own });
    stays ||= own.length > 0;
    for (const object of file.objects) {
      const common = base.get(keyOf(file.stem, object));
      const patch = common && overlayPatch(common, object);
      if (!patch) continue;
      const path = patchPath(file.stem, object);
      room.patches.set(path, patch.content);
      patches.push({ path: path.slice(component.length + 1), ...(patch.target && { target: patch.target }) });
    }
  }
  // Where nothing of the component stays in the cluster, the layer lists the base itself.
  stays ||= patches.length > 0;
  const directory = stays ? component : '';
  const overlaid = { base: `${stays ? '../../' : '../'}base/${component}`, patches: patches.sort((a, b) => compareText(a.path, b.path)) };
  pushTo(room.overlaid, directory, overlaid);
}

/** The file of a patch. Objects that share a file have one each. */
function patchPath(stem: string, { kind, metadata }: KubernetesObject): string {
  const slash = stem.lastIndexOf('/');
  if (!SHARED_FILES.has(stem.slice(slash + 1))) return `${stem}-patch.yaml`;
  return `${stem.slice(0, slash)}/${metadata.name.replace(/[^\w.-]/g, '-')}-${kind.toLowerCase()}-patch.yaml`;
}
