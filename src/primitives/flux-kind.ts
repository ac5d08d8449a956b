/** `apiVersion` and `kind` of an object. */
export interface ObjectKind {
  /** Group and version, e.g. `source.toolkit.fluxcd.io/v1`. */
  readonly apiVersion: string;
  /** Kind, e.g. `OCIRepository`. */
  readonly kind: string;
}

const of = (apiVersion: string, kind: string): ObjectKind => Object.freeze({ apiVersion, kind });

/** The kinds of Flux and of the Flux Operator that constructs write, at the versions that Flux 2.7 to 2.9 serve. */
export const FluxKind = {
  GIT_REPOSITORY: of('source.toolkit.fluxcd.io/v1', 'GitRepository'),
  OCI_REPOSITORY: of('source.toolkit.fluxcd.io/v1', 'OCIRepository'),
  HELM_REPOSITORY: of('source.toolkit.fluxcd.io/v1', 'HelmRepository'),
  HELM_CHART: of('source.toolkit.fluxcd.io/v1', 'HelmChart'),
  BUCKET: of('source.toolkit.fluxcd.io/v1', 'Bucket'),
  EXTERNAL_ARTIFACT: of('source.toolkit.fluxcd.io/v1', 'ExternalArtifact'),
  ARTIFACT_GENERATOR: of('source.extensions.fluxcd.io/v1beta1', 'ArtifactGenerator'),
  KUSTOMIZATION: of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
  HELM_RELEASE: of('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
  PROVIDER: of('notification.toolkit.fluxcd.io/v1beta3', 'Provider'),
  ALERT: of('notification.toolkit.fluxcd.io/v1beta3', 'Alert'),
  RECEIVER: of('notification.toolkit.fluxcd.io/v1', 'Receiver'),
  IMAGE_REPOSITORY: of('image.toolkit.fluxcd.io/v1', 'ImageRepository'),
  IMAGE_POLICY: of('image.toolkit.fluxcd.io/v1', 'ImagePolicy'),
  IMAGE_UPDATE_AUTOMATION: of('image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation'),
  FLUX_INSTANCE: of('fluxcd.controlplane.io/v1', 'FluxInstance'),
  RESOURCE_SET: of('fluxcd.controlplane.io/v1', 'ResourceSet'),
  RESOURCE_SET_INPUT_PROVIDER: of('fluxcd.controlplane.io/v1', 'ResourceSetInputProvider'),
} as const;

/** The kinds of Flagger that constructs write. */
export const FlaggerKind = {
  ALERT_PROVIDER: of('flagger.app/v1beta1', 'AlertProvider'),
  CANARY: of('flagger.app/v1beta1', 'Canary'),
  METRIC_TEMPLATE: of('flagger.app/v1beta1', 'MetricTemplate'),
} as const;

/** The built-in kinds that the patterns need. */
export const KubernetesKind = {
  NAMESPACE: of('v1', 'Namespace'),
  SERVICE_ACCOUNT: of('v1', 'ServiceAccount'),
  CONFIG_MAP: of('v1', 'ConfigMap'),
  SECRET: of('v1', 'Secret'),
  RESOURCE_QUOTA: of('v1', 'ResourceQuota'),
  ROLE: of('rbac.authorization.k8s.io/v1', 'Role'),
  ROLE_BINDING: of('rbac.authorization.k8s.io/v1', 'RoleBinding'),
  CLUSTER_ROLE_BINDING: of('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'),
  NETWORK_POLICY: of('networking.k8s.io/v1', 'NetworkPolicy'),
  VALIDATING_ADMISSION_POLICY: of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'),
  VALIDATING_ADMISSION_POLICY_BINDING: of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding'),
} as const;

/** The kinds by which secrets come into a cluster. */
export const SecretsKind = {
  ONE_PASSWORD_ITEM: of('onepassword.com/v1', 'OnePasswordItem'),
  EXTERNAL_SECRET: of('external-secrets.io/v1', 'ExternalSecret'),
  SECRET_STORE: of('external-secrets.io/v1', 'SecretStore'),
  CLUSTER_SECRET_STORE: of('external-secrets.io/v1', 'ClusterSecretStore'),
} as const;
