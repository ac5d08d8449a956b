import { readYamlFile } from './yaml/yaml-file';
import { isMap } from '../primitives/is-map';

/** An object as plain data. */
type Data = Record<string, any>;

/** What a Kustomization of Flux makes of an object before variables are filled in. */
export interface ChangedObject {
  /** The object; `undefined` when only kustomize knows what becomes of it, or when it is left out. */
  readonly object?: object;
  /** Whether only kustomize knows. */
  readonly isUnknown: boolean;
}

/** Fields of a spec that rename everything, or bring what stands in other directories. */
const BEYOND = ['components', 'namePrefix', 'nameSuffix', 'targetNamespace'];

/**
 * Does to an object what the `patches` and `images` of a Kustomization do, as far as that is certain: operations of a JSON patch on
 * maps, merges into kinds that kustomize does not know and into maps of all others, images of containers.
 */
export function changedBy(spec: unknown, object: object): ChangedObject {
  if (!isMap(spec)) return { object, isUnknown: false };
  if (BEYOND.some((key) => (spec[key] as string | undefined)?.length)) return { isUnknown: true };
  let changed: Data | undefined = object as Data;
  for (const patch of listOf(spec.patches)) {
    const result = patched(changed, patch);
    if (result === 'unknown') return { isUnknown: true };
    if (result === undefined) return { isUnknown: false };
    changed = result;
  }
  const images = listOf(spec.images);
  return { object: images.length > 0 ? (withImages(changed, images) as object) : changed, isUnknown: false };
}

/** The labels and annotations that Flux gives to every object, after variables were filled in. */
export function withCommonMetadata(spec: unknown, object: object): object {
  const { labels, annotations } = (isMap(spec) && isMap(spec.commonMetadata) ? spec.commonMetadata : {}) as Data;
  if (!labels && !annotations) return object;
  const metadata = (object as Data).metadata ?? {};
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(labels && { labels: { ...metadata.labels, ...labels } }),
      ...(annotations && { annotations: { ...metadata.annotations, ...annotations } }),
    },
  };
}

/** A patched object; `undefined` when it is left out. */
type Patched = Data | undefined | 'unknown';

function patched(object: Data, entry: Data): Patched {
  const { patch, target } = entry;
  const selected = isMap(target) ? selects(target, object) : undefined;
  if (selected === false) return object;
  if (selected === 'unknown' || typeof patch !== 'string') return 'unknown';
  const documents = documentsOf(entry, patch);
  if (documents.length !== 1) return 'unknown';
  const [value] = documents;
  if (Array.isArray(value)) return selected ? value.reduce(operated, object) : 'unknown';
  if (!isMap(value) || (!selected && !names(value, object))) return object;
  return merged(object, withoutIdentity(value), isOpen(object));
}

/** One patch is for all objects of a layer, and read once. */
const READ = new WeakMap<object, readonly unknown[]>();

function documentsOf(entry: Data, text: string): readonly unknown[] {
  const known = READ.get(entry) ?? readYamlFile(text, 'patch').documents.map(({ value }) => value);
  READ.set(entry, known);
  return known;
}

/** Whether a target selects an object; selectors of labels are left to kustomize. */
function selects(target: Data, { apiVersion, kind, metadata }: Data): boolean | 'unknown' {
  const [version, group = ''] = String(apiVersion).split('/').reverse();
  const { name = '', namespace = '' } = metadata ?? {};
  const asked: readonly [unknown, string][] = [
    [target.group, group],
    [target.version, version],
    [target.kind, kind],
    [target.name, name],
    [target.namespace, namespace],
  ];
  if (!asked.every(([pattern, value]) => fits(pattern, value))) return false;
  return target.labelSelector || target.annotationSelector ? 'unknown' : true;
}

/** kustomize takes each for a regular expression of a whole text. */
function fits(pattern: unknown, value: string): boolean {
  if (typeof pattern !== 'string' || pattern === '' || pattern === value) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return false;
  }
}

