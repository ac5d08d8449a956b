import { identityOf, KubernetesObject } from '../manifests/kubernetes-object';
import { compareText } from '../primitives/compare';
import { printDocuments, printYaml } from '../repository/yaml-printer';
import { CollectedObject } from './collect';

/** The text of a file and, in their order, the objects in it. */
export function printFile(objects: readonly CollectedObject[]): { text: string; objects: CollectedObject[] } {
  return { text: printAll(objects), objects: inFileOrder(objects) };
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

/** By what objects are sorted in a file. */
export function sortKey(object: KubernetesObject): string {
  // Accounts before roles before bindings, as one reads them.
  const rank = ['ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].indexOf(object.kind);
  return `${rank}/${identityOf(object)}`;
}
