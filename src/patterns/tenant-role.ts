import { PolicyRule } from '../constructs/kubernetes/role';
import { InputError } from '../primitives/input-error';
import { requireName } from '../primitives/kubernetes-name';

/** What the sync of a tenant may do. */
export class TenantRole {
  /** Everything inside the tenant's namespace, except its quota and the namespace itself: the ClusterRole `admin`, bound there. */
  public static admin(): TenantRole {
    return new TenantRole('admin', [], false);
  }

  /** The same without roles and role bindings: the ClusterRole `edit`, bound in the namespace. */
  public static edit(): TenantRole {
    return new TenantRole('edit', [], false);
  }

  /**
   * A ClusterRole of yours, bound in the namespace.
   *
   * @param name name of the ClusterRole; not `cluster-admin`
   */
  public static clusterRole(name: string): TenantRole {
    requireName('TenantRole.clusterRole()', 'name', name);
    if (name !== 'cluster-admin') return new TenantRole(name, [], false);
    throw new InputError('TenantRole.clusterRole()', {
      prop: 'name',
      got: name,
      mustBe: 'another role than cluster-admin, with which a tenant could lift its own quota and change its own namespace',
      fix: "TenantRole.admin(), or TenantRole.platform('why this team runs the platform')",
    });
  }

  /** Exactly these rights, as a Role in the namespace. */
  public static custom(...rules: PolicyRule[]): TenantRole {
    if (rules.length > 0) return new TenantRole(undefined, rules, false);
    throw new InputError('TenantRole.custom()', { prop: 'rules', got: rules, mustBe: 'one rule at least', fix: 'TenantRole.admin()' });
  }

  /**
   * Everything in the whole cluster: a ClusterRoleBinding to `cluster-admin`. For the team that runs the platform.
   *
   * @param reason why, for whoever reads the program
   */
  public static platform(reason: string): TenantRole {
    if (reason.trim() !== '') return new TenantRole('cluster-admin', [], true, reason);
    throw new InputError('TenantRole.platform()', {
      prop: 'reason',
      got: reason,
      mustBe: 'a sentence',
      fix: "TenantRole.platform('owns the ingress controllers')",
    });
  }

  private constructor(
    /** ClusterRole that is bound; `undefined` for rules of its own. */
    public readonly clusterRoleName: string | undefined,
    /** Rules of its own. */
    public readonly rules: PolicyRule[],
    /** Whether the rights reach the whole cluster. */
    public readonly isPlatform: boolean,
    /** Why they do. */
    public readonly reason?: string,
  ) {}
}
