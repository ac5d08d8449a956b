import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { groupBy } from '../primitives/push-to';

/** The objects of a kind in a namespace, also those that controllers make. */
export function objectsAt(manifests: ManifestSet, qualifiedKind: string, namespace: string | undefined): readonly Manifest[] {
  return manifests._once(byPlace).get(`${qualifiedKind} ${namespace}`) ?? [];
}

function byPlace({ manifests, generated }: ManifestSet): Map<string, Manifest[]> {
  return groupBy([...manifests, ...generated], ({ id, namespace }) => `${id.qualifiedKind} ${namespace}`);
}
