import { readRe2 } from '../../primitives/re2-pattern';

/** What stands at the start of a rest of a pattern: an escape, a class, or one character. */
const TOKEN = /\\[^]|\[\^?\]?(?:\\[^]|\[:\w+:\]|[^\]])*\]|[^]/y;

/** The alternatives of a pattern, outside of groups; `undefined` for what Go cannot read. */
export function alternativesOf(pattern: string): string[] | undefined {
  if (readRe2(pattern).problem !== undefined) return undefined;
  const alternatives = [''];
  let depth = 0;
  for (const token of tokensOf(pattern)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) alternatives.push('');
    else alternatives[alternatives.length - 1] += token;
  }
  return alternatives;
}

/** Whether a pattern without alternatives decides about the whole tag. What takes anything at an end needs no anchor there. */
export function isAnchored(pattern: string): boolean {
  const inside = pattern.replace(/^(?:\((?:\?:|\?P?<\w+>)?)+/, '').replace(/\)+$/, '');
  const starts = /^(?:\^|\\A|\.[*+])/.test(inside) || /^(?:\^|\\A)/.test(pattern);
  const ends = /(?:[^\\](?:\\\\)*\$|\\z|(?:^|[^\\])\.[*+]\??)$/.test(inside) || /(?:[^\\](?:\\\\)*\$|\\z)$/.test(pattern);
  return starts && ends;
}

/** Whether a text that the pattern matches may have a dot in it; a pattern that is hard to read may. */
export function mayHaveDot(pattern: string): boolean {
  return tokensOf(pattern).some((token) => {
    if (token.startsWith('[')) return token.startsWith('[^') || /\.|\\[^dwsbn-]|\[:/.test(token) || hasRangeOverDot(token);
    return token === '.' || token === '\\.' || /^\\[DWSpPQCx0-9]$/.test(token);
  });
}

/** `[!-~]` and the like. */
function hasRangeOverDot(token: string): boolean {
  return [...token.slice(1, -1).matchAll(/([^\\])-([^\\])/g)].some(([, from, to]) => from <= '.' && '.' <= to);
}

function tokensOf(pattern: string): string[] {
  return pattern.match(new RegExp(TOKEN.source, 'g')) ?? [];
}

/** The group of a pattern by its name or its number, without its parentheses; `undefined` where it is not simple to find. */
export function groupIn(pattern: string, name: string): string | undefined {
  const tokens = tokensOf(pattern);
  const open: { index: number; label?: string }[] = [];
  let number = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index] === '(') {
      const [, label] = /^\(\?P?<(\w+)>/.exec(tokens.slice(index, index + 40).join('')) ?? [];
      const captures = label !== undefined || tokens[index + 1] !== '?';
      if (captures) number++;
      open.push({ index, label: captures && (label === name || String(number) === name) ? name : undefined });
    }
    if (tokens[index] !== ')') continue;
    const group = open.pop();
    if (group?.label !== undefined) {
      return tokens
        .slice(group.index + 1, index)
        .join('')
        .replace(/^\?P?<\w+>/, '');
    }
  }
  return undefined;
}
