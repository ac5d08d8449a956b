import { InputError } from '../primitives/input-error';
import { foldPath, parentsOf, pathProblem } from './repository-path';

/** The files of a repository, which never change once they are collected. Made by `RepositoryTreeBuilder`. */
export class RepositoryTree {
  /** Paths relative to the root, separated by `/`, in the order of their UTF-16 code units. */
  public readonly paths: readonly string[];
  private readonly texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.paths = Object.freeze([...texts.keys()].sort());
    this.texts = new Map(texts);
  }

  /** How many files there are. */
  public get size(): number {
    return this.paths.length;
  }

  /** The text of a file, `undefined` when there is no such file. */
  public text(path: string): string | undefined {
    return this.texts.get(path);
  }
}

/** What a file comes from, as errors print it: the text, or something that can make it when there is an error. */
export type Origin = string | { readonly origin: string };

/** Who claimed a path, and how it was written. */
interface Claim {
  readonly path: string;
  readonly origin: Origin;
}

/** Collects the files of a repository and refuses what cannot be written, or not on every machine. */
export class RepositoryTreeBuilder {
  private readonly texts = new Map<string, string>();
  private readonly files = new Map<string, Claim>();
  private readonly directories = new Map<string, Claim>();

  /**
   * Adds a file.
   *
   * @param origin what the file comes from, as errors print it: `OciRepository 'fleet/production/apps/podinfo/source'`
   */
  public add(path: string, text: string, origin: Origin): this {
    this.requirePath(path, origin);
    this.claimParents(path, origin);
    this.claimFile(path, origin);
    this.texts.set(path, text);
    return this;
  }

  /** The tree of all files that were added so far. */
  public build(): RepositoryTree {
    return new RepositoryTree(this.texts);
  }

  private requirePath(path: string, origin: Origin): void {
    const problem = pathProblem(path);
    if (problem === undefined) return;

    throw new InputError(textOf(origin), { prop: 'path', got: path, mustBe: problem, fix: "path: 'apps/production/podinfo/release.yaml'" });
  }

  private claimFile(path: string, origin: Origin): void {
    const folded = foldPath(path);
    const file = this.files.get(folded);
    if (file) {
      const difference = file.path === path ? '' : ', which differs only by letter case';
      throw conflict(path, origin, `a path of its own; ${textOf(file.origin)} is written to '${file.path}'${difference}`);
    }

    const directory = this.directories.get(folded);
    if (directory) throw conflict(path, origin, `a file; ${textOf(directory.origin)} needs the directory '${directory.path}/'`);

    this.files.set(folded, { path, origin });
  }

  private claimParents(path: string, origin: Origin): void {
    const nearest = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    // Most files stand beside one that was added before.
    if (this.directories.get(nearest)?.path === nearest) return;

    for (const parent of parentsOf(path)) {
      const folded = foldPath(parent);
      const known = this.directories.get(folded);
      if (known?.path === parent) return;
      if (known) {
        throw conflict(path, origin, `in '${known.path}/', where ${textOf(known.origin)} is; '${parent}/' differs only by letter case`);
      }

      const file = this.files.get(folded);
      if (file) throw conflict(path, origin, `in a directory; ${textOf(file.origin)} is written to the file '${file.path}'`);

      this.directories.set(folded, { path: parent, origin });
    }
  }
}

function textOf(origin: Origin): string {
  return typeof origin === 'string' ? origin : origin.origin;
}

function conflict(path: string, origin: Origin, mustBe: string): InputError {
  return new InputError(textOf(origin), { prop: 'path', got: path, mustBe, fix: 'give one of the two another name' });
}
