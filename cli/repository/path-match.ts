/** A character, or a class of them. */
type Token = string | { readonly accepts: (char: string) => boolean };

const STAR = Symbol('any number of characters');

type Tokens = readonly (Token | typeof STAR)[];

/** One step of a path as a pattern: characters, classes, and stars. */
export interface Segment {
  readonly tokens: Tokens;
  /** The only name that fits; nothing where there are several. */
  readonly name?: string;
  /** How all names end that fit. */
  readonly end: string;
}

/** Tells whether a path fits a pattern. */
export interface PathMatcher {
  test(path: string): boolean;
}

/**
 * Go's `path.Match`: `*` and `?` stop at a slash, `[…]` is a class, `\` takes away the meaning of what follows.
 * `undefined` for a pattern that Go refuses. Takes time that is linear in both texts, whoever writes the pattern.
 */
export function pathMatcher(pattern: string): PathMatcher | undefined {
  const segments = pattern.split('/').map(parseSegment);
  if (segments.includes(undefined)) return undefined;
  return {
    test: (path) => {
      const names = path.split('/');
      return names.length === segments.length && names.every((name, index) => matchesSegment(segments[index]!, name));
    },
  };
}

/** Reads one step of a pattern; `undefined` when it cannot be read. */
export function parseSegment(text: string): Segment | undefined {
  const tokens: (Token | typeof STAR)[] = [];
  const chars = [...text];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at];
    if (char === '*') {
      if (tokens[tokens.length - 1] !== STAR) tokens.push(STAR);
    } else if (char === '?') tokens.push({ accepts: () => true });
    else if (char === '[') {
      const read = readClass(chars, at);
      if (!read) return undefined;
      tokens.push(read);
      at = read.end;
    } else if (char === '\\') {
      if (++at === chars.length) return undefined;
      tokens.push(chars[at]);
    } else tokens.push(char);
  }
  const isName = tokens.every((token) => typeof token === 'string');
  const last = tokens[tokens.length - 1];
  return { tokens, end: typeof last === 'string' ? last : '', ...(isName && { name: tokens.join('') }) };
}

/** Whether a name fits. Of several stars, only the last one ever has to take more. */
export function matchesSegment(segment: Segment, name: string): boolean {
  if (segment.name !== undefined) return segment.name === name;
  return name.endsWith(segment.end) && matchesWithStars(segment.tokens, [...name], STAR, fits);
}

function fits(token: Tokens[number], char: string): boolean {
  return typeof token === 'object' ? token.accepts(char) : token === char;
}

/** Whether items fit a pattern in which a star stands for any number of them. */
export function matchesWithStars<P, T>(pattern: readonly P[], items: readonly T[], star: P, fits: (part: P, item: T) => boolean): boolean {
  let at = 0;
  let part = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (at < items.length) {
    if (part < pattern.length && pattern[part] === star) {
      starAt = part++;
      resumeAt = at;
    } else if (part < pattern.length && fits(pattern[part], items[at])) {
      part++;
      at++;
    } else if (starAt >= 0) {
      part = starAt + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (part < pattern.length && pattern[part] === star) part++;
  return part === pattern.length;
}

/** A class from its bracket on. */
function readClass(chars: readonly string[], start: number): { accepts: (char: string) => boolean; end: number } | undefined {
  let at = start + 1;
  const negated = chars[at] === '^' || chars[at] === '!';
  if (negated) at++;
  const ranges: [string, string][] = [];
  const one = (): string | undefined => {
    if (chars[at] === '\\') at++;
    return chars[at++];
  };
  while (ranges.length === 0 || chars[at] !== ']') {
    const from = one();
    if (from === undefined) return undefined;
    if (chars[at] !== '-' || chars[at + 1] === ']') {
      ranges.push([from, from]);
      continue;
    }
    at++;
    const to = one();
    if (to === undefined || to < from) return undefined;
    ranges.push([from, to]);
  }
  return { accepts: (char) => ranges.some(([from, to]) => from <= char && char <= to) !== negated, end: at };
}
