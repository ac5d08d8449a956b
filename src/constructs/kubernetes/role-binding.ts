import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { addObject, FluxObjectProps } from '../flux-object';
import { RoleRef, renderRoleRef } from './role-ref';
import { IServiceAccount } from './service-account';
import { renderSubjects } from './subjects';

/** Props for `RoleBinding`. */
export interface RoleBindingProps extends FluxObjectProps {
  /** The rights. Kubernetes cannot change them later: give a binding with other rights another name. */
  readonly role: RoleRef;

  /** Who gets them. The accounts may live in other namespaces. */
  readonly serviceAccounts: IServiceAccount[];
}

/**
 * Grants rights within one namespace.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class RoleBinding extends Construct {
  /** Name of the Kubernetes object. */
  public readonly name: string;

  /** Namespace of the Kubernetes object; `undefined` when neither the construct nor its chart sets one. */
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id);
    const subjects = renderSubjects(this, props.serviceAccounts);

    const object = addObject(this, KubernetesKind.ROLE_BINDING, props, {
      body: () => ({ roleRef: renderRoleRef(props.role), subjects }),
    });
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
