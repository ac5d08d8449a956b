import { readYamlFile } from '../../src/manifests/yaml/yaml-file';
import { isMap } from '../is-map';

/** Where kustomize says that an object comes from, relative to the directory that was built. */
export interface BuildOrigin {
  /** The file that has the object. */
  readonly path?: string;
  /** The file of the kustomization that generates it. */
  readonly configuredIn?: string;
}

/** An object as kustomize printed it. */
export interface BuiltObject {
  readonly object: any;
  readonly from: BuildOrigin;
}

const ORIGIN = 'config.kubernetes.io/origin';

/** The objects that kustomize printed, without the annotation that says where each is from. */
export function readBuildOutput(output: string): BuiltObject[] {
  // One at a time: together they may be larger than any file should be.
  return output
    .split(/^---\n/m)
    .flatMap((text) => readYamlFile(text, '').documents.flatMap(({ value }) => (isMap(value) ? [withoutOrigin(value)] : [])));
}

function withoutOrigin(object: Record<string, any>): BuiltObject {
  const annotations = object.metadata?.annotations;
  const text = isMap(annotations) ? annotations[ORIGIN] : undefined;
  if (typeof text !== 'string') return { object, from: {} };
  delete annotations[ORIGIN];
  if (Object.keys(annotations).length === 0) delete object.metadata.annotations;
  const from = readYamlFile(text, '').documents[0]?.value;
  return { object, from: isMap(from) ? from : {} };
}
