import { Field } from '../../src/manifests/manifest';
import { Steps } from '../../src/manifests/place';
import { BuildPlan } from './build-plan';
import { FieldSource, FoundField, valueAt } from './field-source';

/** What the fields of kustomizations, and of a Kustomization of Flux, write into all objects: the namespace, and tags of images. */
export function transformerSource(plan: BuildPlan): FieldSource {
  return {
    find: (steps, built) => {
      const value = valueAt(built, steps);
      const field = typeof value === 'string' ? writerOf(plan, steps, value) : undefined;
      return field && foundAt(field, value);
    },
  };
}

function writerOf(plan: BuildPlan, steps: Steps, value: string): Field | undefined {
  if (steps.length === 2 && steps[0] === 'metadata' && steps[1] === 'namespace') {
    const fields = [plan.spec?.at('targetNamespace'), ...plan.kustomizations.map(({ manifest }) => manifest.at('namespace'))];
    return fields.find((field) => field?.value === value);
  }
  if (steps[steps.length - 1] !== 'image') return undefined;
  const lists = [plan.spec?.at('images'), ...plan.kustomizations.map(({ manifest }) => manifest.at('images'))];
  return lists.flatMap((list) => list?.items() ?? []).find((image) => makes(image, value));
}

/** Whether an entry of `images` turns something into this image. */
function makes(image: Field, value: string): boolean {
  const name = image.at('newName').text() ?? image.at('name').text();
  const tag = image.at('newTag').text();
  const digest = image.at('digest').text();
  return name !== undefined && value === `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function foundAt(field: Field, value: unknown): FoundField {
  return { value, place: field.place };
}
