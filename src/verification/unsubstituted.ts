import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { fluxInstancesIn } from './flux-instances';
import { ownSync } from './own-sync';

/** The Kustomization that applies an object without filling in any variable; nothing where it may fill in some. */
export function certainlyWithoutVariables(manifests: ManifestSet, { applier }: Manifest): Manifest | undefined {
  const kustomization = applier ?? ownSync(manifests);
  if (kustomization?.id.qualifiedKind !== Kind.KUSTOMIZATION || kustomization.at('spec', 'postBuild').exists) return undefined;
  return !applier && manifests._once(syncMayHaveVariables) ? undefined : kustomization;
}

/** The operator makes the sync of the cluster, and a patch of the instance may add variables. */
function syncMayHaveVariables(manifests: ManifestSet): boolean {
  const patches = fluxInstancesIn(manifests).flatMap((instance) => instance.at('spec', 'kustomize', 'patches').items());
  return patches.some((patch) => patch.at('patch').text()?.includes('postBuild') === true);
}
