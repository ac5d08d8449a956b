import { Kind } from '../../../manifests/kind';
import { Field } from '../../../manifests/manifest';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { ofKindWithTemplates } from '../../../verification/templates';
import { Severity } from '../../../verification/severity';
import { ACTIONS, retriesOnFailure } from '../failure-handling';

/** One failure, and Flux never tries the release again. */
export class ReleaseStallsOnFirstFailure implements IRule {
  public readonly meta: RuleMeta = {
    id: 'release-stalls-on-first-failure',
    severity: Severity.WARNING,
    summary: 'A HelmRelease stops for good at the first failure.',
    why:
      'Without a strategy and without retries helm-controller gives up after one attempt, e.g. because an image was slow. The release is ' +
      'Stalled with RetriesExceeded, and no interval brings it back: only another chart, other values or a person do.',
    fix: 'Set strategy.name: RetryOnFailure on install and upgrade, or remediation.retries on both.',
    references: [
      'https://fluxcd.io/flux/components/helm/helmreleases/#install-strategy',
      'https://fluxcd.io/flux/components/helm/helmreleases/#configuring-failure-handling',
    ],
    kinds: [Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check(context: RuleContext): Finding[] {
    return ofKindWithTemplates(context.manifests, Kind.HELM_RELEASE).flatMap((release) => {
      const stalling = ACTIONS.map((action) => release.at('spec', action)).filter((action) => stalls(context, action));
      if (stalling.length === 0) return [];
      // What both actions lack is one omission.
      const [field, which] = stalling.length === 1 ? [stalling[0], stalling[0].key] : [release.at('spec'), ACTIONS.join(' or ')];
      return [new Finding(field, `${release} stops for good when its first ${which} fails`)];
    });
  }
}

function stalls(context: RuleContext, action: Field): boolean {
  if (action.text() !== undefined) return false;
  const retries = action.at('remediation', 'retries').value;
  return !retriesOnFailure(context, action) && (retries === undefined || retries === null || retries === 0);
}
