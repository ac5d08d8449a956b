import { IRule } from '../../verification/rule';
import { AnonymousDockerHubPull } from './anonymous-docker-hub-pull/rule';
import { ArtifactMissesFiles } from './artifact-misses-files/rule';
import { AuthSecretIncomplete } from './auth-secret-incomplete/rule';
import { ChartWithoutLayerSelector } from './chart-without-layer-selector/rule';
import { CloudRegistryWithoutProvider } from './cloud-registry-without-provider/rule';
import { ConflictingSourceRef } from './conflicting-source-ref/rule';
import { ExternalArtifactGateOff } from './external-artifact-gate-off/rule';
import { ExternalArtifactNotGenerated } from './external-artifact-not-generated/rule';
import { GitTokenInsteadOfGitHubApp } from './git-token-instead-of-github-app/rule';
import { HelmRepositoryForOciChart } from './helm-repository-for-oci-chart/rule';
import { InsecureSource } from './insecure-source/rule';
import { InvalidArtifactCopy } from './invalid-artifact-copy/rule';
import { InvalidSourceAddress } from './invalid-source-address/rule';
import { MutableSourceRef } from './mutable-source-ref/rule';
import { SecretNotFound } from './secret-not-found/rule';
import { SourceNotFound } from './source-not-found/rule';
import { SourceWithoutCredentials } from './source-without-credentials/rule';
import { UnboundedVersionRange } from './unbounded-version-range/rule';
import { UnverifiedArtifact } from './unverified-artifact/rule';

export const SOURCE_RULES: readonly IRule[] = [
  new SourceNotFound(),
  new SecretNotFound(),
  new AuthSecretIncomplete(),
  new SourceWithoutCredentials(),
  new InsecureSource(),
  new InvalidSourceAddress(),
  new HelmRepositoryForOciChart(),
  new ChartWithoutLayerSelector(),
  new MutableSourceRef(),
  new ConflictingSourceRef(),
  new UnboundedVersionRange(),
  new UnverifiedArtifact(),
  new CloudRegistryWithoutProvider(),
  new AnonymousDockerHubPull(),
  new GitTokenInsteadOfGitHubApp(),
  new InvalidArtifactCopy(),
  new ExternalArtifactNotGenerated(),
  new ExternalArtifactGateOff(),
  new ArtifactMissesFiles(),
];
