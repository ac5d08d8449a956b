/** One part of a range as Masterminds/semver reads it: an operator and a version of which parts may be left out or wild. */
const PART = String.raw`(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|[xX*])(\.(\d+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?`;

/** Parts are joined by a comma or a space (both hold) and by `||` (one holds); `1.2 - 1.4` is a range as well. */
const ALTERNATIVE = new RegExp(String.raw`^\s*${PART}(\s+-\s+${PART}|(\s*,\s*|\s+)${PART})*\s*$`);

/** Whether a text is a range of semantic versions that Flux understands. */
export function isSemverRange(text: string): boolean {
  return text.length <= 256 && text.split('||').every((alternative) => ALTERNATIVE.test(alternative));
}
