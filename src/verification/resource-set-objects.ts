import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { Unseen } from '../manifests/manifest-set';
import { Origin } from '../manifests/place';
import { expandResourceSet } from '../manifests/resource-set/expand-resource-set';
import { asMeant } from '../manifests/resource-set/wrong-delimiters';

/** What ResourceSets apply. */
export interface ResourceSetObjects {
  readonly manifests: Manifest[];
  /** Those of which only the operator knows all objects. */
  readonly unseen: Unseen[];
}

/** What the ResourceSets among some objects apply, as far as that can be known without a cluster. */
export function resourceSetObjects(applied: readonly Manifest[]): ResourceSetObjects {
  const sets = applied.filter(({ id }) => id.qualifiedKind === Kind.RESOURCE_SET);
  if (sets.length === 0) return { manifests: [], unseen: [] };

  const providers = applied.filter(({ id }) => id.qualifiedKind === Kind.RESOURCE_SET_INPUT_PROVIDER);
  const expanded = sets.map((set) => objectsOf(set, providers));
  return { manifests: expanded.flatMap(({ manifests }) => manifests), unseen: expanded.flatMap(({ unseen }) => unseen) };
}

/** What one ResourceSet applies. Its objects are placed where their templates stand. */
export function objectsOf(set: Manifest, providers: readonly Manifest[]): ResourceSetObjects {
  const near = providers.filter(({ namespace }) => namespace === set.namespace).map(({ object }) => object);
  const { objects, unknown } = expandResourceSet(asMeant(set.object), near);
  const common = set.at('spec', 'commonMetadata').value;
  const manifests = objects.map(({ object, template }) => {
    const origin: Origin = { place: (steps, part) => set._origin.place([...template, ...steps], part) };
    return new Manifest(common ? marked(object, common) : object, { origin, applier: set });
  });
  return { manifests, unseen: unknown === undefined ? [] : [{ applier: set, reason: unknown }] };
}

function marked(object: any, { labels, annotations }: any): object {
  const metadata = { ...object?.metadata };
  if (labels) metadata.labels = { ...metadata.labels, ...labels };
  if (annotations) metadata.annotations = { ...metadata.annotations, ...annotations };
  return { ...object, metadata };
}
