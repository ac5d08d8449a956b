import { CustomResourceDefinition } from './custom-resource-definition';
import { CRD_FILES } from './generated/crd-files';

/**
 * The CRD of a kind, at the release that `cdk8s.yaml` pins, or undefined for a kind that we have no bindings of.
 *
 * Each CRD is a file of its own that is read when it is first asked for: a program that verifies three kinds
 * pays for three. The result is shared and therefore frozen.
 *
 * @param group the API group, e.g. `source.toolkit.fluxcd.io`
 * @param kind the kind as manifests write it, e.g. `OCIRepository`
 */
export function crdOf(group: string, kind: string): CustomResourceDefinition | undefined {
  const read = CRD_FILES.get(`${group}/${kind}`);
  return read && (deepFreeze(read()) as CustomResourceDefinition);
}

/** The kinds that we have bindings of, by API group. */
export function knownKinds(): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>();
  for (const key of CRD_FILES.keys()) {
    const [group, kind] = key.split('/');
    kinds.set(group, [...(kinds.get(group) ?? []), kind]);
  }
  return kinds;
}

/** Every CRD that we have bindings of, ordered by group and kind. This reads all files. */
export function allCrds(): CustomResourceDefinition[] {
  return [...CRD_FILES.values()].map((read) => deepFreeze(read()) as CustomResourceDefinition);
}

/** `require` gives every caller the same object, so one careless caller could change the schema of all others. */
function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
