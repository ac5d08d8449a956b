import { remembered } from './remembered';
import { Comparison, comparisonsIn, isWild } from './semver-range';

/** A version: three numbers, and what stands behind the hyphen. What stands behind a plus means nothing. */
export interface Version {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly preRelease: string;
}

/** Longest version that is read. */
const MAX_LENGTH = 256;
const MAX_SEGMENT = 2n ** 64n;

const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = new RegExp(`^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?$`);

/** Reads a tag as Flux does: two dots at least, a `v` in front and leading zeros are fine. `undefined` for what is no version. */
export function parseVersion(text: string): Version | undefined {
  return text.length <= MAX_LENGTH && text.split('.').length > 2 ? looseVersion(text) : undefined;
}

function looseVersion(text: string): Version | undefined {
  const [, major, minor = '0', patch = '0', preRelease = ''] = VERSION.exec(text) ?? [];
  if (major === undefined || preRelease.split('.').some((part) => /^0\d+$/.test(part))) return undefined;
  const numbers = [BigInt(major), BigInt(minor), BigInt(patch)] as const;
  return numbers.some((number) => number >= MAX_SEGMENT) ? undefined : { numbers: [...numbers], preRelease };
}

/** Which of two versions is greater: negative for the second, positive for the first. */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2]) {
    if (a.numbers[index] !== b.numbers[index]) return a.numbers[index] < b.numbers[index] ? -1 : 1;
  }
  if (a.preRelease === b.preRelease) return 0;
  // A release comes behind its pre-releases.
  if (a.preRelease === '' || b.preRelease === '') return a.preRelease === '' ? 1 : -1;
  return comparePreReleases(a.preRelease.split('.'), b.preRelease.split('.'));
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [first, second] = [a[index], b[index]];
    if (first === second) continue;
    if (first === undefined || second === undefined) return first === undefined ? -1 : 1;
    const [firstIsNumber, secondIsNumber] = [/^\d+$/.test(first), /^\d+$/.test(second)];
    if (firstIsNumber && secondIsNumber) return BigInt(first) < BigInt(second) ? -1 : 1;
    if (firstIsNumber !== secondIsNumber) return firstIsNumber ? -1 : 1;
    return first < second ? -1 : 1;
  }
  return 0;
}

/** One comparison of a range, made ready. */
interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** The first part that is wild or left out: 0 for all, 3 for none. */
  readonly wildFrom: number;
}

/** Whether a range takes a version, as Masterminds/semver decides it. A text that is no range takes none. */
export function rangeTakes(range: string, version: Version): boolean {
  return constraintsIn(range).some((alternative) => {
    const takesPreReleases = alternative.some(({ version: { preRelease } }) => preRelease !== '');
    return (version.preRelease === '' || takesPreReleases) && alternative.every((constraint) => takes(constraint, version));
  });
}

/** Whether no version is in a range. One with pre-releases is never said to be empty. */
export const isEmptyRange = remembered((range: string): boolean => {
  const constraints = constraintsIn(range).flat();
  if (constraints.length === 0 || constraints.some(({ version: { preRelease } }) => preRelease !== '')) return false;
  // What a range takes begins or ends at one of its versions, or beside one.
  return !constraints.flatMap(({ version }) => around(version)).some((version) => rangeTakes(range, version));
});

function around({ numbers: [major, minor, patch] }: Version): Version[] {
  const before = [
    [major, minor, patch - 1n],
    [major, minor - 1n, MAX_SEGMENT - 1n],
    [major - 1n, MAX_SEGMENT - 1n, MAX_SEGMENT - 1n],
  ];
  const behind = [
    [major, minor, patch],
    [major, minor, patch + 1n],
    [major, minor + 1n, 0n],
    [major + 1n, 0n, 0n],
  ];
  return [...before, ...behind]
    .filter((numbers) => numbers.every((number) => number >= 0n))
    .map(([first, second, third]) => ({ numbers: [first, second, third], preRelease: '' }));
}

const constraintsIn = remembered((range: string): readonly (readonly Constraint[])[] =>
  comparisonsIn(range).map((alternative) => alternative.map(toConstraint)),
);

function toConstraint({ operator, parts, preRelease }: Comparison): Constraint {
  const wild = [0, 1, 2].findIndex((index) => parts[index] === undefined || isWild(parts[index]));
  const wildFrom = wild < 0 ? 3 : wild;
  const [major, minor, patch] = [0, 1, 2].map((index) => (index < wildFrom ? BigInt(parts[index]) : 0n));
  return { operator, version: { numbers: [major, minor, patch], preRelease }, wildFrom };
}

function takes(constraint: Constraint, version: Version): boolean {
  const { operator, version: bound, wildFrom } = constraint;
  const order = compareVersions(version, bound);
  switch (operator) {
    case '!=':
      return !isNear(constraint, version);
    case '>':
      return isGreater(constraint, version);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return isAtMost(constraint, version);
    case '^':
      return order >= 0 && isCompatible(constraint, version);
    case '~':
    case '~>':
      return order >= 0 && isPatchOf(constraint, version);
    default:
      return wildFrom === 3 ? order === 0 : order >= 0 && isPatchOf(constraint, version);
  }
}

/** `!=` with a wild part means the whole range; `!=*` however only 0.0.0. */
function isNear({ version: bound, wildFrom }: Constraint, version: Version): boolean {
  if (wildFrom === 0 || wildFrom === 3) return compareVersions(version, bound) === 0;
  const isEqual = bound.numbers.slice(0, wildFrom).every((number, index) => number === version.numbers[index]);
  return isEqual && (wildFrom === 1 || version.preRelease === bound.preRelease);
}

/** `>11` is behind all of 11, and `>11.1` behind all of 11.1. */
function isGreater({ version: bound, wildFrom }: Constraint, version: Version): boolean {
  if (wildFrom === 0 || wildFrom === 3) return compareVersions(version, bound) > 0;
  const [major, minor] = version.numbers;
  if (major !== bound.numbers[0]) return major > bound.numbers[0];
  return wildFrom === 2 && minor > bound.numbers[1];
}

/** `<=11` takes all of 11, and `<=11.1` all of 11.1. */
function isAtMost({ version: bound, wildFrom }: Constraint, version: Version): boolean {
  if (wildFrom === 3) return compareVersions(version, bound) <= 0;
  const [major, minor] = version.numbers;
  if (major !== bound.numbers[0]) return major < bound.numbers[0];
  return minor <= bound.numbers[1] || wildFrom === 1;
}

function isPatchOf({ version: bound, wildFrom }: Constraint, { numbers: [major, minor] }: Version): boolean {
  const isZero = bound.numbers.every((number) => number === 0n);
  // `*`, and `~0.0.0` as well, takes everything.
  if (isZero && (wildFrom === 0 || wildFrom === 3)) return true;
  return major === bound.numbers[0] && (minor === bound.numbers[1] || wildFrom === 1);
}

/** The first number that is not zero must not change. */
function isCompatible({ version: bound, wildFrom }: Constraint, { numbers: [major, minor, patch] }: Version): boolean {
  if (major !== bound.numbers[0]) return false;
  if (major > 0n || wildFrom === 1) return true;
  if (minor !== bound.numbers[1]) return false;
  return minor > 0n || wildFrom === 2 || patch === bound.numbers[2];
}
