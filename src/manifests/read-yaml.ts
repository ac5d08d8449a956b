import { KubernetesObject, SourcedObject } from './kubernetes-object';
import { readYamlFile } from './yaml/yaml-file';

/** The documents of a YAML file; an error that names the file, line and column when Kubernetes does not read it, or a key is there twice. */
export function readDocuments(text: string, path: string): unknown[] {
  const file = readYamlFile(text, path);
  const [problem] = file.problems;
  if (problem) {
    const { line, column } = file.place(problem.start);
    throw new Error(`${path}:${line}:${column}: ${problem.message}`);
  }
  return file.documents.map(({ value }) => value).filter((document) => document !== null);
}

/** The documents that are Kubernetes objects. */
export function readManifests(text: string, file: string): SourcedObject[] {
  return manifestsIn(readDocuments(text, file), file);
}

/** The objects among documents. A `List` is none of its own: kustomize and Flux apply what is in it. */
export function manifestsIn(documents: unknown[], origin: string): SourcedObject[] {
  return documents.flatMap((document) => {
    if (isList(document)) return manifestsIn(document.items, origin);
    return isKubernetesObject(document) ? [{ object: document, origin }] : [];
  });
}

/** Whether a document has what every object has. */
export function isKubernetesObject(document: unknown): document is KubernetesObject {
  const { apiVersion, kind, metadata } = (document ?? {}) as Partial<KubernetesObject>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}

/** Whether a document is a list of objects. */
export function isList(document: unknown): document is { items: unknown[] } {
  const { apiVersion, kind, items } = (document ?? {}) as { apiVersion?: unknown; kind?: unknown; items?: unknown };
  return apiVersion === 'v1' && typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}
