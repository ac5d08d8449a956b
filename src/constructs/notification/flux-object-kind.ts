/** The kinds that Flux and the Flux Operator reconcile: what events are about, and what a webhook can wake. */
export enum FluxObjectKind {
  /** Git repositories. */
  GIT_REPOSITORY = 'GitRepository',
  /** OCI artifacts. */
  OCI_REPOSITORY = 'OCIRepository',
  /** Helm repositories. */
  HELM_REPOSITORY = 'HelmRepository',
  /** Charts, also those that Flux makes for a HelmRelease. */
  HELM_CHART = 'HelmChart',
  /** Buckets. */
  BUCKET = 'Bucket',
  /** What generates artifacts. Flux 2.8 and newer. */
  ARTIFACT_GENERATOR = 'ArtifactGenerator',
  /** Generated artifacts. Flux 2.8 and newer. */
  EXTERNAL_ARTIFACT = 'ExternalArtifact',
  /** Kustomizations. */
  KUSTOMIZATION = 'Kustomization',
  /** Helm releases. */
  HELM_RELEASE = 'HelmRelease',
  /** Scanned image repositories. */
  IMAGE_REPOSITORY = 'ImageRepository',
  /** Image policies. */
  IMAGE_POLICY = 'ImagePolicy',
  /** Image update automations. */
  IMAGE_UPDATE_AUTOMATION = 'ImageUpdateAutomation',
  /** The installation of Flux. Only where the Flux Operator installs it. */
  FLUX_INSTANCE = 'FluxInstance',
  /** Resource sets. Only where the Flux Operator installs Flux. */
  RESOURCE_SET = 'ResourceSet',
  /** Providers of inputs. Only where the Flux Operator installs Flux. */
  RESOURCE_SET_INPUT_PROVIDER = 'ResourceSetInputProvider',
}

const SOURCE = 'source.toolkit.fluxcd.io/v1';
const IMAGE = 'image.toolkit.fluxcd.io/v1';
const OPERATOR = 'fluxcd.controlplane.io/v1';

const API_VERSIONS: Record<FluxObjectKind, string> = {
  [FluxObjectKind.GIT_REPOSITORY]: SOURCE,
  [FluxObjectKind.OCI_REPOSITORY]: SOURCE,
  [FluxObjectKind.HELM_REPOSITORY]: SOURCE,
  [FluxObjectKind.HELM_CHART]: SOURCE,
  [FluxObjectKind.BUCKET]: SOURCE,
  [FluxObjectKind.ARTIFACT_GENERATOR]: 'source.extensions.fluxcd.io/v1beta1',
  [FluxObjectKind.EXTERNAL_ARTIFACT]: SOURCE,
  [FluxObjectKind.KUSTOMIZATION]: 'kustomize.toolkit.fluxcd.io/v1',
  [FluxObjectKind.HELM_RELEASE]: 'helm.toolkit.fluxcd.io/v2',
  [FluxObjectKind.IMAGE_REPOSITORY]: IMAGE,
  [FluxObjectKind.IMAGE_POLICY]: IMAGE,
  [FluxObjectKind.IMAGE_UPDATE_AUTOMATION]: IMAGE,
  [FluxObjectKind.FLUX_INSTANCE]: OPERATOR,
  [FluxObjectKind.RESOURCE_SET]: OPERATOR,
  [FluxObjectKind.RESOURCE_SET_INPUT_PROVIDER]: OPERATOR,
};

/** The API of a kind. */
export function apiVersionOf(kind: FluxObjectKind): string {
  return API_VERSIONS[kind];
}

/** The kind of an object, or `undefined` for what Flux does not reconcile. */
export function fluxObjectKind(apiVersion: string, kind: string): FluxObjectKind | undefined {
  const known = API_VERSIONS[kind as FluxObjectKind];
  return known !== undefined && known.split('/')[0] === apiVersion.split('/')[0] ? (kind as FluxObjectKind) : undefined;
}

/** Whether the kind exists, and an Alert or Receiver may name it, only where the Flux Operator installs Flux. */
export function isOperatorKind(kind: FluxObjectKind): boolean {
  return API_VERSIONS[kind] === OPERATOR;
}

/** Whether a Receiver knows the API of the kind by itself. */
export function isKnownToReceivers(kind: FluxObjectKind): boolean {
  const generated: FluxObjectKind[] = [FluxObjectKind.EXTERNAL_ARTIFACT];
  const others: FluxObjectKind[] = [FluxObjectKind.ARTIFACT_GENERATOR, FluxObjectKind.IMAGE_REPOSITORY];
  return others.includes(kind) || (API_VERSIONS[kind] === SOURCE && !generated.includes(kind));
}

/** Kinds that an Alert or Receiver of Flux 2.7 does not know. */
export function isNewIn28(kind: FluxObjectKind): boolean {
  return kind === FluxObjectKind.ARTIFACT_GENERATOR || kind === FluxObjectKind.EXTERNAL_ARTIFACT;
}
