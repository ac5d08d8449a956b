import { FIELD_SINCE } from './field-since-data';
import { isAbsent, isMap } from './values';

/** Whose releases are counted. */
export type Product = 'flux' | 'operator';

/** The minor releases that an object must work with, e.g. `2.8`; a product that is not named is not looked at. */
export type Releases = Readonly<Partial<Record<Product, string>>>;

/** A field, or a value of an enum, that a release does not know yet. */
export interface NewerField {
  readonly path: readonly (string | number)[];
  /** The value of the enum, when the field itself is older. */
  readonly value?: string;
  /** The minor release that brought it, e.g. `2.9`. */
  readonly since: string;
  readonly product: Product;
}

interface Addition {
  readonly keys: readonly string[];
  readonly value?: string;
  readonly since: string;
  readonly product: Product;
}

const NOTHING: readonly NewerField[] = [];
const indexes = new Map<string, ReadonlyMap<string, readonly Addition[]>>();

/**
 * The fields and values of an object that came after the given releases: an older API server refuses them.
 *
 * Of a kind that is itself newer, the `spec` is reported.
 */
export function newerThan(object: unknown, releases: Releases): readonly NewerField[] {
  if (!isMap(object) || typeof object.apiVersion !== 'string') return NOTHING;
  const index = indexOf(releases);
  if (!index.size) return NOTHING;
  const additions = index.get(`${object.apiVersion.split('/')[0]}/${object.kind}`);
  return additions ? additions.flatMap((addition) => find(object, addition, 0, [])) : NOTHING;
}

/** What is newer than a pair of releases, by `<group>/<kind>`. A program asks for the same pair for every object. */
function indexOf(releases: Releases): ReadonlyMap<string, readonly Addition[]> {
  const key = `${releases.flux} ${releases.operator}`;
  const index = indexes.get(key) ?? new Map(Object.keys(FIELD_SINCE).flatMap((kind) => entryOf(kind, releases)));
  indexes.set(key, index);
  return index;
}

function entryOf(kind: string, releases: Releases): [string, Addition[]][] {
  const product: Product = kind.startsWith('fluxcd.controlplane.io/') ? 'operator' : 'flux';
  const release = releases[product];
  if (release === undefined) return [];
  const additions = Object.entries(FIELD_SINCE[kind])
    .filter(([since]) => isNewer(since, release))
    .flatMap(([since, entries]) => entries.map((entry) => additionOf(entry, since, product)));
  return additions.length ? [[kind, additions]] : [];
}

function additionOf(entry: string, since: string, product: Product): Addition {
  const [path, value] = entry.split('=');
  // `dependsOn[].readyExpr` has three keys: dependsOn, [] and readyExpr.
  const keys = path.replaceAll('[]', '.[]').split('.');
  return { keys, since, product, ...(value !== undefined && { value }) };
}

/** `2.x` and `2` stand for the newest release of their line. */
function isNewer(since: string, release: string): boolean {
  const [, major, minor = 'Infinity'] = /^v?(\d+)(?:\.(\d+))?/.exec(release) ?? [];
  if (major === undefined) throw new TypeError(`a release must be written like 2.8, got ${JSON.stringify(release)}`);
  const [sinceMajor, sinceMinor] = since.split('.').map(Number);
  return sinceMajor > Number(major) || (sinceMajor === Number(major) && sinceMinor > Number(minor));
}

function find(value: unknown, addition: Addition, depth: number, path: readonly (string | number)[]): NewerField[] {
  if (isAbsent(value)) return [];
  const { keys, since, product, value: newValue } = addition;
  if (depth === keys.length) {
    if (newValue === undefined) return [{ path, since, product }];
    return newValue === value ? [{ path, value: newValue, since, product }] : [];
  }
  const key = keys[depth];
  if (key !== '[]') return isMap(value) ? find(value[key], addition, depth + 1, [...path, key]) : [];
  return Array.isArray(value) ? value.flatMap((item, index) => find(item, addition, depth + 1, [...path, index])) : [];
}
