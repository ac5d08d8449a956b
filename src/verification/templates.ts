import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
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

interface Templates {
  readonly objects: Manifest[];
  /** Whether nothing else comes of them. */
  readonly isComplete: boolean;
}

const NONE: Templates = { objects: [], isComplete: true };

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
  const origin = { place: (steps: Field['_steps']) => field.manifest._origin.place([...field._steps, ...steps]) };
  return { objects: [new Manifest(field.value, { origin, applier: field.manifest })], isComplete: true };
}

/** A text of templates is YAML more often than not; where it is not, nothing is known about it. */
function templatesInText(field: Field): Templates {
  const text = field.text();
  if (text === undefined) return NONE;
  const { documents, problems } = readYamlFile(text, 'template');
  if (problems.length > 0) return { objects: [], isComplete: false };
  const values = documents.map(({ value }) => value as unknown).filter((value) => value !== undefined && value !== null);
  const objects = values
    .filter(isKubernetesObject)
    .map((object) => new Manifest(object, { origin: { place: () => field.place }, applier: field.manifest }));
  return { objects, isComplete: objects.length === values.length };
}
