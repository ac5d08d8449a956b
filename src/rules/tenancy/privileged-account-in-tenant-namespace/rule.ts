import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isPowerful, rightsIn } from '../../../verification/rights';
import { isJustified, tenantsOf } from '../../../verification/tenants';

/** A tenant can use an account that may do more than its own. */
export class PrivilegedAccountInTenantNamespace implements IRule {
  public readonly meta: RuleMeta = {
    id: 'privileged-account-in-tenant-namespace',
    severity: Severity.ERROR,
    summary: 'The namespace of a tenant holds an account with rights in the whole cluster.',
    why:
      'Whoever may create a pod, a Kustomization or a HelmRelease in a namespace can use every account that is in it. An account with ' +
      'rights in the whole cluster therefore gives them to the tenant, whatever it is meant for. A binding that says why, with an ' +
      'annotation cdk8s-fluxcd/reason, is accepted.',
    fix: 'Move the account and what uses it to a namespace of their own, or let it use the account of the tenant.',
    references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
    kinds: [Kind.CLUSTER_ROLE_BINDING],
  };

  public check(context: RuleContext): Finding[] {
    const { all, byNamespace } = tenantsOf(context);
    return [...rightsIn(context.manifests).all].flatMap(([account, grants]) => {
      const [namespace, name] = account.split('/');
      // What all accounts have, any tenant has.
      const tenant = namespace === '*' ? all.find(({ isPlatform }) => !isPlatform) : byNamespace.get(namespace);
      // What the tenant is synced as is the subject of cluster-wide-tenant-rights.
      if (!tenant || tenant.isPlatform || tenant.accounts.has(name)) return [];
      return grants
        .filter(({ binding, role, isClusterWide }) => isClusterWide && isPowerful(context.manifests, role) && !isJustified(binding))
        .map(({ binding, subject, role }) => {
          const message = `${binding} gives the role '${role.name}' to ${whomOf(namespace, name)}, which tenant '${tenant.name}' can use`;
          return new Finding(subject, message);
        });
    });
  }
}

function whomOf(namespace: string, name: string): string {
  if (namespace === '*') return 'every account of the cluster';
  return `${name === '*' ? 'every account' : `ServiceAccount ${name}`} in namespace ${namespace}`;
}
