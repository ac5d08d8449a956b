import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { IConstruct } from 'constructs';
import { SourcedObject } from '../manifests/kubernetes-object';
import { isKubernetesObject, isList, manifestsIn } from '../manifests/read-yaml';
import { YamlSource } from '../manifests/yaml-source';
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
  /** The same, with its documents and the place of all that is in them. */
  readonly source: YamlSource;
  /** The objects in it, as far as it is a file of objects. */
  readonly manifests: SourcedObject[];
  /**
   * The directory with a `kustomization.yaml` of its own that the file belongs to, inside the directory of the layer. Its objects
   * are applied as that says; without one, as they are.
   */
  readonly unit?: string;
  /** Whether its objects are applied as they are: nothing changes them on the way. */
  readonly isApplied: boolean;
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
    return markApplied(paths.map((path) => readIncluded(at, include, path, unitOf(path))));
  });
}

function readIncluded(at: IConstruct, include: Include, path: string, unit: string | undefined): IncludedFile {
  const origin = `${include.from.replace(/\/+$/, '')}/${path}`;
  const text = readText(at, join(include.from, path), origin);
  const source = new YamlSource(origin, text);
  const holdsObjects = YAML_FILE.test(path) && !KUSTOMIZATION_FILES.includes(posix.basename(path));
  const documents = holdsObjects ? parse(at, source) : [];
  if (unit === undefined) requireObjects(at, origin, documents);
  const inLayer = (directory: string) => posix.normalize(`${include.to}/${directory}`);
  return {
    path: `${include.to}/${path}`,
    text,
    origin,
    source,
    manifests: manifestsIn(documents, origin),
    unit: unit === undefined ? undefined : inLayer(unit),
    isApplied: unit === undefined,
  };
}

/** Kustomizations that only list files apply them as they are. One that does more, anywhere in the unit, may change all. */
function markApplied(files: IncludedFile[]): IncludedFile[] {
  const kustomizations = files.filter(({ path }) => KUSTOMIZATION_FILES.includes(posix.basename(path)));
  const changing = kustomizations.filter((file) => !isPlainList(file));
  const listed = new Set(kustomizations.flatMap(listedBy));
  return files.map((file) =>
    file.unit === undefined ? file : { ...file, isApplied: listed.has(file.path) && !changing.some(({ unit }) => unit === file.unit) },
  );
}

const PLAIN_KEYS = ['apiVersion', 'kind', 'metadata', 'resources'];

function isPlainList({ source }: IncludedFile): boolean {
  return source.documents.every(({ object }) => Object.keys((object as object | undefined) ?? {}).every((key) => PLAIN_KEYS.includes(key)));
}

/** The files that a kustomization lists, as paths inside the layer. */
function listedBy({ path, source }: IncludedFile): string[] {
  const resources = source.documents.flatMap((document) => document.at('resources').items());
  return resources.map((resource) => posix.join(posix.dirname(path), resource.text() ?? ''));
}

/** The text of a file; an error where it is none, because it could not be copied byte by byte. */
function readText(at: IConstruct, path: string, origin: string): string {
  const bytes = readFileSync(path);
  if (isUtf8(bytes)) return bytes.toString();
  throw new InputError(at, {
    prop: 'include',
    got: origin,
    mustBe: 'a file of text in UTF-8; other bytes would be changed on the way',
    fix: 'move the file elsewhere, or convert it',
  });
}

/** The documents of a file. The error names the line and does not show it: it may be one of a Secret. */
function parse(at: IConstruct, { path, yaml, problems }: YamlSource): unknown[] {
  const [problem] = problems;
  if (problem) {
    throw new InputError(at, {
      prop: 'include',
      got: `${path}:${problem.place.line}:${problem.place.column}`,
      mustBe: `valid YAML (${problem.message})`,
      fix: 'correct the file; Flux could not read it either',
    });
  }
  return yaml.documents.map(({ value }) => value).filter((value) => value !== null && value !== undefined);
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
