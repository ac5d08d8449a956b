import { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { FLUX_NAMESPACE } from '../../primitives/kubernetes-name';
import { ownSync } from '../../verification/own-sync';

/** Whether an object is the source of the cluster's own sync, as `flux bootstrap` makes it. */
export function isOfSync(manifests: ManifestSet, { id, name, namespace }: Manifest): boolean {
  if (namespace !== FLUX_NAMESPACE) return false;
  const source = ownSync(manifests)?.at('spec', 'sourceRef');
  return source?.at('kind').text() === id.kind && source.at('name').text() === name;
}
