import { Kind } from '../../../src/manifests/kind';
import { Field, Manifest } from '../../../src/manifests/manifest';
import { ObjectId } from '../../../src/manifests/object-id';
import { RuleContext } from '../../../src/verification/rule-context';

/** Sources of Flux, in the order in which people name them. */
export const SOURCE_KINDS = [Kind.GIT_REPOSITORY, Kind.OCI_REPOSITORY, Kind.HELM_REPOSITORY, Kind.BUCKET, Kind.HELM_CHART];

/** `namespace/name`. */
export function nameOf({ name, namespace }: { readonly name: string; readonly namespace?: string }): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** A reference to a source, with the namespace where it is another one than that of its object. */
export function referenceText(field: Field): string {
  const name = field.at('name').text();
  if (name === undefined) return '';
  const namespace = field.at('namespace').text();
  return `${field.at('kind').text() ?? 'HelmRepository'} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** Which revision a source follows: `branch main`, `semver 6.x`, `tag 1.2.3`. */
export function revisionOf(ref: Field): string {
  const keys = ['digest', 'commit', 'semver', 'tag', 'name', 'branch'];
  const key = keys.find((candidate) => ref.at(candidate).text() !== undefined);
  return key === undefined ? (ref.text() ?? '') : `${key} ${ref.at(key).text()}`;
}

/** The chart of a release: what it is called, which version it asks for, and where it comes from. */
export interface ReleasedChart {
  readonly chart: string;
  readonly version: string;
  readonly source: string;
}

export function chartOf(release: Manifest, { manifests }: RuleContext): ReleasedChart {
  const spec = release.at('spec', 'chart', 'spec');
  if (spec.exists) {
    return { chart: spec.at('chart').text() ?? '', version: versionText(spec.at('version')), source: referenceText(spec.at('sourceRef')) };
  }
  const ref = release.at('spec', 'chartRef');
  const kind = ref.at('kind').text() ?? '';
  const namespace = ref.at('namespace').text() ?? release.namespace;
  const source = manifests.find(new ObjectId('source.toolkit.fluxcd.io', kind, ref.at('name').text() ?? '', namespace));
  const url = source?.at('spec', 'url').text() ?? '';
  const chart = source?.kind === 'HelmChart' ? (source.at('spec', 'chart').text() ?? '') : url.slice(url.lastIndexOf('/') + 1);
  const version =
    source?.kind === 'HelmChart' ? versionText(source.at('spec', 'version')) : source ? revisionOf(source.at('spec', 'ref')) : '';
  return { chart, version, source: referenceText(ref) };
}

function versionText(field: Field): string {
  return field.value === undefined ? 'any' : String(field.value);
}

/** What a release does when an installation or an upgrade fails. */
export function failureStrategyOf(release: Manifest): string {
  const [install, upgrade] = ['install', 'upgrade'].map((action) => actionStrategy(release.at('spec', action)));
  return install === upgrade ? install : `install: ${install}, upgrade: ${upgrade}`;
}

function actionStrategy(action: Field): string {
  const strategy = action.at('strategy', 'name').text();
  const retries = action.at('remediation', 'retries').value;
  const interval = action.at('strategy', 'retryInterval').text();
  if (strategy !== undefined && strategy !== 'RemediateOnFailure') return interval ? `${strategy} every ${interval}` : strategy;
  if (typeof retries === 'number' && retries !== 0) return retries < 0 ? 'remediation without end' : `remediation, ${retries} retries`;
  return 'stops at the first failure';
}

/** Whether a release retries instead of giving up, on both actions. */
export function retriesOnFailure(release: Manifest): boolean {
  return ['install', 'upgrade'].every((action) => release.at('spec', action, 'strategy', 'name').text() === 'RetryOnFailure');
}

/** The mode of drift detection of a release. */
export function driftOf(release: Manifest): string {
  return release.at('spec', 'driftDetection', 'mode').text() ?? 'off';
}
