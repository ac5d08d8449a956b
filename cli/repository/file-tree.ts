import { compareText } from '../../src/primitives/compare';
import { ancestorsOf, directoryOf, isWithin, nameOf } from './paths';
import { RepositoryFile } from './repository-file';
import { SourceIgnore } from './source-ignore';

/** The files of an artifact of Flux, by the paths that they have in it. They are files of a repository, often under other paths. */
export class FileTree {
  private readonly files = new Map<string, RepositoryFile>();
  private readonly parts = new Map<string, FileTree>();
  private readonly directories = new Map<string, Map<string, boolean>>([['', new Map()]]);

  /** A tree with the files below a directory of another tree. */
  public below(directory: string): FileTree {
    if (directory === '') return this;
    const known = this.parts.get(directory);
    if (known) return known;
    const tree = new FileTree();
    this.parts.set(directory, tree);
    for (const [path, file] of this.files) if (isWithin(path, directory)) tree.add(path.slice(directory.length + 1), file);
    return tree;
  }

  /** A tree that has all of this one in a directory. */
  public under(directory: string): FileTree {
    if (directory === '') return this;
    const key = `/${directory}`;
    const known = this.parts.get(key);
    if (known) return known;
    const tree = new FileTree();
    this.parts.set(key, tree);
    for (const [path, file] of this.files) tree.add(`${directory}/${path}`, file);
    return tree;
  }

  /** A tree without the files that lines of a `.sourceignore` file leave out. */
  public without(ignored: string): FileTree {
    if (ignored === '') return this;
    const key = `!${ignored}`;
    const known = this.parts.get(key);
    if (known) return known;
    const ignore = new SourceIgnore();
    ignore.add(ignored);
    const tree = new FileTree();
    this.parts.set(key, tree);
    for (const [path, file] of this.files) if (!ignore.excludes(path)) tree.add(path, file);
    return tree;
  }

  /** Adds a file, or replaces one. */
  public add(path: string, file: RepositoryFile): void {
    this.files.set(path, file);
    this.addEntry(path, false);
  }

  public addDirectory(path: string): void {
    if (path === '' || this.directories.has(path)) return;
    this.directories.set(path, new Map());
    this.addEntry(path, true);
  }

  public file(path: string): RepositoryFile | undefined {
    return this.files.get(path);
  }

  public isDirectory(path: string): boolean {
    return this.directories.has(path);
  }

  public has(path: string): boolean {
    return this.files.has(path) || this.directories.has(path);
  }

  /** Where a directory stands in the repository, as far as its files tell; its path in the tree where it has none. */
  public repositoryPath(directory: string): string {
    for (const [path, { path: real }] of this.files) {
      const inside = directory === '' ? path : path.slice(directory.length + 1);
      if (isWithin(path, directory) && real.endsWith(inside)) return real.slice(0, -inside.length).replace(/\/$/, '');
    }
    return directory;
  }

  /** Names in a directory, in the order in which Go lists them. */
  public namesIn(directory: string): string[] {
    return [...(this.directories.get(directory)?.keys() ?? [])].sort(compareText);
  }

  /** All paths of files with their files. */
  public entries(): IterableIterator<[string, RepositoryFile]> {
    return this.files.entries();
  }

  /** All directories, the root included. */
  public allDirectories(): string[] {
    return [...this.directories.keys()];
  }

  private addEntry(path: string, isDirectory: boolean): void {
    const parent = directoryOf(path);
    if (!this.directories.has(parent)) {
      for (const directory of ancestorsOf(parent).reverse()) this.addDirectory(directory);
    }
    this.directories.get(parent)!.set(nameOf(path), isDirectory);
  }
}

/** The names that kustomize takes for a kustomization file, in its order. */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The path of a directory's kustomization file; `undefined` when it has none. */
export function kustomizationPath(tree: FileTree, directory: string): string | undefined {
  const paths = KUSTOMIZATION_NAMES.map((name) => (directory === '' ? name : `${directory}/${name}`));
  return paths.find((path) => tree.file(path) !== undefined);
}
