import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { Origin } from '../../src/manifests/place';
import { expandResourceSet } from '../../src/manifests/resource-set/expand-resource-set';
import { isMap } from '../is-map';
import { ClusterState } from './cluster-state';

/** What a ResourceSet applies, as far as anybody can know without a cluster. */
export function applyResourceSet(set: Manifest, state: ClusterState): { manifests: Manifest[]; unknown?: string } {
  const providers = state.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).filter(({ namespace }) => namespace === set.namespace);
  const { objects, unknown } = expandResourceSet(
    set.object,
    providers.map(({ object }) => object),
  );
  const common = set.at('spec', 'commonMetadata').value;
  const manifests = objects.map(({ object, template }) => {
    const origin: Origin = { place: (steps) => set._origin.place([...template, ...steps]) };
    return new Manifest(isMap(common) ? marked(object, common) : object, { origin, applier: set });
  });
  return { manifests, unknown };
}

function marked(object: any, common: Record<string, any>): object {
  const metadata = { ...object?.metadata };
  for (const name of ['labels', 'annotations']) if (isMap(common[name])) metadata[name] = { ...metadata[name], ...common[name] };
  return { ...object, metadata };
}
