import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { ArtifactFault, GeneratedArtifact, generateArtifacts } from '../repository/generate-artifacts';
import { FileTree } from '../repository/file-tree';
import { ClusterEntry } from '../repository/cluster-entry';
import { ClusterState } from './cluster-state';
import { isSameAddress } from '../repository/source-address';

/** What a source holds, or why nobody can see it. */
export interface SourceTree {
  readonly tree?: FileTree;
  /** What made the tree of others, if it is an artifact. */
  readonly generator?: Manifest;
  /** Whether nothing says that the source is this repository. */
  readonly isAssumed?: boolean;
  readonly reason?: string;
  /** Why the generator makes no artifact. */
  readonly fault?: ArtifactFault;
}

/** A reference to a source. */
export interface SourceReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

const SOURCE_GROUP = 'source.toolkit.fluxcd.io';

/** Finds the files behind the sources of a cluster. */
export class SourceTrees {
  private readonly made = new Map<Manifest, readonly GeneratedArtifact[]>();
  private readonly making = new Set<Manifest>();

  constructor(
    private readonly entry: ClusterEntry,
    private readonly state: ClusterState,
    /** Other repositories of the fleet, by the names of their sources, with or without namespace. */
    private readonly others: ReadonlyMap<string, FileTree>,
  ) {}

  /** The tree of a source; `undefined` while the source is not among the objects, which may come. */
  public find(reference: SourceReference): SourceTree | undefined {
    const { kind, name, namespace } = reference;
    const other = this.others.get(`${namespace}/${name}`) ?? this.others.get(name);
    if (other) return { tree: other };
    if (this.isSync(reference)) return { tree: this.entry.tree };
    if (kind === 'ExternalArtifact') return this.artifact(name, namespace);
    const source = this.state.find(SOURCE_GROUP, kind, name, namespace);
    if (!source) return undefined;
    if (this.isOwn(source)) return { tree: this.entry.tree.without(source.at('spec', 'ignore').text() ?? '') };
    return { reason: 'its source is another repository' };
  }

  /** What is left to say when the source never came. */
  public giveUp({ kind, name, namespace }: SourceReference): SourceTree {
    // Where nothing says what the cluster syncs from, it is the repository that we look at.
    if (!this.entry.source && kind !== 'ExternalArtifact') return { tree: this.entry.tree, isAssumed: true };
    return {
      reason: `its source ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} is not among the objects of the cluster`,
    };
  }

  /** All artifacts of a generator; those of a path pattern depend on what its source holds. */
  public artifactsOf(generator: Manifest): readonly GeneratedArtifact[] {
    const known = this.made.get(generator);
    if (known) return known;
    // A generator whose source is its own artifact never makes one.
    if (this.making.has(generator)) return [];
    this.making.add(generator);
    const sources = generator.at('spec', 'sources').items();
    let isComplete = true;
    const artifacts = generateArtifacts(generator, (alias) => {
      const source = sources.find((field) => field.at('alias').text() === alias);
      if (!source) return undefined;
      const reference = {
        kind: source.at('kind').text() ?? '',
        name: source.at('name').text() ?? '',
        namespace: source.at('namespace').text() ?? generator.namespace,
      };
      const found = this.find(reference);
      if (!found) isComplete = false;
      return (found ?? this.giveUp(reference)).tree;
    });
    this.making.delete(generator);
    if (isComplete) this.made.set(generator, artifacts);
    return artifacts;
  }

  private artifact(name: string, namespace: string | undefined): SourceTree | undefined {
    for (const generator of this.state.ofKind(Kind.ARTIFACT_GENERATOR)) {
      if (generator.namespace !== namespace) continue;
      const artifact = this.artifactsOf(generator).find((one) => one.name === name);
      if (!artifact) continue;
      const { tree, fault } = artifact;
      return tree ? { tree, generator } : { fault, reason: `its artifact cannot be made: ${fault!.message}` };
    }
    return undefined;
  }

  private isSync({ kind, name, namespace }: SourceReference): boolean {
    const { source } = this.entry;
    return source !== undefined && source.kind === kind && source.name === name && source.namespace === namespace;
  }

  /** Whether a source is that of the sync under another name. */
  private isOwn(source: Manifest): boolean {
    const url = this.entry.source?.at('spec', 'url').text();
    const other = source.at('spec', 'url').text();
    return url !== undefined && other !== undefined && isSameAddress(url, other);
  }
}
