import { FileTree } from './file-tree';
import { doublestarMatcher, globMatcher, isGlob } from './glob';
import { clampPath, joinPath, nameOf } from './paths';
import { mergedFile } from './merged-file';

/** A copy operation of an ArtifactGenerator. */
export interface CopyOperation {
  readonly from: string;
  readonly to: string;
  readonly exclude: readonly string[];
  readonly strategy?: string;
}

/** Why an artifact cannot be made; `fails` when the source-watcher fails on it too. */
export interface CopyFault {
  readonly message: string;
  readonly fails: boolean;
}

/** Copies files into an artifact as the source-watcher does, which is what `cp` does. */
export function copyInto(artifact: FileTree, operation: CopyOperation, source: FileTree, pattern: string): CopyFault | undefined {
  if (operation.strategy === 'Extract') return { fails: false, message: 'an archive is not read' };
  if (!operation.to.startsWith('@artifact/')) return { fails: true, message: 'the destination must start with @artifact/' };
  const excludes = operation.exclude.map(doublestarMatcher);
  if (excludes.includes(undefined)) return { fails: true, message: 'a pattern of exclude cannot be read' };
  const target = operation.to.slice('@artifact/'.length);
  const copy = new Copy(artifact, source, operation, excludes as Matcher[]);
  return isGlob(pattern) ? copyMatches(copy, source, pattern, target) : copyOne(copy, artifact, source, pattern, target);
}

type Matcher = (path: string) => boolean;

/** One file or directory. */
function copyOne(copy: Copy, artifact: FileTree, source: FileTree, pattern: string, target: string): CopyFault | undefined {
  const path = clampPath(pattern);
  if (source.isDirectory(path)) copy.directory(path, joinPath(clampPath(target), nameOf(path)));
  else if (!source.file(path)) return { fails: true, message: `${path} does not exist in the source` };
  else if (!copy.isExcluded(path)) {
    const isInto = target === '' || target.endsWith('/') || artifact.isDirectory(clampPath(target));
    copy.file(path, isInto ? joinPath(clampPath(target), nameOf(path)) : clampPath(target));
  }
  return undefined;
}

/** All that a pattern finds. Only `dir/**` leaves out the directory. */
function copyMatches(copy: Copy, source: FileTree, pattern: string, target: string): CopyFault | undefined {
  const matches = globMatcher(pattern);
  if (!matches) return { fails: true, message: `the pattern ${pattern} cannot be read` };
  const found = pathsLike(source, pattern).filter(matches);
  if (found.length === 0) return { fails: true, message: `nothing in the source matches ${pattern}` };
  const kept = found.filter((path) => !copy.isExcluded(path));
  if (kept.length === 0) return { fails: true, message: `everything that matches ${pattern} is excluded` };
  const prefix = pattern.endsWith('/**') ? `${pattern.slice(0, -3)}/` : undefined;
  for (const path of kept) {
    const inside = prefix !== undefined && path.startsWith(prefix) ? path.slice(prefix.length) : path;
    copy.any(path, joinPath(clampPath(target), inside));
  }
  return undefined;
}

/** The paths that have as many steps as the pattern, without looking where its fixed start does not lead. */
function pathsLike(source: FileTree, pattern: string): string[] {
  const steps = pattern.split('/');
  const fixed = steps.findIndex(isGlob);
  let level = [steps.slice(0, fixed).join('/')];
  for (let depth = fixed; depth < steps.length; depth++) {
    level = level.flatMap((directory) => source.namesIn(directory).map((name) => joinPath(directory, name)));
  }
  return level;
}

class Copy {
  constructor(
    private readonly artifact: FileTree,
    private readonly source: FileTree,
    private readonly operation: CopyOperation,
    private readonly excludes: readonly Matcher[],
  ) {}

  /** A pattern without a slash is also one for the name alone. */
  public isExcluded(path: string): boolean {
    return this.operation.exclude.some((pattern, index) => {
      const matches = this.excludes[index];
      return matches(path) || (!pattern.includes('/') && matches(nameOf(path)));
    });
  }

  public any(path: string, target: string): void {
    if (this.source.isDirectory(path)) this.directory(path, target);
    else this.file(path, target);
  }

  public file(path: string, target: string): void {
    const file = this.source.file(path)!;
    const known = this.operation.strategy === 'Merge' ? this.artifact.file(target) : undefined;
    this.artifact.add(target, known ? mergedFile(known, file) : file);
  }

  /** A directory with all that is in it. Strategies are for files that are named. */
  public directory(path: string, target: string): void {
    this.artifact.addDirectory(target);
    for (const name of this.source.namesIn(path)) this.entry(path, joinPath(path, name), target);
  }

  private entry(base: string, path: string, target: string): void {
    const inside = base === '' ? path : path.slice(base.length + 1);
    if (this.isExcluded(inside)) return;
    const destination = joinPath(target, inside);
    if (!this.source.isDirectory(path)) return this.artifact.add(destination, this.source.file(path)!);
    this.artifact.addDirectory(destination);
    for (const name of this.source.namesIn(path)) this.entry(base, joinPath(path, name), target);
  }
}
