import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { NAMESPACE_NAME_LABEL, requireNamespace } from '../../primitives/kubernetes-name';
import { addObject, FluxObjectProps } from '../flux-object';

/** Props for `NetworkPolicy`. */
export interface NetworkPolicyProps extends FluxObjectProps {
  /**
   * Other namespaces whose pods may connect, e.g. that of the ingress controller.
   *
   * @default - none: only pods of the same namespace may connect
   */
  readonly ingressFromNamespaces?: string[];
}

/**
 * Who may connect to the pods of a namespace: its own pods, and those of the namespaces that are named.
 *
 * The pods themselves may connect to everywhere. Needs a network plugin that enforces policies.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the Kubernetes object; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: NetworkPolicyProps = {}) {
    super(scope, id);
    const namespaces = props.ingressFromNamespaces ?? [];
    for (const namespace of namespaces) requireNamespace(this, 'ingressFromNamespaces', namespace);

    const object = addObject(this, KubernetesKind.NETWORK_POLICY, props, { body: () => ({ spec: isolationSpec(namespaces) }) });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

/** The spec of a policy that lets in pods of its own namespace and of these others. */
export function isolationSpec(namespaces: string[]): Record<string, unknown> {
  const others = namespaces.map((namespace) => ({ namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } } }));
  return {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }, ...others] }],
  };
}
