import { Kind } from '../../../manifests/kind';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isExact, isUnbounded } from '../../../verification/version-constraint';
import { chartVersionsIn, isUnpinned } from '../../chart-version';

/** A project that pins its charts has one that it does not pin. */
export class ChartVersionNotExact implements IRule {
  public readonly meta: RuleMeta = {
    id: 'chart-version-not-exact',
    severity: Severity.INFO,
    summary: 'A chart has a range of versions in a project that pins them exactly.',
    why:
      'Flux takes the newest chart of a range by itself. A project that sets pinning to exact wants each new version as a commit, so that ' +
      'Git says what runs and a revert brings back what ran.',
    fix: 'Write the version that runs now.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
    kinds: [Kind.HELM_RELEASE, Kind.HELM_CHART],
  };

  public check({ manifests, settings }: RuleContext): Finding[] {
    if (settings.pinning !== 'exact') return [];
    return chartVersionsIn(manifests).flatMap((version) => {
      const text = version.text();
      // What takes every version is reported by other rules.
      if (text === undefined || isUnknown(text) || isUnpinned(version) || isUnbounded(text) || isExact(text)) return [];
      return [new Finding(version, `${version.manifest} takes a chart of the range '${text}', not one version`)];
    });
  }
}
