import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { addObject } from '../flux-object';
import { ClusterObjectProps } from './cluster-object-props';
import { RoleRef, renderRoleRef } from './role-ref';
import { IServiceAccount } from './service-account';
import { renderSubjects } from './subjects';

/** Props for `ClusterRoleBinding`. */
export interface ClusterRoleBindingProps extends ClusterObjectProps {
  /** Name of the ClusterRole. Kubernetes cannot change it later: give a binding of another role another name. */
  readonly clusterRole: string;

  /** Who gets its rights. */
  readonly serviceAccounts: IServiceAccount[];
}

/**
 * Grants rights in all namespaces, so never to a tenant.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class ClusterRoleBinding extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ClusterRoleBindingProps) {
    super(scope, id);
    const roleRef = renderRoleRef(RoleRef.clusterRole(props.clusterRole));
    const subjects = renderSubjects(this, props.serviceAccounts);

    const options = { clusterScoped: true, body: () => ({ roleRef, subjects }) };
    this.name = addObject(this, KubernetesKind.CLUSTER_ROLE_BINDING, props, options).name;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
