import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { IMPERSONATING_CONTROLLERS } from '../../../verification/controllers';
import { rightsIn } from '../../../verification/rights';
import { tenantsOf } from '../../../verification/tenants';

/** Account that Kubernetes itself makes in every namespace, and that every pod there has which names no other. */
const DEFAULT = 'default';

/** What names no account has rights after all. */
export class LockdownAccountHasRights implements IRule {
  public readonly meta: RuleMeta = {
    id: 'lockdown-account-has-rights',
    severity: Severity.ERROR,
    summary: 'The account that confines objects without one has rights in the namespace of a tenant.',
    why:
      'The lockdown lets objects that name no account act as the account `default` of their namespace, because that has no rights. ' +
      'Where a binding gives it some, whoever forgets serviceAccountName gets them silently, and so does every pod of the namespace ' +
      'that names no account. An account of another name that is made for the purpose is the choice of the platform, and not reported.',
    fix: 'Remove the binding, give the rights to an account of its own, and name that in spec.serviceAccountName.',
    references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
    kinds: [Kind.ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING],
  };

  public check(context: RuleContext): Finding[] {
    const { controllers, manifests } = context;
    if (!IMPERSONATING_CONTROLLERS.some((name) => controllers._defaultAccount(name) === DEFAULT)) return [];
    return tenantsOf(context).all.flatMap((tenant) => {
      if (tenant.isPlatform) return [];
      const grants = rightsIn(manifests).of(tenant.namespace, DEFAULT);
      return grants.map(({ binding, subject, role }) => {
        return new Finding(
          subject,
          `${binding} gives '${role.name}' to ServiceAccount ${tenant.namespace}/default, which the lockdown relies on to have no rights`,
        );
      });
    });
  }
}
