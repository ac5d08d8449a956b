import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ObjectKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { requireName, requireNamespace } from '../../primitives/kubernetes-name';
import { INamedObject } from '../flux-object';
import { isImportedObject } from '../imported-object';
import { FluxObjectKind, fluxObjectKind } from './flux-object-kind';

/** Options for `FluxObjects.every()`. */
export interface EveryObjectOptions {
  /**
   * Namespace of the objects. There is no wildcard: Flux compares namespaces for equality.
   *
   * @default - the namespace of the Alert or Receiver
   */
  readonly namespace?: string;

  /**
   * Labels that the objects have. A Receiver needs some.
   *
   * @default - all objects of the kind
   */
  readonly matchLabels?: { [key: string]: string };
}

/** Objects that an `Alert` hears of, or that a `Receiver` wakes. */
export class FluxObjects {
  /**
   * One object of the program, or one that a `from…Name()` names.
   *
   * @param object e.g. a `GitRepository`, or the `kustomization` of a layer
   */
  public static of(object: INamedObject): FluxObjects {
    return new FluxObjects(kindOf(object), object.name, { namespace: object.namespace }, object);
  }

  /**
   * One object by its name.
   *
   * @param kind kind of the object
   * @param name name of the object
   * @param namespace its namespace; by default that of the Alert or Receiver
   */
  public static named(kind: FluxObjectKind, name: string, namespace?: string): FluxObjects {
    requireName('FluxObjects.named()', 'name', name);
    requireExactNamespace('FluxObjects.named()', namespace);
    return new FluxObjects(kind, name, { namespace });
  }

  /**
   * All objects of a kind in one namespace, also those that are made later.
   *
   * @param kind kind of the objects
   * @param options namespace and labels
   */
  public static every(kind: FluxObjectKind, options: EveryObjectOptions = {}): FluxObjects {
    requireExactNamespace('FluxObjects.every()', options.namespace);
    return new FluxObjects(kind, '*', options);
  }

  private constructor(
    /** Kind of the objects. */
    public readonly kind: FluxObjectKind,
    /** Name of the object; `*` for all. */
    public readonly name: string,
    /** Namespace and labels. */
    public readonly options: EveryObjectOptions,
    /** @internal */
    public readonly _construct?: IConstruct,
  ) {}
}

function kindOf(object: INamedObject): FluxObjectKind {
  const { apiVersion, kind }: ObjectKind = isImportedObject(object) ? object._objectKind : ApiObject.of(object);
  const known = fluxObjectKind(apiVersion, kind);
  if (known) return known;
  throw new InputError('FluxObjects.of()', {
    prop: 'object',
    got: `${kind} ${object.name}`,
    mustBe: 'an object that Flux reconciles: a source, a Kustomization, a HelmRelease',
    fix: 'FluxObjects.of(layer.kustomization)',
  });
}

function requireExactNamespace(at: string, namespace: string | undefined): void {
  // What stands in the namespace `default` should not, and can still be told of.
  if (namespace === undefined || namespace === 'default') return;
  if (namespace !== '*') return requireNamespace(at, 'namespace', namespace);
  throw new InputError(at, {
    prop: 'namespace',
    got: namespace,
    mustBe: 'one namespace; Flux compares namespaces for equality, and none is called *',
    fix: 'one FluxObjects.every() for each namespace, or Notifications, which finds the namespaces itself',
  });
}
