import { Field } from '../../src/manifests/manifest';
import { nearest } from '../../src/schemas/wording';
import { FileTree } from './file-tree';
import { ancestorsOf, clampPath, directoryOf, joinPath } from './paths';

/** What is wrong with a path that no directory has, and which one was probably meant. */
export function noDirectory(path: Field, tree: FileTree, owner: string): string {
  const text = path.text() ?? '.';
  const meant = likeliestDirectory(clampPath(text), tree);
  const suggestion = meant === undefined ? '' : `; did you mean ${text.startsWith('./') ? './' : ''}${meant}?`;
  return `${text} is no directory of ${owner}${suggestion}`;
}

/** The directory that differs in the first step that leads nowhere. */
function likeliestDirectory(path: string, tree: FileTree): string | undefined {
  const parent = ancestorsOf(directoryOf(path)).find((directory) => tree.isDirectory(directory)) ?? '';
  const [step, ...rest] = path.slice(parent === '' ? 0 : parent.length + 1).split('/');
  const siblings = tree.namesIn(parent).filter((name) => tree.isDirectory(joinPath(parent, name)));
  const name = nearest(step, siblings);
  const meant = name === undefined ? undefined : [parent, name, ...rest].reduce(joinPath);
  return meant !== undefined && tree.isDirectory(meant) ? meant : undefined;
}
