import { KubernetesObject } from '../manifests/kubernetes-object';
import { compareText } from '../primitives/compare';
import { Overlaid } from '../repository/kustomization-file';
import { Origin } from '../repository/repository-tree';
import { CollectedRoom } from './collect';
import { printFile, sortKey } from './print-file';
import { IncludedFile } from './read-include';
import { filesOf } from './room-files';

/** A file with objects, inside the directory of a room. */
export interface PlannedFile {
  /** Path without ending. */
  readonly stem: string;
  readonly objects: KubernetesObject[];
  readonly origin: Origin;
  /** The text of a file that automation writes into: it belongs to one cluster, and is not taken apart. */
  readonly text?: string;
}

/** What is written for a room: its own files, and what it takes from elsewhere. */
export interface RoomFiles {
  readonly room: CollectedRoom;
  readonly files: readonly PlannedFile[];
  readonly copies: readonly IncludedFile[];
  /** Patches by path. */
  readonly patches: ReadonlyMap<string, unknown>;
  /** What is built into directories of the room. */
  readonly overlaid: ReadonlyMap<string, readonly Overlaid[]>;
}

/** The files of a room that has everything itself. */
export function plannedFiles(room: CollectedRoom): PlannedFile[] {
  return filesOf(room).map(({ name, objects }) => ({
    stem: name.slice(0, -'.yaml'.length),
    objects: objects.map(({ object }) => object),
    origin: objects[0],
    ...(objects.some(({ marked }) => marked !== undefined) && { text: printFile(objects).text }),
  }));
}

/** Several objects of one file stand in an order that does not depend on the program's. */
export function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...objects].sort((a, b) => compareText(sortKey(a), sortKey(b)));
}
