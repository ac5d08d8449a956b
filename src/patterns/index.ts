export { Channel } from './channel';
export { Cluster } from './cluster';
export { ClusterProps } from './cluster-props';
export { CopiedConfigMap, CopiedConfigMapProps, CopiedSecret, CopiedSecretProps } from './copied-object';
export { GitImageUpdates } from './git-image-updates';
export { GitImageUpdatesProps, UpdatedImageProps } from './git-image-updates-props';
export { GitlessCluster, GitlessClusterProps } from './gitless-cluster';
export { GitlessFleet } from './gitless-fleet';
export { GitlessFleetProps } from './gitless-fleet-props';
export { GitlessImageUpdates } from './gitless-image-updates';
export { GitlessImageUpdatesProps } from './gitless-image-updates-props';
export { GitlessUnit } from './gitless-inputs';
export { HelmReleaseFromGit, HelmReleaseFromGitProps } from './helm-release-from-git';
export { HelmReleaseFromOci, HelmReleaseFromOciProps } from './helm-release-from-oci';
export { HelmReleaseFromRepository, HelmReleaseFromRepositoryProps } from './helm-release-from-repository';
export { ImageUpdates } from './image-updates';
export { BootstrapOptions, Install, OperatorOptions } from './install';
export { Layer, LayerProps } from './layer';
export { InputType } from './input-type';
export { Inputs } from './inputs';
export {
  BranchInputsOptions,
  ExternalArtifactInputsOptions,
  ExternalServiceInputsOptions,
  InputsOptions,
  LabelledRequestInputsOptions,
  OciTagInputsOptions,
  RemoteInputsOptions,
  RequestInputsOptions,
  TagInputsOptions,
} from './inputs-options';
export { LayerPreset, PresetLayer } from './layer-preset';
export { Domain, LayeredCluster, LayeredClusterProps } from './layered-cluster';
export { ObjectDependency } from './object-dependency';
export { ResourceTemplate } from './resource-template';
export { ResourceTemplateProps } from './resource-template-props';
export { Notifications, NotificationsProps } from './notifications';
export { NotificationsOptions } from './notifications-sources';
export { SecretStrategy } from './secret-strategy';
export { ExternalSecretsOptions, OnePasswordOptions, SealedSecretsOptions, SopsOptions } from './secret-strategy-options';
export { SourceAllowList, SourceAllowListProps } from './source-allow-list';
export { LockedTenancyOptions, Tenancy } from './tenancy';
export { SubstituteFrom, SubstituteFromOptions } from './substitute-from';
export { TenantRole } from './tenant-role';
export { TenantGitOptions, TenantOciOptions, TenantSource } from './tenant-source';
export { TenantSpace, TenantSpaceProps } from './tenant-space';
export { TemplateStep, TemplateStepOptions } from './template-step';
export { Webhook, WebhookProps } from './webhook';
