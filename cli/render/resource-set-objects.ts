import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { Origin } from '../../src/manifests/place';
import { expandResourceSet } from '../../src/manifests/resource-set/expand-resource-set';
import { asMeant } from '../../src/manifests/resource-set/wrong-delimiters';
import { Expansion } from '../../src/manifests/resource-set/expansion';
import { isMap } from '../is-map';
import { ClusterState } from './cluster-state';
import { templateOrigin } from './template-origin';

/** What a ResourceSet applies, as far as anybody can know without a cluster. */
export function applyResourceSet(set: Manifest, state: ClusterState): { manifests: Manifest[]; unknown?: string } {
  const providers = state.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER).filter(({ namespace }) => namespace === set.namespace);
  const { objects, unknown } = expanded(
    set.object,
    providers.map(({ object }) => object),
  );
  const common = set.at('spec', 'commonMetadata').value;
  const manifests = objects.map(({ object, template }) => {
    const inSet: Origin = { place: (steps, part) => set._origin.place([...template, ...steps], part) };
    const isText = template[template.length - 1] === 'resourcesTemplate';
    const origin = isText ? templateOrigin(set.root._in(template), object) : inSet;
    return new Manifest(isMap(common) ? marked(object, common) : object, { origin, applier: set });
  });
  return { manifests, unknown };
}

/** A field of another type than it should have is refused by the API server, and then nothing is applied. */
function expanded(set: unknown, providers: readonly unknown[]): Pick<Expansion, 'objects' | 'unknown'> {
  try {
    return expandResourceSet(asMeant(set), providers);
  } catch {
    return { objects: [], unknown: 'its fields are not those of a ResourceSet' };
  }
}

function marked(object: any, common: Record<string, any>): object {
  const metadata = { ...object?.metadata };
  for (const name of ['labels', 'annotations']) if (isMap(common[name])) metadata[name] = { ...metadata[name], ...common[name] };
  return { ...object, metadata };
}
