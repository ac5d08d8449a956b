import { Kind } from '../manifests/kind';
import { Manifest } from '../manifests/manifest';
import { Unseen } from '../manifests/manifest-set';
import { Origin, Steps } from '../manifests/place';
import { expandResourceSet } from '../manifests/resource-set/expand-resource-set';
import { Expansion } from '../manifests/resource-set/expansion';
import { asMeant } from '../manifests/resource-set/wrong-delimiters';
import { isMap } from '../primitives/is-map';

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

/**
 * What one ResourceSet applies.
 *
 * @param providers input providers, of its namespace or others
 * @param originOf where an object stands that a template at these steps makes
 */
export function objectsOf(
  set: Manifest,
  providers: readonly Manifest[],
  originOf: (template: Steps, object: unknown) => Origin = (template) => inTemplate(set, template),
): ResourceSetObjects {
  const near = providers.filter(({ namespace }) => namespace === set.namespace).map(({ object }) => object);
  const { objects, unknown } = expansionOf(set.object, near);
  const common = set.at('spec', 'commonMetadata').value;
  const manifests = objects.map(
    ({ object, template }) =>
      new Manifest(isMap(common) ? marked(object, common) : object, { origin: originOf(template, object), applier: set }),
  );
  return { manifests, unseen: unknown === undefined ? [] : [{ applier: set, reason: unknown }] };
}

/** The origin of an object whose fields stand where those of its template stand. */
export function inTemplate(set: Manifest, template: Steps): Origin {
  return { place: (steps, part) => set._origin.place([...template, ...steps], part) };
}

/** A field of another type than it should have is refused by the API server, and then nothing is applied. */
function expansionOf(set: unknown, providers: readonly unknown[]): Pick<Expansion, 'objects' | 'unknown'> {
  try {
    return expandResourceSet(asMeant(set), providers);
  } catch {
    return { objects: [], unknown: 'its fields are not those of a ResourceSet' };
  }
}

function marked(object: any, common: Record<string, unknown>): object {
  const metadata = { ...object?.metadata };
  for (const name of ['labels', 'annotations']) {
    const marks = common[name];
    if (isMap(marks)) metadata[name] = { ...metadata[name], ...marks };
  }
  return { ...object, metadata };
}
