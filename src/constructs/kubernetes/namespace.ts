import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { MAX_LABEL, requireNamespace } from '../../primitives/kubernetes-name';
import { addObject } from '../flux-object';
import { ClusterObjectProps } from './cluster-object-props';

/** Props for `Namespace`. */
export interface NamespaceProps extends ClusterObjectProps {}

/**
 * A namespace.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export class Namespace extends Construct {
  /** Name of the namespace. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    requireNamespace(this, props.name === undefined ? 'id' : 'name', props.name ?? id);

    this.name = addObject(this, KubernetesKind.NAMESPACE, props, { clusterScoped: true, maxName: MAX_LABEL, body: () => ({}) }).name;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
