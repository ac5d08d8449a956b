import { Kind } from '../../../manifests/kind';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { retriesOnFailure } from '../failure-handling';

/** What happens after the last failure depends on the number of retries. */
export class ImplicitLastFailureRemediation implements IRule {
  public readonly meta: RuleMeta = {
    id: 'implicit-last-failure-remediation',
    severity: Severity.WARNING,
    summary: 'An upgrade with retries does not say what happens after the last one.',
    why:
      'upgrade.remediation.remediateLastFailure is true as soon as there are retries, and install.remediation.remediateLastFailure is ' +
      'false however many there are. So the last failed upgrade is rolled back, and the last failed install stays as it is to be looked at.',
    fix: 'Write remediateLastFailure: true to roll back the last failure, or false to keep what failed.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-remediation'],
    kinds: [Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const upgrade = release.at('spec', 'upgrade');
      const remediation = upgrade.at('remediation');
      const retries = remediation.at('retries');
      const isImplicit = typeof retries.value === 'number' && retries.value > 0 && remediation.at('remediateLastFailure').isEmpty();
      // Flux ignores the block with this strategy.
      if (!isImplicit || retriesOnFailure(context, upgrade)) return [];
      // This is what it means already, so that nothing changes.
      const edits = remediation.at('remediateLastFailure').exists ? [] : [Edit.add(remediation, 'remediateLastFailure', true)];
      return [new Finding(retries, `${release} does not say whether its last failed upgrade is rolled back, which it is`, { edits })];
    });
  }
}
