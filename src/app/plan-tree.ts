import { identityOf, KubernetesObject } from '../manifests/kubernetes-object';
import { compareText } from '../primitives/compare';
import { placeText } from '../primitives/input-error';
import { fileStem, SHARED_FILES } from '../repository/file-name';
import { headerLine } from '../repository/header';
import { kustomizationFiles } from '../repository/kustomization-file';
import { RepositoryTree, RepositoryTreeBuilder } from '../repository/repository-tree';
import { printDocuments, printYaml } from '../repository/yaml-printer';
import { CollectedObject, CollectedRoom } from './collect';

/**
 * The whole tree as text. Pure: the same rooms give the same bytes.
 *
 * @param program the program, for the first line of every file
 */
export function planTree(rooms: CollectedRoom[], program?: string): RepositoryTree {
  const tree = new RepositoryTreeBuilder();
  for (const room of rooms) addRoom(tree, room, `${headerLine(program)}\n`);
  return tree.build();
}

function addRoom(tree: RepositoryTreeBuilder, collected: CollectedRoom, header: string): void {
  const { room, construct, copies } = collected;
  const at = (path: string) => (room.directory === '' ? path : `${room.directory}/${path}`);
  const files = filesOf(collected);
  for (const { stem, objects } of files) tree.add(at(`${stem}.yaml`), inOnePiece(header, printAll(objects)), objects[0]);
  for (const copy of copies) tree.add(at(copy.path), copy.text, copy);

  const paths = [...files.map(({ stem }) => `${stem}.yaml`), ...copies.map(({ path }) => path)];
  const listings = room.listed && !room.closed ? kustomizationFiles(paths) : [];
  for (const [path, object] of [...(room.files?.() ?? []), ...listings])
    tree.add(at(path), inOnePiece(header, printYaml(object)), placeText(construct));
}

/** Text that is added piece by piece stays a tree of all its pieces, which takes five times the memory of the text. */
function inOnePiece(...pieces: string[]): string {
  return pieces.join('');
}

/** One file and its objects. */
interface ObjectFile {
  readonly stem: string;
  readonly objects: CollectedObject[];
}

/** The files of a room. Some hold several objects; elsewhere two files of one path are refused by the tree. */
function filesOf({ objects, room, namespace }: CollectedRoom): ObjectFile[] {
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
    const file = { stem, objects: [object] };
    files.push(file);
    if (isShared) shared.set(stem, file.objects);
  }
  return files;
}

/** Several objects of one file stand in an order that does not depend on the program's. */
function printAll(objects: CollectedObject[]): string {
  if (objects.length === 1) return printYaml(objects[0].object);
  const sorted = objects.map(({ object }) => object).sort((a, b) => compareText(sortKey(a), sortKey(b)));
  return printDocuments(sorted);
}

function sortKey(object: KubernetesObject): string {
  // Accounts before roles before bindings, as one reads them.
  const rank = ['ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].indexOf(object.kind);
  return `${rank}/${identityOf(object)}`;
}
