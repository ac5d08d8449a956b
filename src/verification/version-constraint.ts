import { remembered } from '../primitives/remembered';
import { isSemverRange } from '../primitives/semver-range';

/** One comparison of a range, e.g. `>=1.2`. */
interface Comparison {
  /** As it is written; empty for none, which means the same as `=`. */
  readonly operator: string;
  /** One to three parts: numbers, `x`, `X` or `*`. */
  readonly parts: readonly string[];
  readonly preRelease: string;
}

/** A range of versions as Masterminds/semver reads it: alternatives of comparisons that all hold. */
type Range = readonly (readonly Comparison[])[];

/** Whether a range takes every version: `*`, `x`, `>=0.0.0`, or an alternative that does. */
export function isUnbounded(range: string): boolean {
  return parse(range).some((alternative) => alternative.every(takesAll));
}

/** Whether a range takes pre-releases: only one that has a pre-release itself does. A single version is no range. */
export function admitsPreReleases(range: string): boolean {
  return parse(range).some((alternative) => alternative.some((comparison) => comparison.preRelease !== '' && !isOne(comparison)));
}

/** Whether a range is one version. */
export function isExact(range: string): boolean {
  const alternatives = parse(range);
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

function isWild(part: string): boolean {
  return ['*', 'x', 'X'].includes(part);
}

const COMPARISON = /^([=!<>~^]*)v?([^-+]+)(?:-([^+]*))?/;

/** Nothing for what is no range: another rule reports that. */
const parse = remembered((range: string): Range => {
  if (!isSemverRange(range)) return [];
  return range.split('||').map((alternative) =>
    alternative
      // `1.2 - 1.4` is two comparisons; a space behind an operator means nothing.
      .replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2')
      .replace(/([=!<>~^])\s+/g, '$1')
      .split(/[\s,]+/)
      .filter((text) => text !== '')
      .map((text) => {
        const [, operator, version, preRelease = ''] = COMPARISON.exec(text) ?? ['', '', text];
        return { operator, parts: version.split('.'), preRelease };
      }),
  );
});
