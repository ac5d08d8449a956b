import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

/** Nobody notices what somebody changes in the cluster by hand. */
export class DriftDetectionOff implements IRule {
  public readonly meta: RuleMeta = {
    id: 'drift-detection-off',
    severity: Severity.INFO,
    summary: 'A HelmRelease does not look for changes that were made in the cluster.',
    why:
      'A Kustomization corrects what somebody edits by hand at its next interval. A HelmRelease does not: it compares only charts and ' +
      'values, so that an edited or deleted object stays as it is until the next upgrade.',
    fix: 'Set driftDetection.mode to enabled, or to warn, which reports and corrects nothing.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection'],
    raisedInProduction: true,
    kinds: [Kind.HELM_RELEASE],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return manifests.ofKind(Kind.HELM_RELEASE).flatMap((release) => {
      const mode = release.at('spec', 'driftDetection', 'mode');
      if (!mode.isEmpty() && mode.text() !== 'disabled') return [];
      return [new Finding(mode, `${release} does not notice what is changed in the cluster`)];
    });
  }
}
