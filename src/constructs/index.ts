export { Canary, CanaryProps } from './flagger/canary';
export { CanaryAnalysis, CanaryAnalysisOptions, IterationsOptions, WeightedAnalysisOptions } from './flagger/canary-analysis';
export { CanaryMetric, CanaryMetricRange } from './flagger/canary-metric';
export { MetricTemplate, MetricTemplateProps } from './flagger/metric-template';
export { FluxObjectProps, INamedObject } from './flux-object';
export { IChartSource, ReleaseChart } from './helm/chart-source';
export { CrdsPolicy } from './helm/crds-policy';
export { Drift } from './helm/drift';
export { HelmRelease, IHelmRelease } from './helm/helm-release';
export { HelmReleaseOptions, HelmReleaseProps } from './helm/helm-release-props';
export { OnFailure, RemediationOptions } from './helm/on-failure';
export { ValuesFrom, ValuesFromOptions } from './helm/values-from';
export { CommitSigning } from './image/commit-signing';
export { DigestReflection } from './image/digest-reflection';
export { IImagePolicy, ImageOptions, ImagePolicy, ImagePolicyProps } from './image/image-policy';
export { ImagePush, ImagePushOptions } from './image/image-push';
export { ImageRef } from './image/image-ref';
export { IImageRepository, ImageRepository, ImageRepositoryProps } from './image/image-repository';
export { IImageUpdateAutomation, ImageUpdateAutomation } from './image/image-update-automation';
export { ImageUpdateAutomationProps } from './image/image-update-automation-props';
export { TagPolicy } from './image/tag-policy';
export { ClusterObjectProps } from './kubernetes/cluster-object-props';
export { ClusterRoleBinding, ClusterRoleBindingProps } from './kubernetes/cluster-role-binding';
export { ConfigMap, ConfigMapProps, IConfigMap } from './kubernetes/config-map';
export { Namespace, NamespaceProps } from './kubernetes/namespace';
export { NetworkPolicy, NetworkPolicyProps } from './kubernetes/network-policy';
export { ResourceQuota, ResourceQuotaProps } from './kubernetes/resource-quota';
export { PolicyRule, Role, RoleProps } from './kubernetes/role';
export { RoleBinding, RoleBindingProps } from './kubernetes/role-binding';
export { RoleRef } from './kubernetes/role-ref';
export { IServiceAccount, ServiceAccount, ServiceAccountProps } from './kubernetes/service-account';
export { ApplyBehavior, SsaPolicy } from './kustomize/apply-behavior';
export { Decryption } from './kustomize/decryption';
export { Gate } from './kustomize/gate';
export { HealthCheckExpr } from './kustomize/health-check-expr';
export { KubeConfig } from './kustomize/kube-config';
export { IKustomization, Kustomization } from './kustomize/kustomization';
export { KustomizationOptions } from './kustomize/kustomization-options';
export { KustomizationProps } from './kustomize/kustomization-props';
export { Patch } from './kustomize/patch';
export { Alert, IAlert } from './notification/alert';
export { AlertOptions, AlertProps, EventSeverity } from './notification/alert-props';
export { FluxObjectKind } from './notification/flux-object-kind';
export { EveryObjectOptions, FluxObjects } from './notification/flux-objects';
export { IProvider, Provider } from './notification/provider';
export { ProviderOptions, ProviderProps } from './notification/provider-props';
export { ProviderType } from './notification/provider-type';
export { ProviderTypeOptions } from './notification/provider-type-options';
export { IReceiver, Receiver } from './notification/receiver';
export { ReceiverOptions, ReceiverProps } from './notification/receiver-props';
export { ReceiverType, ReceiverTypeFields } from './notification/receiver-type';
export { FluxInstance, FluxInstanceOptions, FluxInstanceProps } from './operator/flux-instance';
export { IResourceSet, ResourceSet } from './operator/resource-set';
export { IResourceSetInputProvider, ResourceSetInputProvider } from './operator/resource-set-input-provider';
export { ResourceSetInputProviderProps } from './operator/resource-set-input-provider-props';
export { ResourceSetProps } from './operator/resource-set-props';
export { GitSyncOptions, OciSyncOptions, Sync } from './operator/sync';
export { ExternalSecret, ExternalSecretProps, RemoteSecret } from './secrets/external-secret';
export { OnePasswordItem, OnePasswordItemProps } from './secrets/one-password-item';
export { ClusterSecretStore, ClusterSecretStoreProps, ISecretStore, SecretStore, SecretStoreProps } from './secrets/secret-store';
export {
  AwsSecretsService,
  AwsStoreOptions,
  AzureStoreOptions,
  GcpStoreOptions,
  KubernetesStoreOptions,
  OnePasswordStoreOptions,
  VaultStoreOptions,
} from './secrets/secret-store-options';
export { SecretStoreProvider } from './secrets/secret-store-provider';
export { Shard } from './shard';
export { ArtifactGenerator } from './source/artifact-generator';
export { ArtifactCopy, ArtifactGeneratorProps, GeneratedArtifact } from './source/artifact-generator-props';
export { ArtifactSource } from './source/artifact-source';
export { Auth, AuthFields, CloudProvider } from './source/auth';
export { Bucket, BucketProps, IBucket } from './source/bucket';
export { BucketProvider } from './source/bucket-provider';
export { ChartOptions } from './source/chart-in-source';
export { ChartOrigin } from './source/chart-origin';
export { ExternalArtifact, IExternalArtifact } from './source/external-artifact';
export { GitRef } from './source/git-ref';
export { GitInclude, GitRepository, GitRepositoryProps, IGitRepository } from './source/git-repository';
export { HelmChart, HelmChartProps, IHelmChart } from './source/helm-chart';
export { HelmRepository, HelmRepositoryProps, IHelmRepository } from './source/helm-repository';
export { OciRef } from './source/oci-ref';
export { IOciRepository, OciRepository, OciRepositoryProps } from './source/oci-repository';
export { IManifestSource, SourceReference } from './source/source-reference';
export { GithubActionsSigner, OidcIdentity, Verify } from './source/verify';
export { AcceptedFinding, Waivers } from './waivers';
