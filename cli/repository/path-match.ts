/**
 * Go's `path.Match`: `*` and `?` stop at a slash, `[…]` is a class, `\` takes away the meaning of what follows.
 * `undefined` for a pattern that Go refuses.
 */
export function pathMatcher(pattern: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '*') source += source.endsWith('[^/]*') ? '' : '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const read = readClass(pattern, at);
      if (!read) return undefined;
      source += read.source;
      at = read.end;
    } else if (char === '\\') {
      at++;
      if (at === pattern.length) return undefined;
      source += escapeText(pattern[at]);
    } else source += escapeText(char);
  }
  return compile(`^${source}$`);
}

/** Makes a text mean itself in a regular expression. */
export function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** A class from its bracket on, as the source of a regular expression. */
export function readClass(pattern: string, start: number): { source: string; end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '^' || pattern[at] === '!';
  if (negated) at++;
  let source = '';
  for (let first = true; first || pattern[at] !== ']'; first = false, at++) {
    if (at >= pattern.length) return undefined;
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '-' && !first && pattern[at + 1] !== ']') {
      source += '-';
      continue;
    }
    if (at >= pattern.length) return undefined;
    source += escapeText(pattern[at]);
  }
  return { source: `[${negated ? '^/' : ''}${source}]`, end: at };
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'su');
  } catch {
    return undefined;
  }
}
