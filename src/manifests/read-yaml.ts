import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { KubernetesObject, Manifest } from './manifest';

/** The documents of a YAML file; an error that names the file, line and column when it is not YAML. */
export function readDocuments(text: string, file: string): unknown[] {
  try {
    return loadAll(text, { schema: CORE_SCHEMA, filename: file }).filter((document) => document !== null && document !== undefined);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** The documents that are Kubernetes objects. */
export function readManifests(text: string, file: string): Manifest[] {
  return readDocuments(text, file)
    .filter(isKubernetesObject)
    .map((object) => ({ object, origin: file }));
}

/** Whether a document has what every object has. */
export function isKubernetesObject(document: unknown): document is KubernetesObject {
  const { apiVersion, kind, metadata } = (document ?? {}) as Partial<KubernetesObject>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}
