import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ACTIONS, retriesOnFailure } from '../failure-handling';

/** A release that cannot work is taken down and put up again for ever. */
export class UnlimitedRetries implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unlimited-retries',
    severity: Severity.WARNING,
    summary: 'A HelmRelease is remediated without an end.',
    why:
      'A negative number of retries means without limit. Each retry uninstalls or rolls back first, so that a release that cannot work is ' +
      'taken down and put up again for ever, with its hooks, and the failure that somebody should look at is gone each time.',
    fix: 'Write a number of retries, e.g. 3, or strategy.name: RetryOnFailure, which upgrades what is there.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#install-remediation',
      'https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-remediation',
    ],
    kinds: [Kind.HELM_RELEASE],
  };

  public check(context: RuleContext): Finding[] {
    return context.manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) =>
      ACTIONS.flatMap((name) => {
        const action = release.at('spec', name);
        const retries = action.at('remediation', 'retries');
        const isUnlimited = typeof retries.value === 'number' && retries.value < 0;
        if (!isUnlimited || retriesOnFailure(context, action)) return [];
        return [new Finding(retries, `${release} is remediated without an end when its ${name} fails`)];
      }),
    );
  }
}
