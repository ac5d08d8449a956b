import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { ofKindWithTemplates } from '../../../verification/templates';
import { Severity } from '../../../verification/severity';

/** A release has two charts, or none. */
export class ChartAndChartRef implements IRule {
  public readonly meta: RuleMeta = {
    id: 'chart-and-chart-ref',
    severity: Severity.ERROR,
    summary: 'A HelmRelease has both chart and chartRef, or neither.',
    why:
      'chart makes helm-controller create a HelmChart, chartRef names a source that is there already. The API server refuses a HelmRelease ' +
      'with both and one with neither, and with it everything that its Kustomization applies in the same stage.',
    fix: 'Keep exactly one of spec.chart and spec.chartRef.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-reference'],
    kinds: [Kind.HELM_RELEASE, Kind.RESOURCE_SET],
  };

  public check({ manifests }: RuleContext): Finding[] {
    return ofKindWithTemplates(manifests, Kind.HELM_RELEASE).flatMap((release) => {
      const [chart, chartRef] = [release.at('spec', 'chart'), release.at('spec', 'chartRef')];
      // The schema reports a null.
      if (chart.exists !== chartRef.exists || chart.value === null) return [];
      return chart.exists
        ? [new Finding(chartRef, `${release} has both chart and chartRef`)]
        : [new Finding(release.at('spec'), `${release} has neither chart nor chartRef`)];
    });
  }
}
