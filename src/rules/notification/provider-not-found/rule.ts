import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { missingInTemplates } from '../../../verification/missing-in-templates';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** An Alert has nowhere to send events to. */
export class ProviderNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'provider-not-found',
    severity: Severity.ERROR,
    summary: 'An Alert names a Provider that its namespace does not have.',
    why:
      'A Provider is always looked for in the namespace of the Alert. Where it is missing, events are dropped with a line in the log of ' +
      'the notification-controller. Alerts have no status, so nothing else shows it.',
    fix: 'Name a Provider of the same namespace, or add one.',
    references: ['https://fluxcd.io/flux/components/notification/alerts/#provider-reference'],
    kinds: [Kind.ALERT, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    const missing = referencesIn(context.manifests)
      .for('provider')
      .filter((reference) => isMissing(context, reference));
    return [...missing, ...missingInTemplates(context, 'provider')].map((reference) =>
      missingFinding(context, reference, 'sends events to'),
    );
  }
}
