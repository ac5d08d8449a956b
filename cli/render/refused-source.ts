import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { DEFAULT_FLUX_VERSION } from '../../src/primitives/flux-version';
import { Controllers } from '../../src/verification/controllers';
import { ClusterState } from './cluster-state';
import { SourceReference, SourceTree } from './source-trees';

/** What a Kustomization sees of a source of another namespace, where kustomize-controller refuses such references. */
export function refusedSource(reference: SourceReference, { namespace }: Manifest, isLocked: () => boolean): SourceTree | undefined {
  const { kind, name } = reference;
  const isForeign = namespace !== undefined && reference.namespace !== namespace;
  if (!isForeign || !isLocked()) return undefined;
  return { reason: `kustomize-controller refuses its reference to ${kind} ${reference.namespace}/${name} in another namespace` };
}

/** Tells whether references to other namespaces are refused, as far as objects are known; what installs Flux is among the first. */
export function lockdownOf(state: ClusterState, instance: Manifest | undefined): () => boolean {
  let seen = -1;
  let isLocked = false;
  return () => {
    if (seen !== state.manifests.length) {
      seen = state.manifests.length;
      const manifests = instance && !state.has(instance) ? [...state.manifests, instance] : state.manifests;
      // Flags are the same in each release; only gates are not.
      isLocked = new Controllers(new ManifestSet(manifests), [...state.files], DEFAULT_FLUX_VERSION).locked;
    }
    return isLocked;
  };
}
