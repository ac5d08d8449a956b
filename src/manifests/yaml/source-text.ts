/** The offset behind the line break before, or the start of the text. */
export function startOfLine(text: string, from: number): number {
  let at = from;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return text.charCodeAt(at) === 0xfeff ? at + 1 : at;
}

/** The offset of the line break, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** The offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}

/**
 * The comment at the end of a piece of a line that starts behind a value, without `#`.
 * A `#` in the quotes of a further value of the line is none.
 */
export function commentIn(rest: string): string | undefined {
  let quote = '';
  let before = '';
  for (let at = 0; at < rest.length; at++) {
    const character = rest[at];
    if (quote) {
      if (character === '\\' && quote === '"') at++;
      else if (character === quote) quote = '';
    } else if (character === '#' && (at === 0 || rest[at - 1] === ' ' || rest[at - 1] === '\t')) {
      return rest.slice(at + 1).trim();
    } else if ((character === '"' || character === "'") && (before === '' || ',[{:'.includes(before))) {
      quote = character;
    }
    if (character !== ' ' && character !== '\t') before = character;
  }
  return undefined;
}
