/** An object of Kubernetes, as it stands in a file. */
export type KubernetesObject = Readonly<Record<string, any>>;

/** A field in which two objects may differ, and why. */
export interface Difference {
  /** Its names from the root, e.g. `spec.interval`; none of them has a dot. */
  readonly path: string;
  /** What it is in the object of ours; nothing where it is absent there. */
  readonly value?: unknown;
  readonly reason: string;
}

/** A copy of an object with the differences applied. */
export function withDifferences(object: KubernetesObject, differences: readonly Difference[]): KubernetesObject {
  const copy = structuredClone(object) as Record<string, any>;
  for (const { path, value } of differences) {
    const names = path.split('.');
    const last = names.pop()!;
    const holder = names.reduce((at, name) => (at[name] ??= {}), copy);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}

/** Differences that are none: what they say is so already. */
export function idleDifferences(object: KubernetesObject, differences: readonly Difference[]): string[] {
  return differences
    .filter((difference) => differencesOf(object, withDifferences(object, [difference])).length === 0)
    .map(({ path }) => `${path}: listed as a difference, and is none`);
}

/** The fields in which two values differ, as `path: this, got that`. The order of keys means nothing. */
export function differencesOf(expected: unknown, actual: unknown, path = ''): string[] {
  if (isMap(expected) && isMap(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
    return names.flatMap((name) => differencesOf(expected[name], actual[name], path ? `${path}.${name}` : name));
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length)
    return expected.flatMap((item, index) => differencesOf(item, actual[index], `${path}[${index}]`));
  return expected === actual ? [] : [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
