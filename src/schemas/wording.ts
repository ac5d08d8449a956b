import type { StructuralSchema } from './custom-resource-definition';

/** What is meant by patterns that people break; every other one is quoted. */
const PATTERNS: readonly (readonly [pattern: string, words: string])[] = [
  ['^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', 'be a duration such as 30s, 5m or 1h30m (the units are ms, s, m and h)'],
  ['^([0-9]+(\\.[0-9]+)?(ms|s|m))+$', 'be a duration such as 30s or 1m30s (the units are ms, s and m; hours are not accepted here)'],
  ['^[0-9]+(m|s)', 'be a duration such as 30s or 5m (the units are s and m)'],
  ['^oci://.*$', 'be an address that starts with oci://'],
  ['^(http|https)://.*$', 'be an address that starts with http:// or https://'],
  ['^https?://', 'be an address that starts with http:// or https://'],
  ['^(http|https|ssh)://.*$', 'be an address that starts with http://, https:// or ssh:// (git@host:path is not accepted)'],
  ['^(http|https|oci)://.*$', 'be an address that starts with http://, https:// or oci://'],
  ['^((http|https|oci)://.*){0,1}$', 'be empty or an address that starts with http://, https:// or oci://'],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', 'be a name of lower-case letters, digits, dashes and dots'],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', 'be a name of lower-case letters, digits and dashes'],
  ['^[-._a-zA-Z0-9]+$', 'consist of letters, digits, dashes, dots and underscores'],
  ['^[\\-._a-zA-Z0-9]+$', 'consist of letters, digits, dashes, dots and underscores'],
  ['^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)$', 'be @ and the alias of a source'],
  ['^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)/(.*)$', 'be @, the alias of a source, / and a path or glob'],
];
const WORDS = new Map(PATTERNS);

export function mustMatch(pattern: string): string {
  return `must ${WORDS.get(pattern) ?? `match the pattern ${pattern}`}`;
}

const TYPES: Record<string, string> = {
  array: 'a list',
  integer: 'a whole number',
  object: 'an object',
  null: 'null',
  'int-or-string': 'a whole number or a string',
};

/** A type with its article. */
export function typeInWords(type: string): string {
  return TYPES[type] ?? `a ${type}`;
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** `spec.dependsOn[0]`, or `the object` for the object itself. */
export function pathInWords(path: readonly (string | number)[]): string {
  if (!path.length) return 'the object';
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key), '');
}

/** The alternatives of `oneOf` and `anyOf` are told by the fields that each of them needs. */
export function alternativesInWords(schemas: readonly StructuralSchema[]): string {
  return schemas.map(({ required }) => (required ? required.join(' with ') : 'none of them')).join(', ');
}

/** The candidate that was probably meant: the only one that a word abbreviates, or one that differs in a few letters only. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  if (word.length >= 3 && longer.length === 1) return longer[0];

  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Letters to add, remove, replace, or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let [before, above] = [[] as number[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? before[column - 2] + 1 : Infinity;
      current.push(Math.min(above[column] + 1, current[column - 1] + 1, replaced, swapped));
    }
    [before, above] = [above, current];
  }
  return above[b.length];
}
