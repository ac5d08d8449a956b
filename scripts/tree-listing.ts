import { RepositoryTree } from '../src/repository/repository-tree';

/** Names in a directory; a file has none. */
type Names = Map<string, Names>;

/** Prints the files of a tree as the command `tree` does. */
export function treeListing(tree: RepositoryTree): string {
  const root: Names = new Map();
  for (const path of tree.paths) addPath(root, path);
  return ['.', ...listNames(root, ''), ''].join('\n');
}

function addPath(root: Names, path: string): void {
  let directory = root;
  for (const name of path.split('/')) {
    const inner = directory.get(name) ?? new Map();
    directory.set(name, inner);
    directory = inner;
  }
}

function listNames(names: Names, indent: string): string[] {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([name, inner], index) => {
    const isLast = index === sorted.length - 1;
    return [`${indent}${isLast ? '└── ' : '├── '}${name}`, ...listNames(inner, indent + (isLast ? '    ' : '│   '))];
  });
}
