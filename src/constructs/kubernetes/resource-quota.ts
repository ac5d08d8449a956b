import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { hasInput } from '../../primitives/template-input';
import { addObject, FluxObjectProps } from '../flux-object';

/** A quantity of Kubernetes, or a variable that Flux replaces by one. */
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$|\$\{\w/;

/** Props for `ResourceQuota`. */
export interface ResourceQuotaProps extends FluxObjectProps {
  /** The most that the namespace may use: quantities by resource, e.g. `{ 'requests.cpu': '4', pods: '50' }`. */
  readonly hard: { [resource: string]: string };
}

/**
 * The most that a namespace may use.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class ResourceQuota extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the Kubernetes object; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ResourceQuotaProps) {
    super(scope, id);
    for (const [resource, quantity] of Object.entries(props.hard)) requireQuantity(this, resource, quantity);

    const object = addObject(this, KubernetesKind.RESOURCE_QUOTA, props, { body: () => ({ spec: { hard: props.hard } }) });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function requireQuantity(at: Construct, resource: string, quantity: unknown): void {
  if (typeof quantity === 'string' && (QUANTITY.test(quantity) || hasInput(quantity))) return;

  throw new InputError(at, {
    prop: `hard['${resource}']`,
    got: quantity,
    mustBe: "a quantity of Kubernetes as text, such as '4', '500m' or '8Gi'",
    fix: `'${resource}': '${/^\d+/.exec(String(quantity))?.[0] ?? '4'}'`,
  });
}
