import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { rememberCallSite } from '../primitives/call-site';
import { ObjectKind } from '../primitives/flux-kind';
import { MAX_NAME, requireName, requireNamespace } from '../primitives/kubernetes-name';
import { inDocumentedOrder } from './field-order';
import { resolveValue } from './resolve-value';

/** Props that every object shares. */
export interface FluxObjectProps {
  /**
   * Name of the Kubernetes object. It is what `flux get` prints, so it carries no hash.
   *
   * @default - the construct id
   */
  readonly name?: string;

  /**
   * Namespace of the Kubernetes object.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Labels of the Kubernetes object.
   *
   * @default - the labels of the chart
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Kubernetes object.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** An object of the cluster that other objects can name. */
export interface INamedObject extends IConstruct {
  /** Name of the Kubernetes object. */
  readonly name: string;
  /** Namespace of the Kubernetes object; `undefined` when neither the construct nor its chart sets one. */
  readonly namespace?: string;
}

/** Everything but metadata, in the order in which it is to be printed. */
export type ObjectBody = Record<string, unknown>;

/** What differs between objects when they are added. */
export interface AddObjectOptions {
  /** Renders the fields beside `metadata`; called at synthesis, when the whole fleet is known. */
  readonly body: () => ObjectBody;
  /** Longest name that works. Default: 253 characters. */
  readonly maxName?: number;
  /** Whether the kind has no namespace. Default: it has one. */
  readonly clusterScoped?: boolean;
}

/** Adds the one Kubernetes object behind a construct whose body is a spec, rendered by generated code. */
export function addFluxObject(
  owner: Construct,
  kind: ObjectKind,
  props: FluxObjectProps,
  renderSpec: () => unknown,
  maxName?: number,
): ApiObject {
  return addObject(owner, kind, props, {
    maxName,
    body: () => ({ spec: inDocumentedOrder(kind.kind, renderSpec() as ObjectBody) }),
  });
}

/** Adds the one Kubernetes object behind a construct. */
export function addObject(owner: Construct, kind: ObjectKind, props: FluxObjectProps, options: AddObjectOptions): ApiObject {
  const name = props.name ?? owner.node.id;
  requireName(owner, props.name === undefined ? 'id' : 'name', name, options.maxName ?? MAX_NAME);
  if (props.namespace !== undefined) requireNamespace(owner, 'namespace', props.namespace);

  rememberCallSite(owner);
  return new RenderedObject(owner, kind, { ...props, name }, options);
}

/**
 * An `ApiObject` that renders itself in one pass.
 *
 * Not the generated class, which copies the fields it knows and so drops what a user adds with `addJsonPatch`;
 * and not cdk8s' own rendering, which drops `null` and sorts keys (docs/decisions/0003).
 */
class RenderedObject extends ApiObject {
  private readonly operations: JsonPatch[] = [];

  constructor(
    owner: Construct,
    kind: ObjectKind,
    props: FluxObjectProps,
    private readonly options: AddObjectOptions,
  ) {
    super(owner, 'Resource', {
      ...kind,
      metadata: { name: props.name, namespace: props.namespace, labels: props.labels, annotations: props.annotations },
    });
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.operations.push(...operations);
  }

  public override toJson(): unknown {
    const rendered = {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: this.renderMetadata(),
      ...(resolveValue(this, this.options.body()) as ObjectBody),
    };
    return this.operations.length > 0 ? JsonPatch.apply(rendered, ...this.operations) : rendered;
  }

  private renderMetadata(): ObjectBody {
    const { name, namespace, labels, annotations, ...rest } = this.metadata.toJson();
    return {
      name,
      ...(namespace !== undefined && !this.options.clusterScoped && { namespace }),
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...rest,
    };
  }
}
