import { pushTo } from '../primitives/push-to';
import { Manifest } from './manifest';
import { Memo } from './memo';
import { ObjectId } from './object-id';

/** A part of the cluster that cannot be seen from the repository. */
export interface Unseen {
  /** The object of Flux that applies it. */
  readonly applier: Manifest;
  /** Why, e.g. `its source is another repository`. */
  readonly reason: string;
}

/**
 * Everything that Flux would apply in one cluster: a closed world, in the order in which it was found.
 *
 * An object that two appliers apply is in it twice. What controllers create, such as the source of a FluxInstance, is found by
 * its id but is not among `manifests`: nobody wrote it.
 */
export class ManifestSet {
  /** The objects that stand in the repository. */
  public readonly manifests: Manifest[];
  /** Objects that controllers create because of them. */
  public readonly generated: Manifest[];
  /** What is applied too, but stands elsewhere or could not be rendered. */
  public readonly unseen: Unseen[];

  private readonly byKind = new Map<string, Manifest[]>();
  private byId?: Map<string, Manifest>;
  /** All definitions of the objects that have several. */
  private twins?: Map<string, Manifest[]>;
  private byApplier?: Map<Manifest | undefined, Manifest[]>;
  private readonly memo = new Memo<ManifestSet>(this);

  /**
   * The world of one cluster.
   *
   * @param manifests the objects that stand in the repository
   * @param generated objects that controllers create because of them
   * @param unseen what is applied too and cannot be seen
   */
  constructor(manifests: Manifest[], generated: Manifest[] = [], unseen: Unseen[] = []) {
    this.manifests = frozen(manifests);
    this.generated = frozen(generated);
    this.unseen = frozen(unseen);
    for (const manifest of manifests) pushTo(this.byKind, manifest.id.qualifiedKind, manifest);
  }

  /**
   * The objects of a kind that stand in the repository.
   *
   * @param kind the kind as `kubectl` takes it: `Secret`, `Deployment.apps`, `Kustomization.kustomize.toolkit.fluxcd.io`
   */
  public ofKind(kind: string): Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The object with an id, also one that a controller creates; `undefined` when nothing in the cluster is or makes it. */
  public find(id: ObjectId): Manifest | undefined {
    return this.definitions.get(id.key);
  }

  /** All definitions of an object. More than one means that several appliers apply it. */
  public all(id: ObjectId): Manifest[] {
    const first = this.definitions.get(id.key);
    return first === undefined ? NOTHING : (this.twins?.get(id.key) ?? [first]);
  }

  /** Whether some object is defined more than once. @internal */
  public get _hasTwins(): boolean {
    return this.definitions.size < this.manifests.length + this.generated.length;
  }

  private get definitions(): Map<string, Manifest> {
    if (!this.byId) {
      this.byId = new Map();
      for (const manifest of this.manifests) this.define(this.byId, manifest);
      for (const manifest of this.generated) this.define(this.byId, manifest);
    }
    return this.byId;
  }

  /** Nearly every object is defined once, and needs no list. */
  private define(definitions: Map<string, Manifest>, manifest: Manifest): void {
    const { key } = manifest.id;
    const first = definitions.get(key);
    if (first === undefined) definitions.set(key, manifest);
    else this.addTwin(key, first, manifest);
  }

  private addTwin(key: string, first: Manifest, other: Manifest): void {
    this.twins ??= new Map();
    const known = this.twins.get(key);
    if (known) known.push(other);
    else this.twins.set(key, [first, other]);
  }

  /** What an object of Flux applies. */
  public appliedBy(applier: Manifest): Manifest[] {
    return this._appliedBy(applier);
  }

  /** What an object of Flux applies; what the cluster's own sync applies when there is none. @internal */
  public _appliedBy(applier: Manifest | undefined): Manifest[] {
    if (!this.byApplier) {
      this.byApplier = new Map();
      for (const manifest of this.manifests) pushTo(this.byApplier, manifest.applier, manifest);
    }
    return this.byApplier.get(applier) ?? [];
  }

  /** The kinds of the objects that stand in the repository. @internal */
  public get _kinds(): Iterable<string> {
    return this.byKind.keys();
  }

  /** Forgets what was worked out: a fleet has thousands of clusters, and is judged one by one. @internal */
  public _forget(): void {
    this.memo.clear();
    this.byId = undefined;
    this.twins = undefined;
    this.byApplier = undefined;
  }

  /** What several rules need is worked out once. @internal */
  public _once<T>(work: (manifests: ManifestSet) => T): T {
    return this.memo.once(work);
  }
}

const NOTHING = Object.freeze([]) as unknown as never[];

function frozen<T>(list: readonly T[]): T[] {
  return list.length === 0 ? NOTHING : (Object.freeze([...list]) as T[]);
}
