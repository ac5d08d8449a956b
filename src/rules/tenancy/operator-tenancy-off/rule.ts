import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { referencesIn } from '../../../verification/references';
import { tenantsOf } from '../../../verification/tenants';

/** The operator does not confine the ResourceSets of tenants. */
export class OperatorTenancyOff implements IRule {
  public readonly meta: RuleMeta = {
    id: 'operator-tenancy-off',
    severity: Severity.WARNING,
    summary: 'A cluster with tenants runs an operator whose ResourceSets have all rights.',
    why:
      'The lockdown of a FluxInstance is about the controllers of Flux. The operator itself applies a ResourceSet that names no account ' +
      'with its own rights, which are those of cluster-admin, unless its chart has multitenancy.enabled. Then it acts as ' +
      'multitenancy.defaultServiceAccount of the namespace.',
    fix: 'Set multitenancy.enabled to true, and multitenancy.defaultServiceAccount to an account without rights, in the values of the chart.',
    references: [
      'https://fluxoperator.dev/docs/charts/flux-operator/',
      'https://fluxoperator.dev/docs/crd/resourceset/#role-based-access-control',
    ],
    kinds: [Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    if (!tenantsOf(context).isShared) return [];
    return context.manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      // Values from elsewhere may say anything.
      if (!isOperator(context, release) || !release.at('spec', 'valuesFrom').isEmpty()) return [];
      const tenancy = release.at('spec', 'values', 'multitenancy');
      const account = tenancy.at('defaultServiceAccount');
      if (!isOff(tenancy.at('enabled')) && account.value !== '') return [];
      const what = isOff(tenancy.at('enabled')) ? 'without multitenancy.enabled' : 'without multitenancy.defaultServiceAccount';
      return [
        new Finding(
          isOff(tenancy.at('enabled')) ? tenancy.at('enabled') : account,
          `${release} runs the operator ${what} in a cluster with tenants`,
        ),
      ];
    });
  }
}

function isOff(enabled: Field): boolean {
  return !enabled.exists || enabled.value === false || enabled.value === null;
}

function isOperator({ manifests }: RuleContext, release: Manifest): boolean {
  if (release.at('spec', 'chart', 'spec', 'chart').text() === 'flux-operator') return true;
  return referencesIn(manifests)
    .of(release)
    .some(({ role, to }) => role === 'chart' && /\/flux-operator\/?$/.test(manifests.find(to)?.at('spec', 'url').text() ?? ''));
}
