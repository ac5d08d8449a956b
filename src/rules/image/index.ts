import { IRule } from '../../verification/rule';
import { AmbiguousImagePolicy } from './ambiguous-image-policy/rule';
import { ArtifactTagsWithoutLimit } from './artifact-tags-without-limit/rule';
import { AutomationPushesToCheckoutBranch } from './automation-pushes-to-checkout-branch/rule';
import { EmptyDigestMarker } from './empty-digest-marker/rule';
import { ImageAutomationInProduction } from './image-automation-in-production/rule';
import { ImagePolicyUnused } from './image-policy-unused/rule';
import { ImageRepositoryNotFound } from './image-repository-not-found/rule';
import { InvalidMarker } from './invalid-marker/rule';
import { InvalidTagExtract } from './invalid-tag-extract/rule';
import { LooseImagePolicy } from './loose-image-policy/rule';
import { MarkedValueOutsidePolicy } from './marked-value-outside-policy/rule';
import { MarkerOutsideUpdatePath } from './marker-outside-update-path/rule';
import { MarkerPolicyInOtherNamespace } from './marker-policy-in-other-namespace/rule';
import { MarkerPolicyNotFound } from './marker-policy-not-found/rule';
import { OldestTagSelected } from './oldest-tag-selected/rule';
import { RemovedCommitTemplateField } from './removed-commit-template-field/rule';
import { SharedPushCredential } from './shared-push-credential/rule';
import { TagPatternNotSemver } from './tag-pattern-not-semver/rule';
import { TemplateTagWithoutDigest } from './template-tag-without-digest/rule';
import { TwoImageUpdaters } from './two-image-updaters/rule';
import { UnanchoredTagPattern } from './unanchored-tag-pattern/rule';

export const IMAGE_RULES: readonly IRule[] = [
  new RemovedCommitTemplateField(),
  new ImageRepositoryNotFound(),
  new AmbiguousImagePolicy(),
  new OldestTagSelected(),
  new LooseImagePolicy(),
  new InvalidTagExtract(),
  new UnanchoredTagPattern(),
  new TagPatternNotSemver(),
  new InvalidMarker(),
  new MarkerPolicyNotFound(),
  new MarkerPolicyInOtherNamespace(),
  new MarkerOutsideUpdatePath(),
  new MarkedValueOutsidePolicy(),
  new EmptyDigestMarker(),
  new ImagePolicyUnused(),
  new AutomationPushesToCheckoutBranch(),
  new ImageAutomationInProduction(),
  new SharedPushCredential(),
  new TwoImageUpdaters(),
  new ArtifactTagsWithoutLimit(),
  new TemplateTagWithoutDigest(),
];
