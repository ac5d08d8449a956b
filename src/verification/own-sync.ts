import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ObjectId } from '../manifests/object-id';
import { FluxKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';

const { apiVersion, kind } = FluxKind.KUSTOMIZATION;
const OWN_SYNC = ObjectId.of(apiVersion, kind, FLUX_NAMESPACE, FLUX_NAMESPACE);

/** The Kustomization that syncs a cluster, under the name that `flux bootstrap` and the Flux Operator give it. */
export function ownSync(manifests: ManifestSet): Manifest | undefined {
  return manifests.find(OWN_SYNC);
}
