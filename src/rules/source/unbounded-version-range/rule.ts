import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { ManifestSet } from '../../../manifests/manifest-set';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { admitsPreReleases, isUnbounded } from '../../../verification/version-constraint';
import { chartVersionsIn, isUnpinned } from '../../chart-version';

/** Every future version is taken, whatever it breaks. */
export class UnboundedVersionRange implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unbounded-version-range',
    severity: Severity.WARNING,
    summary: 'A range of versions takes every version, or pre-releases in production.',
    why:
      'Flux takes the newest version of the range by itself. With * or >=0.0.0 the next major version is rolled out the moment it is ' +
      'published. A range takes pre-releases only when it has a pre-release itself, such as >=1.0.0-0, and then it takes all of them.',
    fix: 'Write a range with a bound, e.g. 1.x, and none with a pre-release in production.',
    references: [
      'https://fluxcd.io/flux/components/source/ocirepositories/#semver-example',
      'https://github.com/Masterminds/semver#checking-version-constraints',
    ],
    raisedInProduction: true,
    kinds: [Kind.OCI_REPOSITORY, Kind.GIT_REPOSITORY, Kind.HELM_RELEASE, Kind.HELM_CHART],
  };

  public check({ manifests, isProduction }: RuleContext): Finding[] {
    return rangesIn(manifests).flatMap((field) => {
      const range = field.text();
      if (range === undefined) return [];
      const { manifest } = field;
      if (isUnbounded(range)) return [new Finding(field, `${manifest} takes every version, as '${range}' has no bound`)];
      if (!isProduction || !admitsPreReleases(range)) return [];
      // Production is what makes it a finding, so that it does not count twice.
      const severity = Severity.WARNING;
      return [new Finding(field, `${manifest} takes pre-releases in production, as '${range}' has one`, { severity })];
    });
  }
}

/** Ranges that act. What a chart without a version means is reported by another rule. */
function rangesIn(manifests: ManifestSet): Field[] {
  return [
    ...rangesOf(manifests.ofKind(Kind.OCI_REPOSITORY), ['digest']),
    ...rangesOf(manifests.ofKind(Kind.GIT_REPOSITORY), ['commit', 'name']),
    ...chartVersionsIn(manifests).filter((version) => !isUnpinned(version)),
  ];
}

/** The ranges of sources that say nothing stronger. */
function rangesOf(sources: readonly Manifest[], stronger: readonly string[]): Field[] {
  const ranges: Field[] = [];
  for (const source of sources) {
    const range = source.at('spec', 'ref', 'semver');
    if (range.exists && stronger.every((key) => source.at('spec', 'ref', key).isEmpty())) ranges.push(range);
  }
  return ranges;
}
