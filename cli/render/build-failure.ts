import { Field, Manifest } from '../../src/manifests/manifest';
import { YamlOrigin } from '../../src/manifests/yaml-source';
import { entryAt, nodeAt, YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { isMap } from '../is-map';
import { resolvePath } from '../repository/paths';
import { RepositoryFile } from '../repository/repository-file';
import { BuildPlan, PlannedKustomization, PlannedResource } from './build-plan';
import { printableError } from './hidden-text';
import { KustomizeSentence, sentenceOf } from './kustomize-sentence';
import { PatchText } from './patch-text';

/** Why a build failed, and what a person would have to change. */
export interface BuildFailure {
  readonly field: Field;
  readonly message: string;
}

/** What kustomize says, at the patch, the entry or the file that it is about. */
export function buildFailure(error: string, plan: BuildPlan): BuildFailure {
  const sentence = sentenceOf(error);
  const kustomization = plan.kustomizations.find(({ directory }) => directory === sentence.directory) ?? plan.top;
  const field =
    patchAt(sentence.text, kustomization, plan) ??
    entryIn(sentence.text, kustomization.manifest) ??
    resourceAt(sentence, kustomization) ??
    fileAt(error, plan);
  return { field: field ?? kustomization.manifest.root, message: printableError(sentence.text, plan) };
}

/** The patch that a sentence is about; of several, the one of the kustomization that fails. */
function patchAt(text: string, { manifest }: PlannedKustomization, plan: BuildPlan): Field | undefined {
  const found = plan.patches.flatMap((patch) => {
    const field = inPatch(text, patch);
    return field ? [{ patch, field }] : [];
  });
  const owners = manifest === plan.top.manifest ? [manifest, plan.spec?.manifest] : [manifest];
  const own = found.filter(({ patch }) => owners.includes(patch.field.manifest));
  return (own.pop() ?? found[0])?.field;
}

function inPatch(text: string, patch: PatchText): Field | undefined {
  if (text.startsWith('must specify one of patch and path')) return patch.file || patch.text !== '' ? undefined : patch.field;
  const [, said] = /^unable to parse SM or JSON patch from \[(?:patch|path): ("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  if (said !== undefined)
    return [patch.text.trim(), patch.field.text()].some((known) => quote(known) === said) ? patchField(patch) : undefined;
  const id = idIn(/no matches for Id (\S+);/.exec(text)?.[1]);
  for (const document of patch.documents) {
    if (id && isObject(document.value, id)) return patchField(patch, document, document.root?.start);
    const operation = Array.isArray(document.value) ? document.value.findIndex((value) => isAbout(text, value)) : -1;
    if (operation < 0) continue;
    const start = entryAt(document, [operation, 'path'])?.key.start ?? nodeAt(document, [operation])?.start;
    return patchField(patch, document, start);
  }
  return undefined;
}

/** Whether a sentence names the path of an operation of a JSON patch, or what it shall do. */
function isAbout(text: string, operation: unknown): boolean {
  if (!isMap(operation)) return false;
  const { op, path } = operation;
  if (text === `Unexpected kind: ${op}`) return true;
  return (
    typeof path === 'string' &&
    path !== '' &&
    [`path: ${path}:`, `path: "${path}":`, `path: '${path}':`, `value ${path} failed`].some((part) => text.includes(part))
  );
}

/** A patch in its own file is named by that, another one by the field that holds it. */
function patchField(patch: PatchText, document = patch.documents[0], start?: number): Field {
  const field = patch.file ? documentField(patch.file, document) : patch.field;
  return start === undefined ? field : placed(field, patch.placeOf(start));
}

function documentField(file: RepositoryFile, document: YamlDocument | undefined): Field {
  const of = ({ _origin }: Manifest) => _origin instanceof YamlOrigin && _origin.document === document;
  return (file.manifests.find(of) ?? new Manifest(undefined, { origin: { place: () => ({ file: file.path, line: 1, column: 1 }) } })).root;
}

/** The same field with a place inside of its text. */
function placed({ manifest, _steps, value }: Field, place: Field['place']): Field {
  const { object, applier } = manifest;
  return Field._of(new Manifest(object, { applier, origin: { place: () => place } }), _steps, value);
}

/** The entry of a kustomization that a sentence names: one that finds nothing, or one whose value is no text. */
function entryIn(text: string, kustomization: Manifest): Field | undefined {
  const [, counted] = /^resource with name (\S+) does not match a config/.exec(text) ?? [];
  if (counted !== undefined)
    return kustomization
      .at('replicas')
      .items()
      .find((entry) => entry.at('name').text() === counted);
  const replaced = idIn(/^nothing selected by (\S+?)(?::|$)/.exec(text)?.[1]);
  if (replaced) {
    const entries = kustomization.at('replacements').items();
    return entries.find(({ value }) => isMap(value) && isMap(value.source) && value.source.name === replaced.name)?.at('source');
  }
  const [, path] = /cannot unmarshal \w+ into Go struct field \w+\.([\w.]+) of type string$/.exec(text) ?? [];
  return path === undefined ? undefined : notText(kustomization.root, path.split('.'));
}

/** The first field on a path, through all entries of the lists on it, that is there and is no text. */
function notText(field: Field, [key, ...path]: readonly string[]): Field | undefined {
  const items = field.items();
  if (key === undefined && items.length === 0) return field.exists && typeof field.value !== 'string' ? field : undefined;
  if (items.length > 0) return firstOf(items, (item) => notText(item, key === undefined ? [] : [key, ...path]));
  return notText(field.at(key), path);
}

function firstOf(items: readonly Field[], find: (item: Field) => Field | undefined): Field | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

/** The entry that brings what is there already, or the file that cannot be added. */
function resourceAt({ text, entry }: KustomizeSentence, { directory, resources }: PlannedKustomization): Field | undefined {
  if (entry === undefined) return undefined;
  const path = resolvePath(directory, entry);
  const found = resources.filter((resource) => pathOf(resource) === path || pathOf(resource) === entry);
  const last = found[found.length - 1];
  if (!last || 'directory' in last) return last?.field;
  if (found.length > 1) return last.field;
  const id = idIn(/registered id: (\S+)/.exec(text)?.[1]);
  const same = last.file.manifests.filter(({ object }) => id && isObject(object, id));
  return same.pop()?.root ?? documentField(last.file, undefined);
}

function pathOf(resource: PlannedResource): string {
  return 'file' in resource ? resource.path : resource.directory.directory;
}

/** The file that kustomize names last: it lists them from the outside in. */
function fileAt(error: string, { reads }: BuildPlan): Field | undefined {
  const named = [...reads].map(([path, file]) => ({ file, at: error.lastIndexOf(path) })).filter(({ at }) => at >= 0);
  const [last] = named.sort((a, b) => b.at - a.at);
  return last?.file.documents[0]?.root;
}

/** What kustomize calls an object, e.g. `Deployment.v1.apps/web.shop`. */
interface ResourceId {
  readonly kind: string;
  readonly name: string;
}

function idIn(text: string | undefined): ResourceId | undefined {
  const [, kind, name] = /^([^./]+)\.[^/]*\/(.+)\.[^.]+$/.exec(text ?? '') ?? [];
  return kind === undefined ? undefined : { kind, name };
}

function isObject(value: unknown, { kind, name }: ResourceId): boolean {
  return isMap(value) && value.kind === kind && isMap(value.metadata) && value.metadata.name === name;
}

function quote(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}
