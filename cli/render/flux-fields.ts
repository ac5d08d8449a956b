import { Field } from '../../src/manifests/manifest';
import { listOf } from '../is-map';

/** The fields of a Kustomization of Flux that change what is built. */
const BUILD_FIELDS = ['targetNamespace', 'namePrefix', 'nameSuffix', 'patches', 'images', 'components', 'buildMetadata'];

/** Whether Flux adds anything to the kustomization of the directory. */
export function addsToBuild(spec: Field | undefined): boolean {
  return spec !== undefined && BUILD_FIELDS.some((name) => !spec.at(name).isEmpty());
}

/** Equal for equal builds of one directory. */
export function buildFieldsKey(spec: Field | undefined): string {
  if (!spec || !addsToBuild(spec)) return '';
  return JSON.stringify([...BUILD_FIELDS, 'ignoreMissingComponents'].map((name) => spec.at(name).value));
}

/** The kustomization that Flux writes: what the file says, changed as its generator does. */
export function withFluxFields(data: Record<string, unknown>, spec: Field): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...data };
  const set = (from: string, to: string) => {
    const text = spec.at(from).text();
    if (text !== undefined) changed[to] = text;
  };
  set('targetNamespace', 'namespace');
  set('namePrefix', 'namePrefix');
  set('nameSuffix', 'nameSuffix');
  // Without its text the API server refuses the Kustomization; that is a finding of its own.
  const patches = spec
    .at('patches')
    .items()
    .filter((patch) => patch.at('patch').text() !== undefined);
  if (patches.length > 0) changed.patches = [...listOf(data.patches), ...patches.map(({ value }) => patchOf(value))];
  const images = spec.at('images').items();
  if (images.length > 0) changed.images = images.reduce((merged, { value }) => withImage(merged, value ?? {}), listOf(data.images));
  const metadata = spec.at('buildMetadata');
  if (!metadata.isEmpty()) changed.buildMetadata = metadata.value;
  return changed;
}

/** Flux passes these two fields of a patch on, and no others. */
function patchOf(patch: any): unknown {
  return patch?.target ? { patch: patch.patch, target: patch.target } : { patch: patch?.patch };
}

interface Image {
  readonly name?: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** An image of the file keeps what the one of Flux leaves out; tag and digest are one thing. */
function withImage(images: Image[], image: Image): Image[] {
  const index = images.findIndex(({ name }) => name === image.name);
  if (index < 0) return [...images, image];
  const merged = {
    ...images[index],
    ...(image.newName && { newName: image.newName }),
    ...((image.newTag || image.digest) && { newTag: image.newTag, digest: image.digest }),
  };
  return images.map((known, at) => (at === index ? merged : known));
}
