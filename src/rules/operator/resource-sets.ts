import { Kind } from '../../manifests/kind';
import { Field, Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { expandResourceSet } from '../../manifests/resource-set/expand-resource-set';
import { Expansion, TemplatePath } from '../../manifests/resource-set/expansion';
import { asMeant } from '../../manifests/resource-set/wrong-delimiters';
import { Provider, providersOf } from '../../manifests/resource-set/input-providers';
import { groupBy } from '../../primitives/push-to';

/** A ResourceSet and what becomes of it. */
export interface ResourceSet {
  readonly manifest: Manifest;
  readonly expansion: Expansion;
  /** Its inputs and those of its providers, as the operator combines them. */
  readonly inputs: readonly Provider[];
  /** The objects that it takes inputs from. */
  readonly providers: readonly Manifest[];
  readonly isPermuted: boolean;
}

/** The ResourceSets of a cluster that can be read. */
export function resourceSetsIn(manifests: ManifestSet): readonly ResourceSet[] {
  return manifests._once(readAll);
}

function readAll(manifests: ManifestSet): ResourceSet[] {
  const byNamespace = groupBy(manifests.ofKind(Kind.RESOURCE_SET_INPUT_PROVIDER), ({ namespace }) => namespace);
  return manifests.ofKind(Kind.RESOURCE_SET).flatMap((manifest) => read(manifest, byNamespace.get(manifest.namespace) ?? []));
}

function read(manifest: Manifest, candidates: readonly Manifest[]): ResourceSet[] {
  try {
    const objects = candidates.map(({ object }) => object as unknown);
    const inputs = providersOf(manifest.object, objects);
    const names = new Set(inputs.slice(1).map(({ name }) => name));
    return [
      {
        manifest,
        inputs,
        expansion: expandResourceSet(asMeant(manifest.object), objects),
        providers: candidates.filter(({ name }) => names.has(name)),
        isPermuted: manifest.at('spec', 'inputStrategy', 'name').text() === 'Permute',
      },
    ];
  } catch {
    // A provider is missing, or a field has a wrong type. Other rules report both.
    return [];
  }
}

/** A template of a ResourceSet: an entry of `resources`, or the text of `resourcesTemplate`. */
export interface TemplateField {
  readonly field: Field;
  readonly path: TemplatePath;
  /** Index of its step. */
  readonly step?: number;
}

/** All templates of a ResourceSet, in their order. */
export function templatesOf({ root }: Manifest): TemplateField[] {
  const steps = root.at('spec', 'steps').items();
  if (steps.length === 0) return templatesIn(root.at('spec'));
  return steps.flatMap((step, index) => templatesIn(step).map((template) => ({ ...template, step: index })));
}

function templatesIn(around: Field): TemplateField[] {
  const text = around.at('resourcesTemplate');
  const fields = [...around.at('resources').items(), ...(text.text() === undefined ? [] : [text])];
  return fields.map((field) => ({ field, path: field._steps }));
}

/** The texts in a field, however deep. */
export function textsIn(field: Field): Field[] {
  if (field.text() !== undefined) return [field];
  return [...field.items(), ...field.entries()].flatMap(textsIn);
}

/** The first text of a template that is like this, which is where a person would look. */
export function fieldWhere(template: Field, isMeant: (text: string) => boolean): Field {
  return textsIn(template).find((field) => isMeant(field.text()!)) ?? template;
}
