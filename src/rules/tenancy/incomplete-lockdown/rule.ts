import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { IMPERSONATING_CONTROLLERS, KINDS_OF_CONTROLLERS, REFERENCE_CONTROLLERS } from '../../../verification/controllers';
import { tenantsOf } from '../../../verification/tenants';
import { isLabelUsed, TENANT_LABELS } from '../tenant-labels';

/** Which controllers need which flag. */
const LOCKDOWN = [
  { flag: 'no-cross-namespace-refs', names: REFERENCE_CONTROLLERS },
  { flag: 'no-remote-bases', names: ['kustomize-controller'] },
  { flag: 'default-service-account', names: IMPERSONATING_CONTROLLERS },
];

/** Tenants share a cluster whose controllers do not confine them. */
export class IncompleteLockdown implements IRule {
  public readonly meta: RuleMeta = {
    id: 'incomplete-lockdown',
    severity: Severity.ERROR,
    summary: 'A cluster with tenants runs controllers without all flags of the lockdown.',
    why:
      'A service account confines a tenant only together with three flags. Without --no-cross-namespace-refs a tenant applies the ' +
      'sources of others, without --no-remote-bases it applies manifests that no source has checked, and without ' +
      '--default-service-account an object that names no account has the rights of its controller, which are those of cluster-admin.',
    fix: 'Set cluster.multitenant of the FluxInstance to true, or patch all flags of the lockdown into the controllers beside gotk-components.yaml.',
    references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/', 'https://fluxoperator.dev/docs/crd/fluxinstance/'],
    kinds: KINDS_OF_CONTROLLERS,
    files: true,
  };

  public check(context: RuleContext): Finding[] {
    const { controllers } = context;
    const { isShared, isDeclared } = tenantsOf(context);
    if (!isShared || !controllers.known || !controllers._where) return [];

    const missing = LOCKDOWN.flatMap(({ flag, names }) => {
      const lacking = names.filter(
        (name) => controllers.installed.includes(name) && ['false', ''].includes(controllers.flag(name, flag) ?? 'false'),
      );
      return lacking.length === 0 ? [] : [`--${flag} on ${lacking.join(', ')}`];
    });
    if (missing.length === 0) return [];
    const message = `the cluster has tenants, and its controllers lack ${missing.join(' and ')}`;
    return [new Finding(controllers._where, message, { severity: isDeclared ? Severity.ERROR : severityOfInferred(context) })];
  }
}

/** An account of its own alone may be least privilege for something of the platform's own team. */
function severityOfInferred(context: RuleContext): Severity {
  return TENANT_LABELS.some((label) => isLabelUsed(context, label)) ? Severity.WARNING : Severity.INFO;
}
