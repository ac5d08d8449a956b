import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { IConstruct } from 'constructs';
import { SourcedObject } from '../manifests/kubernetes-object';
import { isKubernetesObject, isList, manifestsIn, readDocuments } from '../manifests/read-yaml';
import { compareText } from '../primitives/compare';
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
  readonly manifests: SourcedObject[];
  /**
   * The directory with a `kustomization.yaml` of its own that the file belongs to, inside the directory of the layer. Its objects
   * are applied as that says; without one, as they are.
   */
  readonly unit?: string;
}

const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const YAML_FILE = /\.ya?ml$/;

/** Reads the directories that a layer includes. Hidden files and links are left out. */
export function readIncludes(at: IConstruct, includes: readonly Include[]): IncludedFile[] {
  return includes.flatMap((include) => {
    requireDirectory(at, include.from);
    // A kustomization may read any file below it; without one, Flux applies the YAML files.
    const all = filesBelow(include.from, '');
    const units = all.filter((path) => KUSTOMIZATION_FILES.includes(posix.basename(path))).map((path) => posix.dirname(path));
    const unitOf = (path: string) => units.find((unit) => unit === '.' || path.startsWith(`${unit}/`));
    const paths = all.filter((path) => unitOf(path) !== undefined || YAML_FILE.test(path));
    if (paths.length === 0) throw nothingToInclude(at, include.from);
    return paths.map((path) => readIncluded(at, include, path, unitOf(path)));
  });
}

function readIncluded(at: IConstruct, include: Include, path: string, unit: string | undefined): IncludedFile {
  const origin = `${include.from.replace(/\/+$/, '')}/${path}`;
  const text = readText(at, join(include.from, path), origin);
  const holdsObjects = YAML_FILE.test(path) && !KUSTOMIZATION_FILES.includes(posix.basename(path));
  const documents = holdsObjects ? parse(at, text, origin) : [];
  if (unit === undefined) requireObjects(at, origin, documents);
  const manifests = manifestsIn(documents, origin);
  const inLayer = (directory: string) => posix.normalize(`${include.to}/${directory}`);
  return { path: `${include.to}/${path}`, text, origin, manifests, unit: unit === undefined ? undefined : inLayer(unit) };
}

/** The text of a file; an error where it is none, because it could not be copied byte by byte. */
function readText(at: IConstruct, path: string, origin: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError(at, {
      prop: 'include',
      got: origin,
      mustBe: 'a file of text in UTF-8; other bytes would be changed on the way',
      fix: 'move the file elsewhere, or convert it',
    });
  }
}

/** The documents of a file. The error names the line and does not show it: it may be one of a Secret. */
function parse(at: IConstruct, text: string, origin: string): unknown[] {
  try {
    return readDocuments(text, origin);
  } catch (error) {
    const { reason, mark } = (error as Error).cause as { reason?: string; mark?: { line: number; column: number } };
    throw new InputError(at, {
      prop: 'include',
      got: mark ? `${origin}:${mark.line + 1}:${mark.column + 1}` : origin,
      mustBe: `valid YAML (${reason ?? 'it cannot be read'})`,
      fix: 'correct the file; Flux could not read it either',
    });
  }
}

function filesBelow(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => compareText(a.name, b.name))
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
  if (documents.length > 0 && documents.every((document) => isKubernetesObject(document) || isList(document))) return;
  throw new InputError(at, {
    prop: 'include',
    got: file,
    mustBe: 'a file of Kubernetes objects; Flux reads every YAML file of a directory without kustomization.yaml, and fails on others',
    fix: 'move the file elsewhere, or add a kustomization.yaml that does not list it',
  });
}
