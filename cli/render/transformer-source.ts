import { Field, Manifest } from '../../src/manifests/manifest';
import { Steps } from '../../src/manifests/place';
import { BuildPlan, PlannedKustomization } from './build-plan';
import { FieldSource, valueAt } from './field-source';

/**
 * What the fields of kustomizations, and of a Kustomization of Flux, write into an object: the namespace, labels, annotations, and tags
 * of images.
 *
 * @param manifest the document of the object
 */
export function transformerSource(plan: BuildPlan, manifest: Manifest): FieldSource {
  const { file } = manifest.root.place;
  let writers: Field[] | undefined;
  return {
    find: (steps, built) => {
      const value = valueAt(built, steps);
      if (typeof value !== 'string') return undefined;
      writers ??= plan.kustomizations.filter((one) => transforms(one, file)).map((one) => one.manifest.root);
      const field = writerOf(plan.spec ? [plan.spec, ...writers] : writers, steps, value);
      return field && { value, place: field.place };
    },
  };
}

/** Whether a kustomization changes what a file holds. What components change, or bring, is not told from here. */
function transforms({ manifest, resources }: PlannedKustomization, file: string | undefined): boolean {
  if (manifest.kind === 'Component' || manifest.at('components').items().length > 0) return true;
  return resources.some((resource) => ('file' in resource ? resource.file.path === file : transforms(resource.directory, file)));
}

/** The field that writes a value; `writers` are a spec of Flux and kustomization files. */
function writerOf(writers: readonly Field[], steps: Steps, value: string): Field | undefined {
  const key = String(steps[steps.length - 1]);
  const around = steps[steps.length - 2];
  if (steps.length === 2 && around === 'metadata' && key === 'namespace') {
    return writers.flatMap((writer) => [writer.at('targetNamespace'), writer.at('namespace')]).find((field) => field.value === value);
  }
  if (around === 'annotations') return writers.map((writer) => writer.at('commonAnnotations', key)).find((field) => field.value === value);
  if (around === 'labels' || around === 'matchLabels' || around === 'selector') {
    const labels = (writer: Field) => [
      writer.at('commonLabels'),
      ...writer
        .at('labels')
        .items()
        .map((entry) => entry.at('pairs')),
    ];
    return writers
      .flatMap(labels)
      .map((pairs) => pairs.at(key))
      .find((field) => field.value === value);
  }
  if (key !== 'image') return undefined;
  const image = writers.flatMap((writer) => writer.at('images').items()).find((entry) => makes(entry, value));
  return image && (image.at('newTag').exists ? image.at('newTag') : image);
}

/** Whether an entry of `images` turns something into this image. */
function makes(image: Field, value: string): boolean {
  const name = image.at('newName').text() ?? image.at('name').text();
  const tag = image.at('newTag').text();
  const digest = image.at('digest').text();
  return name !== undefined && value === `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
