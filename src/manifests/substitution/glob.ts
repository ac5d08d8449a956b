import { charactersOf, firstLength, fromBytes } from './byte-text';

/** A pattern that no text can be compared with. */
const BAD = Symbol('bad pattern');

interface Chunk {
  readonly isAfterStar: boolean;
  readonly text: string;
}

/** A pattern of `${NAME#pattern}`, with the wildcards `*`, `?` and `[a-z]`, read once for all texts. */
export class Glob {
  private readonly chunks: readonly Chunk[];

  constructor(pattern: string) {
    this.chunks = chunksOf(pattern);
  }

  /** The pattern if it has no wildcard. */
  public get literal(): string | undefined {
    const [first, ...rest] = this.chunks;
    return rest.length === 0 && first && !first.isAfterStar && !/[?[\\]/.test(first.text) ? first.text : undefined;
  }

  /** Whether the whole of a text matches; nothing where the pattern turns out to be wrong. */
  public matches(text: string): boolean | undefined {
    let rest = text;
    for (const [index, chunk] of this.chunks.entries()) {
      const isLast = index === this.chunks.length - 1;
      if (chunk.isAfterStar && chunk.text === '') return true;
      const next = matchFrom(chunk, rest, isLast);
      if (next === BAD) return undefined;
      if (next === undefined) return false;
      rest = next;
    }
    return rest === '';
  }
}

/** What is left of a text after a chunk; after a star, wherever the chunk fits first. */
function matchFrom({ isAfterStar, text: chunk }: Chunk, text: string, isLast: boolean): string | undefined | typeof BAD {
  for (let at = 0; at === 0 || (isAfterStar && at <= text.length); at++) {
    const rest = matchChunk(chunk, text.slice(at));
    if (rest === BAD) return BAD;
    if (rest !== undefined && (rest === '' || !isLast)) return rest;
  }
  return undefined;
}

function chunksOf(pattern: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < pattern.length;) {
    let start = at;
    while (pattern[start] === '*') start++;
    const end = endOfChunk(pattern, start);
    chunks.push({ isAfterStar: start > at, text: pattern.slice(start, end) });
    at = end;
  }
  return chunks;
}

function endOfChunk(pattern: string, start: number): number {
  let isInRange = false;
  let at = start;
  for (; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\' && at + 1 < pattern.length) at++;
    else if (character === '[') isInRange = true;
    else if (character === ']') isInRange = false;
    else if (character === '*' && !isInRange) break;
  }
  return at;
}

/** What is left of a text after a chunk, which has no star. */
function matchChunk(chunk: string, text: string): string | undefined | typeof BAD {
  let left = chunk;
  let rest = text;
  while (left !== '') {
    if (rest === '') return undefined;
    const length = left[0] === '[' || left[0] === '?' ? firstLength(rest) : 1;
    if (left[0] === '[') {
      const after = matchClass(left.slice(1), codeOf(rest.slice(0, length)));
      if (typeof after !== 'string') return after;
      left = after;
    } else if (left[0] === '?') {
      left = left.slice(1);
    } else {
      if (left[0] === '\\') left = left.slice(1);
      if (left === '') return BAD;
      if (left[0] !== rest[0]) return undefined;
      left = left.slice(1);
    }
    rest = rest.slice(length);
  }
  return rest;
}

/** What is left of a chunk after a class that has the character. */
function matchClass(chunk: string, code: number): string | undefined | typeof BAD {
  const isNegated = chunk[0] === '^';
  let left = isNegated ? chunk.slice(1) : chunk;
  let isIn = false;
  for (let ranges = 0; !(left[0] === ']' && ranges > 0); ranges++) {
    const low = readMember(left);
    if (low === undefined) return BAD;
    left = low.rest;
    const high = left[0] === '-' ? readMember(left.slice(1)) : low;
    if (high === undefined) return BAD;
    left = high.rest;
    if (low.code <= code && code <= high.code) isIn = true;
  }
  return isIn === isNegated ? undefined : left.slice(1);
}

function readMember(chunk: string): { readonly code: number; readonly rest: string } | undefined {
  if (chunk === '' || chunk[0] === '-' || chunk[0] === ']') return undefined;
  const text = chunk[0] === '\\' ? chunk.slice(1) : chunk;
  const length = firstLength(text);
  const isBroken = length === 1 && text.charCodeAt(0) >= 0x80;
  if (text.length <= length || isBroken) return undefined;
  return { code: codeOf(text.slice(0, length)), rest: text.slice(length) };
}

function codeOf(character: string): number {
  return fromBytes(character).codePointAt(0)!;
}

/** Bytes in the opposite order of characters; what is no character becomes U+FFFD, as in Go. */
export function reverse(bytes: string): string {
  return charactersOf(bytes)
    .map((character) => (character.length === 1 && character >= '\x80' ? '\xef\xbf\xbd' : character))
    .reverse()
    .join('');
}
