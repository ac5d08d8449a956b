import { Event, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { ReadBudget } from './read-budget';

/** How many lists and maps may be inside each other. */
export const MAX_DEPTH = 200;

/** Wider than the indentation of anything that is read. */
const INDENT = ' '.repeat(1000);

/**
 * The events of a text. Inside brackets and quotes Kubernetes' reader takes no notice of indentation, so a line that
 * is refused for it, such as a `]` below the key of its list, is read as if it stood further to the right.
 */
export function parseDocument(text: string, budget: ReadBudget): Event[] {
  /** Where the lines start that are moved to the right, in order. */
  const moved: number[] = [];
  let source = text;
  for (;;) {
    try {
      const events = parseEvents(source, { maxDepth: MAX_DEPTH });
      if (moved.length > 0) moveBack(events, moved);
      return events;
    } catch (error) {
      if (!(error instanceof YAMLException) || !error.mark) throw error;
      const at = originalOffset(error.mark.position, moved);
      error.mark.position = at;
      const line = startOfLine(text, at);
      const isNew = moved.length === 0 || line > moved[moved.length - 1];
      const mayMove = isNew && /^[ \t]*$/.test(text.slice(line, at)) && budget.mayReadAgain(source.length);
      if (error.reason !== 'deficient indentation' || !mayMove) throw error;
      moved.push(line);
      const start = line + INDENT.length * (moved.length - 1);
      source = source.slice(0, start) + INDENT + source.slice(start);
    }
  }
}

function startOfLine(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function originalOffset(offset: number, moved: readonly number[]): number {
  let original = offset;
  for (const line of moved) {
    if (line >= original) break;
    original = Math.max(line, original - INDENT.length);
  }
  return original;
}

/** Gives all events the offsets of the text that was not changed. */
function moveBack(events: readonly Event[], moved: readonly number[]): void {
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) continue;
    event.anchorStart = originalOffset(event.anchorStart, moved);
    event.anchorEnd = originalOffset(event.anchorEnd, moved);
    if (event.type === EVENT_ID.ALIAS) continue;
    event.tagStart = originalOffset(event.tagStart, moved);
    event.tagEnd = originalOffset(event.tagEnd, moved);
    if (event.type === EVENT_ID.SCALAR) {
      event.valueStart = originalOffset(event.valueStart, moved);
      event.valueEnd = originalOffset(event.valueEnd, moved);
    } else {
      event.start = originalOffset(event.start, moved);
    }
  }
}
