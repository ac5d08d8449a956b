import { CHOMPING_MODE, Event, EVENT_ID, ScalarEvent } from 'js-yaml';

/** The offset of an event that has no such part. */
export const NONE = -1;

/** The place of the `|` or `>` of a block scalar, whose event only has its content. `from` is the end of what stands before it. */
export function blockScalarStart(text: string, event: ScalarEvent, from: number): number {
  let at = event.valueStart - 1;
  if (isBreak(text.charCodeAt(at))) at--;
  if (text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a) at--;
  while (at > 0 && !isBreak(text.charCodeAt(at))) at--;
  for (at = Math.max(at, from, event.tagEnd, event.anchorEnd); at < event.valueStart; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7c || code === 0x3e) return at;
  }
  return event.valueStart;
}

/** The end of a block scalar: behind the break of its last line. Blank lines below belong to it only when it keeps them. */
export function blockScalarEnd(text: string, event: ScalarEvent): number {
  let end = event.valueEnd;
  if (event.chomping === CHOMPING_MODE.KEEP) return end;
  while (end > event.valueStart) {
    let start = end;
    if (text.charCodeAt(start - 1) === 0x0a) start--;
    if (text.charCodeAt(start - 1) === 0x0d && start >= end - 1) start--;
    const lineEnd = start;
    while (start > event.valueStart && text.charCodeAt(start - 1) === 0x20) start--;
    const isLine = start === event.valueStart || isBreak(text.charCodeAt(start - 1));
    if (!isLine || (event.indent >= 0 && lineEnd - start > event.indent)) return end;
    end = start;
  }
  return end;
}

/** Whether the text ends inside a block scalar: Kubernetes' reader then adds no line break to it. */
export function lacksLastBreak(text: string, event: ScalarEvent): boolean {
  return event.chomping !== CHOMPING_MODE.STRIP && event.valueEnd === text.length && !isBreak(text.charCodeAt(text.length - 1));
}

/** The offset behind blanks, line breaks and comments. */
export function skipGap(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x23) at = endOfLine(text, at) - 1;
    else if (code !== 0x20 && code !== 0x09 && !isBreak(code) && code !== 0xfeff) break;
  }
  return at;
}

/** Whether the dash of an item or the colon of a key stands there. */
export function isIndicator(text: string, at: number, indicator: string, style: 'flow' | 'block'): boolean {
  return text[at] === indicator && (style === 'flow' || /^\s?$/.test(text.charAt(at + 1)));
}

/** The offset behind the bracket that closes a list or a map in flow style, from the end of the last value in it. */
export function closingBracket(text: string, from: number, bracket: string): number {
  let at = skipGap(text, from);
  while (at < text.length && text[at] !== bracket) at = skipGap(text, at + 1);
  return Math.min(at + 1, text.length);
}

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

/** Where what an event stands for starts, properties included. */
export function firstOffset(event: Event): number {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return NONE;
  const offsets = [event.anchorStart === NONE ? NONE : event.anchorStart - 1];
  if (event.type !== EVENT_ID.ALIAS) offsets.push(event.tagStart);
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) offsets.push(event.start);
  const known = offsets.filter((offset) => offset !== NONE);
  return known.length > 0 ? Math.min(...known) : NONE;
}
