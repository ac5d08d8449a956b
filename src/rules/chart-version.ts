import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';

/** The versions of all charts that come from a HelmRepository, whether or not they are written. Charts of Git and buckets have none. */
export function chartVersionsIn(manifests: ManifestSet): Field[] {
  return [
    ...manifests.ofKind(Kind.HELM_RELEASE).map((release) => release.at('spec', 'chart', 'spec')),
    ...manifests.ofKind(Kind.HELM_CHART).map((chart: Manifest) => chart.at('spec')),
  ]
    .filter((chart) => chart.at('sourceRef', 'kind').text() === 'HelmRepository')
    .map((chart) => chart.at('version'));
}

/** Whether a chart says no version, or one that means every version. */
export function isUnpinned(version: Field): boolean {
  return version.isEmpty() || ['*', 'latest'].includes(version.text()?.trim() ?? '');
}
