import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isJustified, tenantsOf } from '../../../verification/tenants';

/** A tenant may change the limits of its own namespace. */
export class TenantBoundToClusterAdmin implements IRule {
  public readonly meta: RuleMeta = {
    id: 'tenant-bound-to-cluster-admin',
    severity: Severity.WARNING,
    summary: 'A RoleBinding gives an account of a tenant the ClusterRole cluster-admin.',
    why:
      'Bound in a namespace, cluster-admin holds only there, but for everything: the tenant may lift its own quota, remove the network ' +
      'policies around it, change the labels of its namespace that admission policies select, and give others rights. ' +
      '`flux create tenant` binds cluster-admin unless it is told otherwise.',
    fix: 'Bind the ClusterRole admin, or a narrower one.',
    references: [
      'https://fluxcd.io/flux/cmd/flux_create_tenant/',
      'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    ],
    kinds: [Kind.ROLE_BINDING],
  };

  public check(context: RuleContext): Finding[] {
    const tenants = tenantsOf(context).byNamespace;
    return context.manifests.ofKind(Kind.ROLE_BINDING).flatMap((binding) => {
      const tenant = tenants.get(binding.namespace ?? '');
      const role = binding.at('roleRef');
      if (!tenant || tenant.isPlatform || isJustified(binding)) return [];
      if (role.at('kind').text() !== 'ClusterRole' || role.at('name').text() !== 'cluster-admin') return [];
      const isOfTenant = binding
        .at('subjects')
        .items()
        .some((subject) => subject.at('kind').text() === 'ServiceAccount' && subject.at('namespace').text() === tenant.namespace);
      return isOfTenant ? [new Finding(role.at('name'), `${binding} gives tenant '${tenant.name}' cluster-admin in its namespace`)] : [];
    });
  }
}
