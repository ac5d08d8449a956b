import { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { ObjectId } from '../../manifests/object-id';
import { FLUX_NAMESPACE } from '../../primitives/kubernetes-name';

/** Whether an object is the source of the cluster's own sync, as `flux bootstrap` makes it. */
export function isOfSync(manifests: ManifestSet, { id, name, namespace }: Manifest): boolean {
  if (namespace !== FLUX_NAMESPACE) return false;
  const sync = manifests.find(ObjectId.of('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', FLUX_NAMESPACE, FLUX_NAMESPACE));
  const source = sync?.at('spec', 'sourceRef');
  return source?.at('kind').text() === id.kind && source.at('name').text() === name;
}
