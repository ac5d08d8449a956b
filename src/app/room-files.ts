import { fileStem, SHARED_FILES } from '../repository/file-name';
import { CollectedObject, CollectedRoom } from './collect';

/** One file of a room and its objects. */
export interface ObjectFile {
  /** Path in the tree. */
  readonly path: string;
  /** Path in the room. */
  readonly name: string;
  readonly objects: CollectedObject[];
}

/** The files of a room. Some hold several objects; elsewhere two files of one path are refused by the tree. */
export function filesOf({ objects, room, namespace }: CollectedRoom): ObjectFile[] {
  const files: ObjectFile[] = [];
  const shared = new Map<string, CollectedObject[]>();
  for (const object of objects) {
    const stem = fileStem({ object: object.object, placement: object.placement, roomNamespace: namespace, components: room.listed });
    const isShared = SHARED_FILES.has(stem.slice(stem.lastIndexOf('/') + 1));
    const existing = isShared ? shared.get(stem) : undefined;
    if (existing) {
      existing.push(object);
      continue;
    }
    const name = `${stem}.yaml`;
    const file = { path: `${room.directory}/${name}`, name, objects: [object] };
    files.push(file);
    if (isShared) shared.set(stem, file.objects);
  }
  return files;
}
