import { placeText } from '../primitives/input-error';
import { headerLine } from '../repository/header';
import { kustomizationFiles } from '../repository/kustomization-file';
import { RepositoryTree, RepositoryTreeBuilder } from '../repository/repository-tree';
import { printDocuments, printYaml } from '../repository/yaml-printer';
import { CollectedRoom } from './collect';
import { BaseFiles, planOverlays } from './plan-overlays';
import { inOrder, PlannedFile, RoomFiles } from './planned-files';

/**
 * The whole tree as text. Pure: the same rooms give the same bytes.
 *
 * @param program the program, for the first line of every file
 */
export function planTree(rooms: CollectedRoom[], program?: string): RepositoryTree {
  const writer = new TreePlanner(`${headerLine(program)}\n`);
  const { rooms: planned, bases } = planOverlays(rooms);
  for (const files of planned) writer.addRoom(files);
  for (const base of bases) writer.addBase(base);
  return writer.tree.build();
}

class TreePlanner {
  public readonly tree = new RepositoryTreeBuilder();

  constructor(private readonly header: string) {}

  public addRoom({ room: { room, construct }, files, copies, patches, overlaid }: RoomFiles): void {
    const at = (path: string) => (room.directory === '' ? path : `${room.directory}/${path}`);
    this.addObjects(at, files);
    for (const copy of copies) this.tree.add(at(copy.path), copy.text, copy);
    for (const [path, content] of patches) this.addData(at(path), content, placeText(construct));

    const paths = [...files.map(({ stem }) => `${stem}.yaml`), ...copies.map(({ path }) => path)];
    const listings = room.listed && !room.closed ? kustomizationFiles(paths, overlaid) : [];
    for (const [path, object] of [...(room.files?.() ?? []), ...listings]) this.addData(at(path), object, placeText(construct));
  }

  public addBase({ directory, files, copies, listings, origin }: BaseFiles): void {
    const at = (path: string) => `${directory}/${path}`;
    this.addObjects(at, files);
    for (const copy of copies) this.tree.add(at(copy.path), copy.text, copy);
    for (const [path, object] of listings) this.addData(at(path), object, origin);
  }

  private addObjects(at: (path: string) => string, files: readonly PlannedFile[]): void {
    for (const { stem, objects, origin, text } of files) {
      this.tree.add(at(`${stem}.yaml`), inOnePiece(this.header, text ?? printDocuments(inOrder(objects))), origin);
    }
  }

  private addData(path: string, data: unknown, origin: string): void {
    this.tree.add(path, inOnePiece(this.header, printYaml(data)), origin);
  }
}

/** Text that is added piece by piece stays a tree of all its pieces, which takes five times the memory of the text. */
function inOnePiece(...pieces: string[]): string {
  return pieces.join('');
}
