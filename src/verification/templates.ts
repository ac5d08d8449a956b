import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { isKubernetesObject } from '../manifests/read-yaml';
import { readYamlFile } from '../manifests/yaml/yaml-file';

/** The objects that a ResourceSet makes, as its templates have them: names and values may hold `<< … >>`. */
export function templatesOf(resourceSet: Manifest): Manifest[] {
  if (resourceSet.id.qualifiedKind !== Kind.RESOURCE_SET) return [];
  const spec = resourceSet.at('spec');
  return [spec, ...spec.at('steps').items()].flatMap((holder) => [
    ...holder.at('resources').items().flatMap(templateAt),
    ...templatesInText(holder.at('resourcesTemplate')),
  ]);
}

function templateAt(field: Field): Manifest[] {
  if (!isKubernetesObject(field.value)) return [];
  const origin = { place: (steps: Field['_steps']) => field.manifest._origin.place([...field._steps, ...steps]) };
  return [new Manifest(field.value, { origin, applier: field.manifest })];
}

/** A text of templates is YAML more often than not; where it is not, nothing is known about it. */
function templatesInText(field: Field): Manifest[] {
  const text = field.text();
  if (text === undefined) return [];
  const { documents, problems } = readYamlFile(text, 'template');
  if (problems.length > 0) return [];
  return documents.flatMap(({ value }) =>
    isKubernetesObject(value) ? [new Manifest(value, { origin: { place: () => field.place }, applier: field.manifest })] : [],
  );
}
