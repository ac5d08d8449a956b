import { remembered } from '../primitives/remembered';
import { Comparison, comparisonsIn, isWild } from '../primitives/semver-range';

/** Whether a range takes every version: `*`, `x`, `>=0.0.0`, or an alternative that does. */
export const isUnbounded = remembered((range: string): boolean => comparisonsIn(range).some((alternative) => alternative.every(takesAll)));

/** Whether a range takes pre-releases: only one that has a pre-release itself does. A single version is no range. */
export function admitsPreReleases(range: string): boolean {
  return comparisonsIn(range).some((alternative) => alternative.some((comparison) => comparison.preRelease !== '' && !isOne(comparison)));
}

/** Whether a range is one version. */
export function isExact(range: string): boolean {
  const alternatives = comparisonsIn(range);
  return alternatives.length === 1 && alternatives[0].length === 1 && isOne(alternatives[0][0]);
}

function takesAll({ operator, parts }: Comparison): boolean {
  // `<=*` is read as `<=0`, and `^*` as `^0.0.0`.
  if (isWild(parts[0])) return !['<', '>', '!=', '<=', '=<', '^'].includes(operator);
  return ['>=', '=>'].includes(operator) && parts.every((part) => isWild(part) || Number(part) === 0);
}

function isOne({ operator, parts }: Comparison): boolean {
  return ['', '='].includes(operator) && parts.length === 3 && !parts.some(isWild);
}
