import { escapeText, pathMatcher, readClass } from './path-match';

/** Whether a text has characters by which the source-watcher takes it for a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[\]]/.test(path);
}

/** The paths that Go's `fs.Glob` finds: `**` is nothing but `*`. `undefined` for a pattern that it refuses. */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const regex = pathMatcher(pattern);
  return regex && ((path) => regex.test(path));
}

/** The same for patterns of doublestar, where `**` is any number of directories and `{a,b}` is a choice. */
export function doublestarMatcher(pattern: string): ((path: string) => boolean) | undefined {
  // The controller takes no more; each one doubles what a hostile pattern costs.
  if ((pattern.match(/,/g) ?? []).length > 20) return undefined;
  const source = doublestarSource(pattern);
  if (source === undefined) return undefined;
  try {
    const regex = new RegExp(`^${source}$`, 'su');
    return (path) => regex.test(path);
  } catch {
    return undefined;
  }
}

function doublestarSource(pattern: string): string | undefined {
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const startsStep = at === 0 || '/{,'.includes(pattern[at - 1]);
    if (char === '*' && pattern[at + 1] === '*' && startsStep && /^(\/|$|[,}])/.test(pattern.slice(at + 2))) {
      const hasSlash = pattern[at + 2] === '/';
      // `a/**` has `a` itself too.
      if (!hasSlash && source.endsWith('/')) source = `${source.slice(0, -1)}(?:/.*)?`;
      else source += hasSlash ? '(?:.*/)?' : '.*';
      at += hasSlash ? 2 : 1;
      // More of them in a row mean the same, and would take forever.
      while (hasSlash && pattern.startsWith('**/', at + 1)) at += 3;
    } else if (char === '*') {
      if (!source.endsWith('[^/]*')) source += '[^/]*';
    } else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '[') {
      const read = readClass(pattern, at);
      if (!read) return undefined;
      source += read.source;
      at = read.end;
    } else if (char === '\\' && at + 1 < pattern.length) source += escapeText(pattern[++at]);
    else source += char === '/' ? '/' : escapeText(char);
  }
  return depth === 0 ? source : undefined;
}
