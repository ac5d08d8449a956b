import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
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
    summary: 'A chart or an artifact has a range of versions in a project that pins them exactly.',
    why:
      'Flux takes the newest version of a range by itself. A project that sets pinning to exact wants each new version as a commit, so that ' +
      'Git says what runs and a revert brings back what ran. One that sets it to digest wants the bytes of an artifact fixed, too: a tag can ' +
      'be moved.',
    fix: 'Write the version that runs now; with the pinning digest, the digest of an artifact.',
    references: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
    kinds: [Kind.HELM_RELEASE, Kind.HELM_CHART, Kind.OCI_REPOSITORY],
  };

  public check({ manifests, settings }: RuleContext): Finding[] {
    if (settings.pinning !== 'exact' && settings.pinning !== 'digest') return [];
    const artifacts = manifests.ofKind(Kind.OCI_REPOSITORY).flatMap((artifact) => looseReference(artifact, settings.pinning === 'digest'));
    const charts = chartVersionsIn(manifests).flatMap((version) => {
      const text = version.text();
      // What takes every version is reported by other rules.
      if (text === undefined || isUnknown(text) || isUnpinned(version) || isUnbounded(text) || isExact(text)) return [];
      return [new Finding(version, `${version.manifest} takes a chart of the range '${text}', not one version`)];
    });
    return [...charts, ...artifacts];
  }
}

/** An artifact without any reference is reported by other rules. */
function looseReference(artifact: Manifest, needsDigest: boolean): Finding[] {
  const ref = artifact.at('spec', 'ref');
  if (ref.isEmpty() || !ref.at('digest').isEmpty()) return [];
  const semver = ref.at('semver');
  if (!semver.isEmpty())
    return [new Finding(semver, `${artifact} takes an artifact of a range, not one ${needsDigest ? 'digest' : 'version'}`)];
  return needsDigest ? [new Finding(ref, `${artifact} takes whatever its tag names, not one digest`)] : [];
}
