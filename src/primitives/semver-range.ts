import { remembered } from './remembered';

/** A number that fits into 64 bits, or a wildcard. */
const SEGMENT = String.raw`(?:\d{1,19}|[xX*])`;

/** One name of a pre-release: letters, or a number without leading zeros. */
const IDENTIFIER = String.raw`(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)`;

/** A version of which parts may be left out or wild. */
const VERSION = String.raw`v?${SEGMENT}(?:\.${SEGMENT}){0,2}(?:-${IDENTIFIER}(?:\.${IDENTIFIER})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?`;

/** What Go takes for a space. */
const SPACE = String.raw`[\t\n\f\r ]`;

const COMPARISON = String.raw`(?:(?:=|!=|>|<|>=|=>|<=|=<|~|~>|\^)${SPACE}*)?${VERSION}`;
const BETWEEN = String.raw`${VERSION}${SPACE}+-${SPACE}+${VERSION}`;

/**
 * Comparisons that all hold, joined by commas or spaces; `1.2 - 1.4` is one as well, except behind a space.
 *
 * A text can be read in one way only, so that a hostile one is refused as fast as any other: no two neighbours may both take a space.
 */
const ALTERNATIVE = new RegExp(
  `^${SPACE}*(?:${BETWEEN}|${COMPARISON})(?:${SPACE}*,${SPACE}*(?:${BETWEEN}|${COMPARISON})|${SPACE}+${COMPARISON})*${SPACE}*$`,
);

/** Longer than any range that a person writes. */
const MAX_LENGTH = 256;

/** Whether a text is a range of semantic versions as Masterminds/semver, and so Flux, reads it; alternatives are joined by `||`. */
export function isSemverRange(text: string): boolean {
  return text.length <= MAX_LENGTH && text.split('||').every((alternative) => ALTERNATIVE.test(alternative));
}

/** One comparison of a range, e.g. `>=1.2`. */
export interface Comparison {
  /** As it is written; empty for none, which means the same as `=`. */
  readonly operator: string;
  /** One to three parts: numbers, `x`, `X` or `*`. */
  readonly parts: readonly string[];
  readonly preRelease: string;
}

/** Whether a part of a version stands for every number. */
export function isWild(part: string): boolean {
  return ['*', 'x', 'X'].includes(part);
}

const PARTS = /^([=!<>~^]*)v?([^-+]+)(?:-([^+]*))?/;

/** The alternatives of a range, each the comparisons that all hold. Nothing for what is no range. */
export const comparisonsIn = remembered((range: string): readonly (readonly Comparison[])[] => {
  if (!isSemverRange(range)) return [];
  return range.split('||').map((alternative) =>
    alternative
      // `1.2 - 1.4` is two comparisons; a space behind an operator means nothing.
      .replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2')
      .replace(/([=!<>~^])\s+/g, '$1')
      .split(/[\s,]+/)
      .filter((text) => text !== '')
      .map((text) => {
        const [, operator, version, preRelease = ''] = PARTS.exec(text) ?? ['', '', text];
        return { operator, parts: version.split('.'), preRelease };
      }),
  );
});
