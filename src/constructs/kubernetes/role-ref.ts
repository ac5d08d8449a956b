import { KubernetesKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';

/**
 * The rights that a `RoleBinding` grants.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export class RoleRef {
  /**
   * A role of the whole cluster, whose rights hold in the namespace of the binding.
   *
   * @param name e.g. `edit`
   */
  public static clusterRole(name: string): RoleRef {
    requireRoleName('RoleRef.clusterRole()', name);
    return new RoleRef('ClusterRole', name);
  }

  /**
   * A role in the namespace of the binding.
   *
   * @param name name of the Role
   */
  public static role(name: string): RoleRef {
    requireRoleName('RoleRef.role()', name);
    return new RoleRef(KubernetesKind.ROLE.kind, name);
  }

  private constructor(
    /** `Role` or `ClusterRole`. */
    public readonly kind: string,
    /** Name of the role. */
    public readonly name: string,
  ) {}
}

/** The field `roleRef` of a binding. */
export function renderRoleRef({ kind, name }: RoleRef): Record<string, unknown> {
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}

/** Refuses what cannot be part of the address of a role; names such as `system:node` are legal. */
function requireRoleName(place: string, name: string): void {
  if (/^[^/%\s]+$/.test(name) && !/^\.\.?$/.test(name)) return;
  throw new InputError(place, {
    prop: 'name',
    got: name,
    mustBe: "the name of a role, without '/', '%' and spaces",
    fix: `${place.slice(0, -1)}'edit')`,
  });
}
