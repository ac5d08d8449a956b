import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { Origin } from '../manifests/place';
import { isKubernetesObject } from '../manifests/read-yaml';
import { readYamlFile } from '../manifests/yaml/yaml-file';

/** The objects that a ResourceSet makes, as its templates have them: names and values may hold `<< … >>`. */
export function templatesOf(resourceSet: Manifest): Manifest[] {
  return templates(resourceSet).flatMap(({ objects }) => objects);
}

/** The same; nothing where a template is a text of which only the operator knows what it becomes. */
export function knownTemplatesOf(resourceSet: Manifest): Manifest[] | undefined {
  const all = templates(resourceSet);
  return all.every(({ isComplete }) => isComplete) ? all.flatMap(({ objects }) => objects) : undefined;
}

/**
 * The templates of ResourceSets of which nothing can be built here, because their inputs are only known in a cluster. What they say
 * without any input holds for all of them; where a condition stands around a part, nothing does.
 */
export function unbuiltTemplates(manifests: ManifestSet): readonly Manifest[] {
  return manifests._once(collectUnbuilt);
}

/** The objects of a kind, and the templates of which none can be built. */
export function ofKindWithTemplates(manifests: ManifestSet, kind: string): Manifest[] {
  return [...manifests.ofKind(kind), ...unbuiltTemplates(manifests).filter(({ id }) => id.qualifiedKind === kind)];
}

function collectUnbuilt(manifests: ManifestSet): Manifest[] {
  return manifests.unseen
    .filter(({ applier }) => manifests.appliedBy(applier).length === 0)
    .flatMap(({ applier }) => templates(applier).flatMap(({ objects, isConditional }) => (isConditional ? [] : objects)))
    .filter(({ object }) => typeof object.spec !== 'string');
}

interface Templates {
  readonly objects: Manifest[];
  /** Whether nothing else comes of them. */
  readonly isComplete: boolean;
  /** Whether a part of them is only there sometimes. */
  readonly isConditional: boolean;
}

const NONE: Templates = { objects: [], isComplete: true, isConditional: false };
const CONDITION = /<<-?\s*(if|range|with|else|end)\b/;

function templates(resourceSet: Manifest): Templates[] {
  if (resourceSet.id.qualifiedKind !== Kind.RESOURCE_SET) return [];
  const spec = resourceSet.at('spec');
  return [spec, ...spec.at('steps').items()].flatMap((holder) => [
    ...holder.at('resources').items().map(templateAt),
    templatesInText(holder.at('resourcesTemplate')),
  ]);
}

function templateAt(field: Field): Templates {
  if (!isKubernetesObject(field.value)) return NONE;
  const origin: Origin = { place: (steps, part) => field.manifest._origin.place([...field._steps, ...steps], part) };
  return { objects: [new Manifest(field.value, { origin, applier: field.manifest })], isComplete: true, isConditional: false };
}

/** A text of templates is YAML more often than not; where it is not, nothing is known about it. */
function templatesInText(field: Field): Templates {
  const text = field.text();
  if (text === undefined) return NONE;
  const { documents, problems } = readYamlFile(text, 'template');
  if (problems.length > 0) return { ...NONE, isComplete: false };
  const values = documents.map(({ value }) => value as unknown).filter((value) => value !== undefined && value !== null);
  const objects = values
    .filter(isKubernetesObject)
    .map((object) => new Manifest(object, { origin: { place: () => field.place }, applier: field.manifest }));
  return { objects, isComplete: objects.length === values.length, isConditional: CONDITION.test(text) };
}
