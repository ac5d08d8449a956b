import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { ObjectId } from '../../../manifests/object-id';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isPowerful, rightsIn } from '../../../verification/rights';
import { isJustified, tenantsOf } from '../../../verification/tenants';

/** The account of a tenant has rights in the namespaces of others. */
export class ClusterWideTenantRights implements IRule {
  public readonly meta: RuleMeta = {
    id: 'cluster-wide-tenant-rights',
    severity: Severity.ERROR,
    summary: 'A binding gives the account of a tenant rights in every namespace, or in that of Flux.',
    why:
      'A ClusterRoleBinding gives its role in every namespace and for objects of the whole cluster, whatever the role is called. A ' +
      'tenant that is synced with such an account reads and changes what belongs to others. So does one that may use what is in the ' +
      'namespace of Flux, whose accounts are those of cluster administrators. A team that runs the platform is declared as such: in the ' +
      'settings of the project, or with an annotation cdk8s-fluxcd/reason on the binding.',
    fix: 'Bind the role with a RoleBinding in the namespace of the tenant.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control'],
    kinds: [Kind.CLUSTER_ROLE_BINDING, Kind.ROLE_BINDING],
  };

  public check(context: RuleContext): Finding[] {
    return tenantsOf(context).all.flatMap(({ namespace, name, accounts, isPlatform }) => {
      if (isPlatform) return [];
      const grants = [...accounts].flatMap((account) => rightsIn(context.manifests).of(namespace, account));
      return grants.flatMap(({ binding, subject, role, isClusterWide }) => {
        const where = isClusterWide
          ? 'every namespace'
          : reachesFlux(context, binding, role)
            ? `namespace ${binding.namespace}`
            : undefined;
        if (where === undefined) return [];
        return [new Finding(subject, `${binding} gives the account of tenant '${name}' the role '${role.name}' in ${where}`)];
      });
    });
  }
}

/** Whether a binding lets its account use the accounts of Flux, or read its secrets. */
function reachesFlux({ controllers, manifests }: RuleContext, binding: Manifest, role: ObjectId): boolean {
  return binding.namespace === controllers._namespace && isPowerful(manifests, role) && !isJustified(binding);
}
