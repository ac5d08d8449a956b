/** Groups of RE2 that JavaScript lacks or reads differently, e.g. `(?i)` and `(?P<name>…)`. */
const FOREIGN_GROUP = /\(\?(?!:)/;
/** Escapes that both languages read alike. Any other one could silently mean something else. */
const SAME_ESCAPE = /^\\[dDwW.\\/\-+*?()[\]{}|^$]$/;
const SPACES = '\\t\\n\\f\\r ';

/**
 * A pattern of a CRD, which Go reads as RE2, as a JavaScript one that gives the same answers.
 *
 * In Go `.` is everything but a line feed and `\s` is ASCII; JavaScript excludes more from the first and
 * takes more for the second. A pattern that cannot be carried over is an error, never a guess.
 */
export function fromRe2(pattern: string): RegExp {
  if (FOREIGN_GROUP.test(pattern)) throw untranslatable(pattern);
  let inClass = false;
  const source = pattern.replace(/\\[^]|[^]/gu, (token) => {
    if (token === '\\s') return inClass ? SPACES : `[${SPACES}]`;
    if (token.length === 2 && token.startsWith('\\') && !SAME_ESCAPE.test(token)) throw untranslatable(pattern);
    if (token === '.' && !inClass) return '[^\\n]';
    if (token === '[' && inClass) return '\\[';
    if (token === '[' || token === ']') inClass = token === '[';
    return token;
  });
  return new RegExp(source, 'u');
}

function untranslatable(pattern: string): Error {
  return new Error(`the pattern ${pattern} must be one that Go and JavaScript read alike.\n  fix: teach src/schemas/re2.ts what it means`);
}
