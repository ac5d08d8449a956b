import { KubernetesObject } from '../manifests/kubernetes-object';
import { baseCopiesOf } from '../primitives/base-copies';
import { CollectedObject, CollectedRoom } from './collect';
import { plannedFiles, RoomFiles } from './planned-files';

/** The files of a room, whose artifacts copy what clusters have in common only where there is something. */
export function withExistingBases(files: RoomFiles, bases: ReadonlySet<string>): RoomFiles {
  if (!files.room.objects.some(({ construct }) => baseCopiesOf(construct.node.scope))) return files;
  const room: CollectedRoom = { ...files.room, objects: files.room.objects.map((object) => withoutMissing(object, bases)) };
  return { ...files, room, files: plannedFiles(room) };
}

function withoutMissing(collected: CollectedObject, bases: ReadonlySet<string>): CollectedObject {
  const copies = baseCopiesOf(collected.construct.node.scope);
  if (!copies) return collected;
  const missing = new Set([...copies].filter(([, directory]) => !bases.has(directory)).map(([pattern]) => pattern));
  const { object, construct, placement, implicit } = collected;
  return {
    construct,
    placement,
    implicit,
    object: withoutCopies(object, missing),
    get origin() {
      return collected.origin;
    },
  };
}

function withoutCopies(generator: KubernetesObject, missing: ReadonlySet<string>): KubernetesObject {
  const { spec } = generator as { spec?: { artifacts?: { copy?: { from: string }[] }[] } };
  const artifacts = spec?.artifacts?.map((artifact) => ({ ...artifact, copy: artifact.copy?.filter(({ from }) => !missing.has(from)) }));
  return { ...generator, spec: { ...spec, artifacts } } as KubernetesObject;
}
