import { FluxVersion, isAtLeast } from '../primitives/flux-version';

/** The API versions of a kind that a release of Flux serves. */
interface ServedVersions {
  readonly served: readonly string[];
  /** Served, and marked as going away. */
  readonly deprecated?: readonly string[];
}

type Release = Readonly<Record<FluxVersion, ServedVersions>>;

const { V2_7, V2_8, V2_9 } = FluxVersion;

/** One version from the oldest release on. */
const only = (version: string): Release => ({
  [V2_7]: { served: [version] },
  [V2_8]: { served: [version] },
  [V2_9]: { served: [version] },
});

/** A version, and an older one until a release drops it. */
function migrated(version: string, old: string, droppedIn: FluxVersion): Release {
  const served = (release: FluxVersion): ServedVersions =>
    isAtLeast(release, droppedIn) ? { served: [version] } : { served: [version, old], deprecated: [old] };
  return { [V2_7]: served(V2_7), [V2_8]: served(V2_8), [V2_9]: served(V2_9) };
}

/**
 * What each release serves, by kind. A new release is a new key in `FluxVersion` and a line here for what it drops.
 *
 * @see https://fluxcd.io/flux/releases/
 */
const KINDS: Readonly<Record<string, Release>> = {
  'Kustomization.kustomize.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'HelmRelease.helm.toolkit.fluxcd.io': migrated('v2', 'v2beta2', V2_8),
  'GitRepository.source.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'OCIRepository.source.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'HelmRepository.source.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'HelmChart.source.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'Bucket.source.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_8),
  'ExternalArtifact.source.toolkit.fluxcd.io': only('v1'),
  'ArtifactGenerator.source.extensions.fluxcd.io': only('v1beta1'),
  'ImageRepository.image.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_9),
  'ImagePolicy.image.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_9),
  'ImageUpdateAutomation.image.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_9),
  'Provider.notification.toolkit.fluxcd.io': migrated('v1beta3', 'v1beta2', V2_9),
  'Alert.notification.toolkit.fluxcd.io': migrated('v1beta3', 'v1beta2', V2_9),
  'Receiver.notification.toolkit.fluxcd.io': migrated('v1', 'v1beta2', V2_9),
  'FluxInstance.fluxcd.controlplane.io': only('v1'),
  'FluxReport.fluxcd.controlplane.io': only('v1'),
  'ResourceSet.fluxcd.controlplane.io': only('v1'),
  'ResourceSetInputProvider.fluxcd.controlplane.io': only('v1'),
};

/** What a release serves of a kind, the preferred version first; `undefined` for a kind that is not Flux's. */
export function servedVersions(qualifiedKind: string, release: FluxVersion): ServedVersions | undefined {
  return Object.prototype.hasOwnProperty.call(KINDS, qualifiedKind) ? KINDS[qualifiedKind][release] : undefined;
}

/** Feature gates that are on without being asked for, and since when. */
const GATES_ON: Readonly<Record<string, FluxVersion>> = {
  DisableStatusPollerCache: V2_7,
  StrictPostBuildSubstitutions: V2_9,
};

/** Whether a feature gate is on in a release when nobody sets it. */
export function gateDefault(gate: string, release: FluxVersion): boolean {
  const since = GATES_ON[gate];
  return since !== undefined && isAtLeast(release, since);
}

/** The releases that are known, oldest first. */
export const FLUX_RELEASES: readonly FluxVersion[] = [V2_7, V2_8, V2_9];
