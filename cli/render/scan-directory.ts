import { FileTree, kustomizationPath } from '../repository/file-tree';
import { joinPath } from '../repository/paths';

/** What Flux lists for a directory without a kustomization file: its YAML files, and directories below that have one, whole. */
export function scanDirectory(tree: FileTree, directory: string): string[] {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const name of tree.namesIn(at)) {
      const path = joinPath(at, name);
      if (!tree.isDirectory(path)) {
        if (/\.ya?ml$/.test(name)) found.push(path);
      } else if (kustomizationPath(tree, path) !== undefined) found.push(path);
      else walk(path);
    }
  };
  walk(directory);
  return found;
}
