import { identityOf, KubernetesObject } from '../manifests/kubernetes-object';
import { compareText } from '../primitives/compare';
import { placeText } from '../primitives/input-error';
import { headerLine } from '../repository/header';
import { kustomizationFiles } from '../repository/kustomization-file';
import { RepositoryTree, RepositoryTreeBuilder } from '../repository/repository-tree';
import { printDocuments, printYaml } from '../repository/yaml-printer';
import { CollectedObject, CollectedRoom } from './collect';
import { filesOf } from './room-files';

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

/** The text of a file and, in their order, the objects in it. */
export function printFile(objects: readonly CollectedObject[]): { text: string; objects: CollectedObject[] } {
  return { text: printAll(objects), objects: inFileOrder(objects) };
}

function addRoom(tree: RepositoryTreeBuilder, collected: CollectedRoom, header: string): void {
  const { room, construct, copies } = collected;
  const at = (path: string) => (room.directory === '' ? path : `${room.directory}/${path}`);
  const files = filesOf(collected);
  for (const { path, objects } of files) tree.add(path, inOnePiece(header, printAll(objects)), objects[0]);
  for (const copy of copies) tree.add(at(copy.path), copy.text, copy);

  const paths = [...files.map(({ name }) => name), ...copies.map(({ path }) => path)];
  const listings = room.listed && !room.closed ? kustomizationFiles(paths) : [];
  for (const [path, object] of [...(room.files?.() ?? []), ...listings])
    tree.add(at(path), inOnePiece(header, printYaml(object)), placeText(construct));
}

/** Text that is added piece by piece stays a tree of all its pieces, which takes five times the memory of the text. */
function inOnePiece(...pieces: string[]): string {
  return pieces.join('');
}

/** Several objects of one file stand in an order that does not depend on the program's. */
function printAll(objects: readonly CollectedObject[]): string {
  if (objects.length === 1) return printYaml(printedForm(objects[0]));
  return printDocuments(inFileOrder(objects).map(printedForm));
}

/** An object as it is printed: with its markers, where it has some. */
function printedForm({ object, marked }: CollectedObject): unknown {
  return marked ?? object;
}

function inFileOrder(objects: readonly CollectedObject[]): CollectedObject[] {
  return [...objects].sort((a, b) => compareText(sortKey(a.object), sortKey(b.object)));
}

function sortKey(object: KubernetesObject): string {
  // Accounts before roles before bindings, as one reads them.
  const rank = ['ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].indexOf(object.kind);
  return `${rank}/${identityOf(object)}`;
}
