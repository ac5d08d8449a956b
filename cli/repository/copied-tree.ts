import { CopyFault, copyInto, CopyOperation } from './copy-operation';
import { FileTree } from './file-tree';

/** A copy operation with the tree that it copies from. */
export interface PlannedCopy {
  readonly operation: CopyOperation;
  readonly source: FileTree;
  readonly pattern: string;
}

/** The tree that copies make, or why they make none. */
export interface CopiedTree {
  readonly tree?: FileTree;
  readonly fault?: CopyFault;
  /** Index of the copy that fails. */
  readonly failed?: number;
}

const made = new WeakMap<FileTree, Map<string, CopiedTree>>();

/** Copies into a new tree. Equal copies make one tree: clusters often have equal artifacts, and what is equal is built once. */
export function copied(copies: readonly PlannedCopy[]): CopiedTree {
  const [first] = copies;
  if (!first) return { tree: new FileTree() };
  if (copies.some(({ source }) => source !== first.source)) return make(copies);
  const known = made.get(first.source) ?? new Map<string, CopiedTree>();
  made.set(first.source, known);
  const key = JSON.stringify(copies.map(({ operation }) => operation));
  const tree = known.get(key) ?? make(copies);
  known.set(key, tree);
  return tree;
}

function make(copies: readonly PlannedCopy[]): CopiedTree {
  const tree = new FileTree();
  for (const [failed, { operation, source, pattern }] of copies.entries()) {
    const fault = copyInto(tree, operation, source, pattern);
    if (fault) return { fault, failed };
  }
  return { tree };
}
