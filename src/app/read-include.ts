import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { IConstruct } from 'constructs';
import { Manifest } from '../manifests/manifest';
import { isKubernetesObject, readDocuments } from '../manifests/read-yaml';
import { InputError } from '../primitives/input-error';
import { Include } from '../primitives/room';

/** A file that is copied into the tree as it is. */
export interface IncludedFile {
  /** Path inside the directory of the layer. */
  readonly path: string;
  readonly text: string;
  /** The file on disk. */
  readonly origin: string;
  /** The objects in it, as far as it is a file of objects. */
  readonly manifests: Manifest[];
  /** Whether Flux applies them as they are. */
  readonly applied: boolean;
}

const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const YAML_FILE = /\.ya?ml$/;

/** Reads the directories that a layer includes. Hidden files and links are left out. */
export function readIncludes(at: IConstruct, includes: readonly Include[]): IncludedFile[] {
  return includes.flatMap((include) => {
    requireDirectory(at, include.from);
    // A kustomization may read any file below it; without one, Flux applies the YAML files.
    const whole = KUSTOMIZATION_FILES.some((name) => statSync(join(include.from, name), { throwIfNoEntry: false })?.isFile());
    const paths = filesBelow(include.from, '').filter((path) => whole || YAML_FILE.test(path));
    if (paths.length === 0) throw nothingToInclude(at, include.from);
    return paths.map((path) => readIncluded(at, include, path, whole));
  });
}

/** Whether a text uses a variable of Flux; `$${NAME}` is an escaped one. */
export function usesVariables(text: string): boolean {
  return /(^|[^$])\$\{[^}]+\}/.test(text);
}

function readIncluded(at: IConstruct, include: Include, path: string, whole: boolean): IncludedFile {
  const origin = `${include.from.replace(/\/+$/, '')}/${path}`;
  const text = readFileSync(join(include.from, path), 'utf8');
  const documents = YAML_FILE.test(path) && !path.endsWith('kustomization.yaml') ? readDocuments(text, origin) : [];
  if (!whole) requireObjects(at, origin, documents);
  const manifests = documents.filter(isKubernetesObject).map((object) => ({ object, origin }));
  return { path: `${include.to}/${path}`, text, origin, manifests, applied: !whole };
}

function filesBelow(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = directory ? `${directory}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    });
}

function requireDirectory(at: IConstruct, directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new InputError(at, {
    prop: 'include',
    got: directory,
    mustBe: 'an existing directory, relative to the working directory of the program',
    fix: "layer.include('./manifests/my-app')",
  });
}

function nothingToInclude(at: IConstruct, directory: string): InputError {
  return new InputError(at, {
    prop: 'include',
    got: directory,
    mustBe: 'a directory with .yaml or .yml files',
    fix: 'include the directory that holds them',
  });
}

function requireObjects(at: IConstruct, file: string, documents: unknown[]): void {
  if (documents.length > 0 && documents.every(isKubernetesObject)) return;
  throw new InputError(at, {
    prop: 'include',
    got: file,
    mustBe: 'a file of Kubernetes objects; Flux reads every YAML file of a directory without kustomization.yaml, and fails on others',
    fix: 'move the file elsewhere, or add a kustomization.yaml that does not list it',
  });
}
