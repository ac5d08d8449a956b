import { KubernetesObject } from '../manifests/kubernetes-object';
import { isMap } from '../primitives/is-map';
import { escapeRegex } from '../primitives/escape-regex';

type Data = Record<string, unknown>;

/** Stands for a field that is not equal in all values. */
const DIFFERENT = Symbol('different');

/**
 * What is equal in all of several versions of one object; `undefined` when they differ in all but its name.
 *
 * Maps are compared field by field. A list that differs anywhere is different as a whole.
 */
export function commonPart(versions: readonly KubernetesObject[]): KubernetesObject | undefined {
  const common = commonValue(versions) as KubernetesObject;
  if (common.apiVersion === undefined) return undefined;
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...body } = common;
  const { name: _name, namespace: _namespace, ...rest } = metadata;
  const isMore = Object.keys(body).length > 0 || Object.keys(rest).length > 0;
  return isMore || versions.every((version) => isSame(version, common)) ? common : undefined;
}

function commonValue(values: readonly unknown[]): unknown {
  const [first, ...others] = values;
  if (!values.every(isMap)) return others.every((other) => isSame(first, other)) ? first : DIFFERENT;
  const result: Data = {};
  for (const key of Object.keys(first as Data)) {
    if (!others.every((other) => Object.hasOwn(other as Data, key))) continue;
    const value = commonValue(values.map((one) => (one as Data)[key]));
    if (value !== DIFFERENT) result[key] = value;
  }
  // An empty map is one only where it is empty everywhere.
  const isEmpty = Object.keys(result).length === 0 && values.some((one) => Object.keys(one as Data).length > 0);
  return isEmpty ? DIFFERENT : result;
}

/** Whether two values are equal, in whichever order their fields are. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMap(a) || !isMap(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** A patch of kustomize: a merge, or operations for a target. */
export interface OverlayPatch {
  readonly content: unknown;
  /** The object that operations are for; a merge names it itself. */
  readonly target?: Record<string, string>;
}

/**
 * The smallest patch that makes an object of its common part; `undefined` when there is nothing to change.
 *
 * A merge, which is easier to read, wherever kustomize takes it literally. It removes fields that are `null`, and merges lists of the
 * kinds of Kubernetes by their keys; there the patch is one of operations.
 */
export function overlayPatch(base: KubernetesObject, object: KubernetesObject): OverlayPatch | undefined {
  const added = difference(base as Data, object as Data);
  if (!added) return undefined;
  const { apiVersion, kind, metadata } = base;
  const { name, namespace } = metadata;
  if (isLiteral(added, !isBuiltIn(apiVersion))) {
    const { metadata: more, ...body } = added;
    return { content: { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }), ...(more as Data) }, ...body } };
  }
  const [version, group] = apiVersion.split('/').reverse();
  return {
    content: operationsOf(base as Data, added, ''),
    target: {
      ...(group && { group }),
      version,
      kind,
      name: escapeRegex(name),
      ...(namespace !== undefined && { namespace: escapeRegex(namespace) }),
    },
  };
}

/** The fields of `full` that are not in `base`, whose maps all are in `full`. */
function difference(base: Data, full: Data): Data | undefined {
  const result: Data = {};
  for (const [key, value] of Object.entries(full)) {
    if (!Object.hasOwn(base, key)) {
      result[key] = value;
    } else if (isMap(value)) {
      const inner = difference(base[key] as Data, value);
      if (inner) result[key] = inner;
    }
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

/** Whether a merge of fields that are not there gives exactly these fields. */
function isLiteral(value: unknown, withLists: boolean): boolean {
  if (value === null) return false;
  if (Array.isArray(value)) return withLists && value.length > 0 && value.every((item) => isLiteral(item, withLists));
  if (!isMap(value)) return true;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([key, inner]) => !key.startsWith('$') && isLiteral(inner, withLists));
}

/** Whether kustomize knows the fields of a kind. */
function isBuiltIn(apiVersion: string): boolean {
  const group = apiVersion.split('/').reverse()[1] ?? '';
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function operationsOf(base: Data, added: Data, path: string): unknown[] {
  return Object.entries(added).flatMap(([key, value]) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return Object.hasOwn(base, key) ? operationsOf(base[key] as Data, value as Data, at) : [{ op: 'add', path: at, value }];
  });
}
