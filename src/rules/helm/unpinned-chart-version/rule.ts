import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { chartVersionsIn, isUnpinned } from '../../chart-version';

/** The newest chart is rolled out, whatever it is. */
export class UnpinnedChartVersion implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unpinned-chart-version',
    severity: Severity.WARNING,
    summary: 'A chart of a HelmRepository has no version.',
    why:
      'A chart without a version means *: at the next interval Flux installs the newest one that the repository has, the next major ' +
      'version included, in every cluster at once. latest is no version of a chart and finds nothing.',
    fix: 'Write the version, or a range such as 1.x.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
    raisedInProduction: true,
    kinds: [Kind.HELM_RELEASE, Kind.HELM_CHART],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return chartVersionsIn(manifests)
      .filter(isUnpinned)
      .map((version) => new Finding(version, `${version.manifest} takes whatever version of its chart is the newest`));
  }
}
