import { Kind } from '../../../manifests/kind';
import { ManifestSet } from '../../../manifests/manifest-set';
import { ObjectId } from '../../../manifests/object-id';
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
    summary: 'A RoleBinding gives an account of a tenant the ClusterRole cluster-admin, or one that allows as much.',
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
      const name = role.at('name').text() ?? '';
      if (role.at('kind').text() !== 'ClusterRole' || !isEverything(context.manifests, name)) return [];
      const isOfTenant = binding
        .at('subjects')
        .items()
        .some((subject) => subject.at('kind').text() === 'ServiceAccount' && subject.at('namespace').text() === tenant.namespace);
      return isOfTenant ? [new Finding(role.at('name'), `${binding} gives tenant '${tenant.name}' ${name} in its namespace`)] : [];
    });
  }
}

/** Whether a ClusterRole allows everything, whatever it is called. */
function isEverything(manifests: ManifestSet, name: string): boolean {
  if (name === 'cluster-admin') return true;
  const role = manifests.find(ObjectId.of('rbac.authorization.k8s.io/v1', 'ClusterRole', name));
  const rules = role?.at('rules').items() ?? [];
  return rules.some((rule) =>
    ['apiGroups', 'resources', 'verbs'].every((key) =>
      rule
        .at(key)
        .items()
        .some(({ value }) => value === '*'),
    ),
  );
}