/** Whether a merge patch names an object. */
function names(patch: Data, { apiVersion, kind, metadata }: Data): boolean {
  if (patch.apiVersion !== apiVersion || patch.kind !== kind || patch.metadata?.name !== metadata?.name) return false;
  return (patch.metadata?.namespace ?? metadata?.namespace) === metadata?.namespace;
}

/** Whether kustomize knows nothing about a kind, so that it replaces lists: everything outside of the groups of Kubernetes. */
function isOpen({ apiVersion }: Data): boolean {
  const group = String(apiVersion).split('/').reverse()[1] ?? '';
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function withoutIdentity({ apiVersion: _apiVersion, kind: _kind, metadata, ...rest }: Data): Data {
  if (!isMap(metadata)) return rest;
  const { name: _name, namespace: _namespace, ...more } = metadata;
  return Object.keys(more).length > 0 ? { ...rest, metadata: more } : rest;
}

/** A strategic merge; `unknown` where lists would be merged by their keys. */
function merged(object: Data, patch: Data, open: boolean): Patched {
  const directive = patch.$patch;
  if (directive !== undefined) return directive === 'delete' ? undefined : 'unknown';
  const result: Data = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) return 'unknown';
    if (value === null) {
      delete result[key];
    } else if (shapeOf(result[key] ?? value) !== shapeOf(value)) {
      // kustomize fails on it, or writes a number as a text because there was one before.
      return 'unknown';
    } else if (isMap(value)) {
      const inner = merged(isMap(result[key]) ? result[key] : {}, value, open);
      if (inner === 'unknown') return 'unknown';
      if (inner === undefined) delete result[key];
      else result[key] = inner;
    } else if (Array.isArray(value) && !open && result[key] !== undefined) {
      return 'unknown';
    } else {
      result[key] = value;
    }
  }
  return result;
}

function shapeOf(value: unknown): string {
  return isMap(value) ? 'map' : Array.isArray(value) ? 'list' : typeof value;
}

/** One operation of a JSON patch, on a field of a map. */
function operated(object: Patched, operation: unknown): Patched {
  if (!isMap(object) || !isMap(operation) || typeof operation.path !== 'string') return 'unknown';
  const keys = operation.path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys.length === 0 || !['add', 'replace', 'remove'].includes(operation.op as string)) return 'unknown';
  return set(object, keys, operation.op === 'remove' ? undefined : { value: operation.value });
}

function set(value: unknown, [key, ...rest]: readonly string[], leaf: { readonly value: unknown } | undefined): Patched {
  // Which item a number means depends on what was done before.
  if (!isMap(value) || key === '__proto__') return 'unknown';
  if (rest.length > 0) {
    const inner = set(value[key], rest, leaf);
    return inner === 'unknown' ? inner : { ...value, [key]: inner };
  }
  const { [key]: _old, ...others } = value;
  return leaf ? { ...value, [key]: leaf.value } : others;
}

/** The object with the images of all its containers replaced, except in CRDs, whose containers are fields of a schema. */
function withImages(value: unknown, images: readonly Data[], inContainers = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withImages(item, images, inContainers));
  if (!isMap(value) || value.kind === 'CustomResourceDefinition') return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (inContainers && key === 'image' && typeof inner === 'string') return [key, images.reduce(replacedImage, inner)];
    return [key, withImages(inner, images, key === 'containers' || key === 'initContainers')];
  });
  return Object.fromEntries(entries);
}

function replacedImage(image: string, { name, newName, newTag, digest }: Data): string {
  const [, base, tag = '', hash = ''] = /^(.*?)(:[\w.{}-]*)?(@sha256:[\w.{}-]*)?$/.exec(image) ?? [];
  if (base !== name) return image;
  const kept = newTag || digest ? '' : tag + hash;
  return `${newName || base}${newTag ? `:${newTag}` : ''}${digest ? `@${digest}` : ''}${kept}`;
}

function listOf(value: unknown): Data[] {
  return Array.isArray(value) ? value.filter((item): item is Data => isMap(item)) : [];
}
