/**
 * What each minor release added, by `<group>/<kind>`: fields as `spec.dependsOn[].readyExpr`, values of an enum
 * as `spec.type=otel`. What is inside of a new field is as new as the field. Kinds of the Flux Operator count its
 * own releases. What is older than Flux 2.3 and than release 0.15 of the operator is not listed.
 */
export const FIELD_SINCE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'fluxcd.controlplane.io/FluxInstance': {
    '0.16': ['spec.sync.provider'],
    '0.23': ['spec.cluster.objectLevelWorkloadIdentity', 'spec.sharding.storage'],
    '0.27': ['spec.cluster.size'],
    '0.29': [
      'spec.cluster.multitenantWorkloadIdentity',
      'spec.cluster.tenantDefaultDecryptionServiceAccount',
      'spec.cluster.tenantDefaultKubeConfigServiceAccount',
    ],
    '0.30': ['spec.components[]=source-watcher'],
    '0.33': ['spec.distribution.variant'],
    '0.36': ['spec.distribution.variant=enterprise-distroless-fips'],
  },
  'fluxcd.controlplane.io/ResourceSet': {
    '0.21': ['spec.inputsFrom[].selector'],
    '0.29': ['spec.inputStrategy'],
    '0.48': ['spec.inputStrategy.includeEmptyProviders'],
    '0.53': ['spec.steps'],
  },
  'fluxcd.controlplane.io/ResourceSetInputProvider': {
    '0.19': ['spec.skip'],
    '0.21': ['spec.type=Static'],
    '0.23': ['spec.filter.semver', 'spec.schedule', 'spec.type=GitHubTag', 'spec.type=GitLabTag'],
    '0.24': [
      'spec.filter.excludeTag',
      'spec.filter.includeTag',
      'spec.serviceAccountName',
      'spec.type=AzureDevOpsBranch',
      'spec.type=AzureDevOpsTag',
      'spec.type=AzureDevOpsPullRequest',
      'spec.type=OCIArtifactTag',
      'spec.type=ACRArtifactTag',
      'spec.type=ECRArtifactTag',
      'spec.type=GARArtifactTag',
    ],
    '0.37': ['spec.filter.excludeEnvironment', 'spec.filter.includeEnvironment', 'spec.type=GitLabEnvironment'],
    '0.41': ['spec.type=GiteaBranch', 'spec.type=GiteaTag', 'spec.type=GiteaPullRequest'],
    '0.43': ['spec.insecure', 'spec.type=ExternalService'],
    '0.49': ['spec.type=AWSCodeCommitBranch', 'spec.type=AWSCodeCommitTag', 'spec.type=AWSCodeCommitPullRequest'],
    '0.57': ['spec.selectors', 'spec.type=ExternalArtifact'],
  },
  'helm.toolkit.fluxcd.io/HelmRelease': {
    '2.3': ['spec.chart.spec.ignoreMissingValuesFiles', 'spec.chart.spec.verify.provider=notation', 'spec.chartRef'],
    '2.4': ['spec.install.disableSchemaValidation', 'spec.upgrade.disableSchemaValidation'],
    '2.5': ['spec.install.disableTakeOwnership', 'spec.upgrade.disableTakeOwnership'],
    '2.7': [
      'spec.chartRef.kind=ExternalArtifact',
      'spec.commonMetadata',
      'spec.dependsOn[].readyExpr',
      'spec.install.strategy',
      'spec.kubeConfig.configMapRef',
      'spec.upgrade.strategy',
    ],
    '2.8': [
      'spec.healthCheckExprs',
      'spec.install.serverSideApply',
      'spec.rollback.serverSideApply',
      'spec.upgrade.serverSideApply',
      'spec.waitStrategy',
    ],
    '2.9': ['spec.postRenderStrategy', 'spec.upgrade.chartNameChangeStrategy', 'spec.valuesFrom[].literal'],
  },
  'image.toolkit.fluxcd.io/ImagePolicy': {
    '2.6': ['spec.digestReflectionPolicy', 'spec.interval'],
    '2.7': ['spec.suspend'],
  },
  'image.toolkit.fluxcd.io/ImageRepository': {
    '2.4': ['spec.proxySecretRef'],
  },
  'image.toolkit.fluxcd.io/ImageUpdateAutomation': {
    '2.3': ['spec.policySelector'],
    '2.5': ['spec.git.commit.messageTemplateValues'],
    '2.9': ['spec.git.commit.signingKey.type'],
  },
  'kustomize.toolkit.fluxcd.io/Kustomization': {
    '2.3': ['spec.namePrefix', 'spec.nameSuffix'],
    '2.5': ['spec.deletionPolicy', 'spec.healthCheckExprs'],
    '2.6': ['spec.decryption.serviceAccountName', 'spec.deletionPolicy=WaitForTermination'],
    '2.7': [
      'spec.dependsOn[].readyExpr',
      'spec.ignoreMissingComponents',
      'spec.kubeConfig.configMapRef',
      'spec.sourceRef.kind=ExternalArtifact',
    ],
    '2.9': ['spec.buildMetadata', 'spec.ignore', 'spec.postBuild.substituteStrategy'],
  },
  'notification.toolkit.fluxcd.io/Alert': {
    '2.8': ['spec.eventSources[].kind=ArtifactGenerator', 'spec.eventSources[].kind=ExternalArtifact'],
  },
  'notification.toolkit.fluxcd.io/Provider': {
    '2.6': ['spec.commitStatusExpr', 'spec.serviceAccountName'],
    '2.7': ['spec.proxySecretRef', 'spec.type=zulip', 'spec.type=otel'],
    '2.8': ['spec.type=giteapullrequestcomment', 'spec.type=githubpullrequestcomment', 'spec.type=gitlabmergerequestcomment'],
  },
  'notification.toolkit.fluxcd.io/Receiver': {
    '2.3': ['spec.type=cdevents'],
    '2.5': ['spec.resourceFilter'],
    '2.8': ['spec.resources[].kind=ArtifactGenerator', 'spec.resources[].kind=ExternalArtifact'],
    '2.9': ['spec.oidcProviders', 'spec.resources[].filter', 'spec.type=generic-oidc'],
  },
  'source.extensions.fluxcd.io/ArtifactGenerator': {
    '2.7': ['spec'],
    '2.8': ['spec.artifacts[].copy[].strategy=Extract', 'spec.sources[].kind=HelmChart', 'spec.sources[].kind=ExternalArtifact'],
    '2.9': ['spec.commonMetadata', 'spec.pathPattern'],
  },
  'source.toolkit.fluxcd.io/Bucket': {
    '2.4': ['spec.certSecretRef', 'spec.proxySecretRef', 'spec.sts'],
    '2.7': ['spec.serviceAccountName'],
  },
  'source.toolkit.fluxcd.io/ExternalArtifact': {
    '2.7': ['spec'],
  },
  'source.toolkit.fluxcd.io/GitRepository': {
    '2.4': ['spec.provider'],
    '2.5': ['spec.provider=github'],
    '2.6': ['spec.sparseCheckout'],
    '2.7': ['spec.serviceAccountName'],
    '2.9': ['spec.provider=aws'],
  },
  'source.toolkit.fluxcd.io/HelmChart': {
    '2.3': ['spec.ignoreMissingValuesFiles', 'spec.verify.provider=notation'],
  },
  'source.toolkit.fluxcd.io/OCIRepository': {
    '2.3': ['spec.ref.semverFilter', 'spec.verify.provider=notation'],
    '2.4': ['spec.proxySecretRef'],
    '2.9': ['spec.verify.trustedRootSecretRef'],
  },
};
