import { ObjectId } from '../manifests/object-id';
import { groupBy } from '../primitives/push-to';

/** An object that exists outside of the manifests, because somebody says so. */
export interface External {
  /** Kind, with its API group where it is not a core kind: `Secret`, `GitRepository.source.toolkit.fluxcd.io`. */
  readonly kind: string;
  /** Name; `*` for every name. */
  readonly name: string;

  /**
   * Namespace; `*` for every namespace.
   *
   * @default - the object has no namespace
   */
  readonly namespace?: string;

  /**
   * Keys of a Secret or ConfigMap.
   *
   * @default - not known: it has every key that is asked for
   */
  readonly keys?: string[];

  /**
   * Type of a Secret, e.g. `kubernetes.io/dockerconfigjson`.
   *
   * @default - not known
   */
  readonly type?: string;
}

/** What is declared to exist outside of the manifests. */
export class Externals {
  /** What is declared. */
  public readonly declared: External[];

  private readonly byKind: ReadonlyMap<string, readonly External[]>;

  /** Whether a project declares what it has. Where it does not, nobody can tell a missing Secret from one that is made by hand. */
  public readonly any: boolean;

  /**
   * What is declared.
   *
   * @param declared the objects
   * @param any whether the project declares all that it has; by default when it declares something
   */
  constructor(declared: External[] = [], any: boolean = declared.length > 0) {
    this.declared = [...declared];
    this.any = any;
    this.byKind = groupBy(declared, ({ kind }) => kind);
  }

  /** The declaration of an object; `undefined` when nobody declares it. */
  public find(id: ObjectId): External | undefined {
    // People write `GitRepository` as often as its qualified name, and the kinds that matter are not ambiguous.
    return this._ofKind(id.qualifiedKind).find((one) => isOf(one, id)) ?? this._ofKind(id.kind).find((one) => isOf(one, id));
  }

  /** What is declared by this name of its kind. @internal */
  public _ofKind(kind: string): readonly External[] {
    return this.byKind.get(kind) ?? NONE;
  }
}

const NONE: readonly External[] = [];

function isOf({ name, namespace }: External, id: ObjectId): boolean {
  return (name === '*' || name === id.name) && (namespace === '*' || namespace === id.namespace);
}
