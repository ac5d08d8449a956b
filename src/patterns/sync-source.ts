import { Construct } from 'constructs';
import { Sync } from '../constructs/operator/sync';
import { GitRepository } from '../constructs/source/git-repository';
import { OciRepository } from '../constructs/source/oci-repository';
import { IManifestSource } from '../constructs/source/source-reference';
import { FluxKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';

/** The source that the operator, or `flux bootstrap`, makes for the sync of a cluster. */
export function syncSource(scope: Construct, sync: Sync | undefined): IManifestSource {
  return sync?.sourceKind === FluxKind.OCI_REPOSITORY.kind
    ? OciRepository.fromOciRepositoryName(scope, 'source', FLUX_NAMESPACE)
    : GitRepository.fromGitRepositoryName(scope, 'source', FLUX_NAMESPACE);
}
