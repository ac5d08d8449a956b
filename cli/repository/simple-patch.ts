import { readYamlFile } from '../../src/manifests/yaml/yaml-file';
import { isMap } from '../is-map';

/** Whom a patch is for, as far as it says so beside the text. */
export interface SimpleTarget {
  readonly kind?: string;
  readonly name?: string;
}

/**
 * An object with a patch applied: the operations `add`, `replace` and `remove` of a JSON patch, or a merge that names the object's kind.
 * `undefined` when the patch is not for it, or does more than that.
 *
 * Kustomize merges maps of kinds that it does not know, and replaces lists, which is all that there is to it.
 */
export function patched(object: any, text: string, target: SimpleTarget | undefined): any {
  if (target && !(fits(target.kind, object.kind) && fits(target.name, object.metadata?.name))) return undefined;
  const values = readYamlFile(text, '').documents.map(({ value }) => value);
  let result = object;
  for (const value of values) {
    if (Array.isArray(value)) result = target && value.reduce(operated, result);
    else if (isMap(value)) result = target || isSame(value, object) ? merged(result, withoutIdentity(value)) : undefined;
    if (result === undefined) return undefined;
  }
  return result === object ? undefined : result;
}

/** A pattern that is a word, or a choice of words; another one fits nothing. */
function fits(pattern: string | undefined, text: unknown): boolean {
  if (typeof pattern !== 'string' || pattern === '') return true;
  return pattern
    .replace(/^\^?\((.*)\)\$?$/, '$1')
    .split('|')
    .some((word) => word === '.*' || word === text);
}

function isSame(patch: Record<string, any>, object: any): boolean {
  return patch.kind === object.kind && patch.metadata?.name === object.metadata?.name;
}

/** A merge with a target may call the object what it likes. */
function withoutIdentity({ apiVersion: _apiVersion, kind: _kind, metadata, ...rest }: Record<string, any>): Record<string, any> {
  if (!isMap(metadata)) return rest;
  const { name: _name, namespace: _namespace, ...more } = metadata;
  return { ...rest, metadata: more };
}

function merged(value: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(value) ? { ...value } : {};
  for (const [key, own] of Object.entries(patch)) {
    if (own === null) delete result[key];
    else result[key] = merged(Object.hasOwn(result, key) ? result[key] : undefined, own);
  }
  return result;
}

function operated(object: any, operation: unknown): any {
  if (object === undefined || !isMap(operation) || typeof operation.path !== 'string') return undefined;
  const steps = operation.path.split('/').slice(1);
  const keys = steps.map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  if (keys.length === 0 || !['add', 'replace', 'remove'].includes(String(operation.op))) return undefined;
  return set(object, keys, operation.op === 'remove' ? undefined : operation.value);
}

/** Only fields of maps: which item a number means depends on what was done before. */
function set(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): any {
  if (!isMap(value) || key === '__proto__') return undefined;
  if (rest.length > 0) {
    const inner = set(value[key], rest, leaf);
    return inner === undefined ? undefined : { ...value, [key]: inner };
  }
  const { [key]: _old, ...others } = value;
  return leaf === undefined ? others : { ...value, [key]: leaf };
}
