import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isKubernetesObject, isList } from '../../src/manifests/read-yaml';
import { readYamlFile } from '../../src/manifests/yaml/yaml-file';

export const ROOT = join(__dirname, '../..');

/** A document of a YAML file. */
export interface Document {
  /** File, and the line at which the document starts. */
  readonly origin: string;
  /** What we read in it. */
  readonly value: unknown;
  /** What the server gets: the text itself, so that it reads the YAML, not we. */
  readonly body: string | object;
}

/** An object that the server is asked about. */
export interface ObjectDocument extends Document {
  readonly value: ApiObject;
}

export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** The documents of a text; the items of a List are documents of their own, for nobody applies the List itself. */
export function documentsOf(text: string, path: string): Document[] {
  const file = readYamlFile(text, path);
  return file.documents.flatMap(({ root, start, end, value }): Document[] => {
    if (root === undefined || value === null) return [];
    const origin = `${path}:${file.place(root.start).line}`;
    if (isList(value))
      return value.items.map((item, index) => ({ origin: `${origin} item ${index + 1}`, value: item, body: item as object }));
    return [{ origin, value, body: text.slice(start, end) }];
  });
}

/** The documents of all YAML files below a folder whose path matches. */
export function documentsBelow(folder: string, matches = /\.ya?ml$/): Document[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => matches.test(path))
    .sort()
    .flatMap((path) => documentsOf(separated(readFileSync(join(ROOT, path), 'utf8')), path));
}

/** Fixtures hold several files in one; where the next one starts, a comment says. */
function separated(text: string): string {
  return text.replace(/^# (file|cluster): .*$/gm, '---');
}

/** Whether a document is an object of Kubernetes; files of kustomize only look like some. */
export function isObject(document: Document): document is ObjectDocument {
  return isKubernetesObject(document.value) && !document.value.apiVersion.startsWith('kustomize.config.k8s.io/');
}
