import { Environment } from './environment';

/** The three sets of defaults. */
export type ProfileName = 'standard' | 'responsive' | 'relaxed';

/** A text, or one for each environment. */
export type ByEnvironment = string | Readonly<Record<Environment, string>>;

/** A default that a profile decides, and where it comes from. */
export interface DefaultValue extends Readonly<Record<ProfileName, ByEnvironment>> {
  /** What it is good for. */
  readonly why: string;
  /** Who says so. */
  readonly source: string;
}

const SOURCES = 'https://fluxcd.io/flux/components/source/gitrepositories/#interval';
const KUSTOMIZATIONS = 'https://fluxcd.io/flux/components/kustomize/kustomizations';
const HELM_RELEASES = 'https://fluxcd.io/flux/components/helm/helmreleases';
const AUTOMATIONS = 'https://fluxcd.io/flux/components/image/imageupdateautomations';
const RESOURCE_SETS = 'https://fluxcd.control-plane.io/operator/resourceset';

const sourceInterval = { standard: '5m', responsive: '1m', relaxed: '5m', source: SOURCES } as const;

/** A fleet with few changes does not ask often, except where people try things. */
const RARELY = { production: '1h', staging: '1h', development: '5m' } as const;

/** Every default that depends on the profile. A `Receiver` makes the intervals of sources a fallback. */
export const DEFAULT_VALUES = {
  'GitRepository.interval': { ...sourceInterval, why: 'A new commit is seen soon; asking costs the Git server one request.' },
  'OCIRepository.interval': { ...sourceInterval, why: 'A new artifact is seen soon, within the limits of public registries.' },
  'Bucket.interval': { ...sourceInterval, why: 'A new object is seen soon; each look lists the whole bucket.' },
  'HelmChart.interval': { ...sourceInterval, why: 'A new version in a repository that was fetched already is seen soon.' },
  'HelmRepository.interval': {
    standard: '1h',
    responsive: '1h',
    relaxed: '1h',
    why: 'The index of a repository is large, and changes when charts are released.',
    source: 'https://fluxcd.io/flux/components/source/helmrepositories/#interval',
  },
  'Kustomization.interval': {
    standard: '30m',
    responsive: '10m',
    relaxed: { ...RARELY, development: '10m' },
    why:
      'Undoes changes made by hand. A new revision of the source acts at once, so that a short interval only costs API calls. ' +
      'It is longer than the timeout of a layer that is waited for, during which nothing is reconciled.',
    source: `${KUSTOMIZATIONS}/#interval`,
  },
  'Kustomization.retryInterval': {
    standard: '5m',
    responsive: '2m',
    relaxed: '5m',
    why: 'After a failure Flux would wait the whole interval.',
    source: `${KUSTOMIZATIONS}/#retry-interval`,
  },
  'Kustomization.timeout': {
    standard: '5m',
    responsive: '5m',
    relaxed: '5m',
    why: 'Flux would take the interval minus 30 seconds. A layer takes what its releases may take, where that is more.',
    source: `${KUSTOMIZATIONS}/#timeout`,
  },
  'HelmRelease.interval': {
    standard: '30m',
    responsive: '5m',
    relaxed: RARELY,
    why: 'Finds drift. A new version of the chart and new values act at once.',
    source: `${HELM_RELEASES}/#interval`,
  },
  'HelmRelease.timeout': {
    standard: '5m',
    responsive: '5m',
    relaxed: '5m',
    why: 'The default of Flux, written because layers add it up.',
    source: `${HELM_RELEASES}/#timeout`,
  },
  'HelmRelease.retryInterval': {
    standard: '5m',
    responsive: '2m',
    relaxed: '5m',
    why: 'The pause between attempts of a failed install or upgrade.',
    source: `${HELM_RELEASES}/#retry-strategy`,
  },
  'HelmRelease.onFailure': {
    standard: 'retry',
    responsive: 'retry',
    relaxed: 'retry',
    why: 'With the default of Flux a release is stalled after one failure until somebody acts. Retrying takes nothing away that runs.',
    source: `${HELM_RELEASES}/#configuring-failure-handling`,
  },
  'HelmRelease.drift': {
    standard: { production: 'correct', staging: 'warn', development: 'warn' },
    responsive: { production: 'correct', staging: 'warn', development: 'warn' },
    relaxed: { production: 'correct', staging: 'warn', development: 'warn' },
    why: 'Flux does not look by default. Production is put back, elsewhere people may try things.',
    source: `${HELM_RELEASES}/#drift-detection`,
  },
  'ResourceSet.interval': {
    standard: '30m',
    responsive: '10m',
    relaxed: RARELY,
    why: 'Undoes changes made by hand. New inputs act at once.',
    source: `${RESOURCE_SETS}/#reconciliation-configuration`,
  },
  'ResourceSet.timeout': {
    standard: '5m',
    responsive: '5m',
    relaxed: '5m',
    why: 'The default of the Flux Operator, written for those who read it.',
    source: `${RESOURCE_SETS}/#reconciliation-configuration`,
  },
  'ResourceSetInputProvider.interval': {
    standard: '10m',
    responsive: '5m',
    relaxed: '10m',
    why: 'Services of others count requests. A pull request waits this long for its environment.',
    source: 'https://fluxcd.control-plane.io/operator/resourcesetinputprovider/#reconciliation-configuration',
  },
  'ResourceSetInputProvider.limit': {
    standard: '1',
    responsive: '1',
    relaxed: '1',
    why: 'Of the tags of artifacts only the newest counts. The operator takes 100, and keeps the first of objects with one name.',
    source: 'https://fluxcd.control-plane.io/operator/resourcesetinputprovider/#filters',
  },
  'Sync.interval': {
    standard: '1m',
    responsive: '1m',
    relaxed: '5m',
    why: 'What is merged reaches the cluster soon. Every minute is what the Flux Operator does by itself, and is not written.',
    source: 'https://fluxcd.control-plane.io/operator/fluxinstance/#sync-configuration',
  },
  'ImageRepository.interval': {
    standard: '5m',
    responsive: '1m',
    relaxed: '5m',
    why: 'A new image is seen soon; asking a registry for tags costs one call a page.',
    source: 'https://fluxcd.io/flux/components/image/imagerepositories/#interval',
  },
  'ImageUpdateAutomation.interval': {
    standard: '5m',
    responsive: '1m',
    relaxed: '5m',
    why: 'A new tag is committed soon; each look clones the repository.',
    source: `${AUTOMATIONS}/#interval`,
  },
  'ImageUpdateAutomation.push': {
    standard: { production: 'toBranch', staging: 'toCheckoutBranch', development: 'toCheckoutBranch' },
    responsive: { production: 'toBranch', staging: 'toCheckoutBranch', development: 'toCheckoutBranch' },
    relaxed: { production: 'toBranch', staging: 'toCheckoutBranch', development: 'toCheckoutBranch' },
    why: 'In production somebody looks at a new image before it is live, elsewhere it is live at once. Names of factories of ImagePush.',
    source: `${AUTOMATIONS}/#push`,
  },
  'ExternalSecret.refreshInterval': {
    standard: '1h',
    responsive: '1h',
    relaxed: '1h',
    why: 'The default of the operator, written for those who read it. Stores count and bill what is read.',
    source: 'https://external-secrets.io/latest/api/externalsecret/',
  },
  pinning: {
    standard: 'range',
    responsive: 'range',
    relaxed: 'range',
    why: 'A range with a number in it takes fixes by itself and no new major release. A stricter choice is judged by chart-version-not-exact.',
    source: 'https://fluxcd.io/flux/components/source/ocirepositories/#semver-example',
  },
} as const satisfies Readonly<Record<string, DefaultValue>>;

/** A default by its name. */
export type DefaultName = keyof typeof DEFAULT_VALUES;

/** The defaults that are no durations. */
const CHOICES = [
  'HelmRelease.onFailure',
  'HelmRelease.drift',
  'ResourceSetInputProvider.limit',
  'ImageUpdateAutomation.push',
  'pinning',
] as const satisfies readonly DefaultName[];

/** The defaults that are durations. */
export type DurationName = Exclude<DefaultName, (typeof CHOICES)[number]>;

/** The names of the defaults that are durations. */
export const DURATION_NAMES = (Object.keys(DEFAULT_VALUES) as DefaultName[]).filter(
  (name): name is DurationName => !(CHOICES as readonly DefaultName[]).includes(name),
);
