import { matchesSegment, matchesWithStars, parseSegment, pathMatcher, Segment } from './path-match';

/** Whether a text has characters by which the source-watcher takes it for a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[\]]/.test(path);
}

/** The paths that Go's `fs.Glob` finds: `**` is nothing but `*`. `undefined` for a pattern that it refuses. */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const matcher = pathMatcher(pattern);
  return matcher && ((path) => matcher.test(path));
}

/** More choices than a person writes. */
const MAX_CHOICES = 1000;

/** The same for patterns of doublestar, where `**` is any number of directories and `{a,b}` is a choice. */
export function doublestarMatcher(pattern: string): ((path: string) => boolean) | undefined {
  // The controller takes no more.
  if (pattern.split(',').length > 21) return undefined;
  const choices = choicesOf(pattern);
  const readable = choices?.map((choice) => choice.split('/').map((step) => (step === '**' ? ANY : parseSegment(step))));
  if (!readable || readable.some((steps) => steps.includes(undefined))) return undefined;
  const all = readable as Step[][];
  return (path) => all.some((steps) => matchesWithStars<Step, string>(steps, path.split('/'), ANY, fits));
}

const ANY = 'any number of directories';

type Step = Segment | typeof ANY;

function fits(step: Step, name: string): boolean {
  return step !== ANY && matchesSegment(step, name);
}

/** What a pattern with choices stands for, written out; `undefined` when a brace is missing, or there are too many. */
function choicesOf(pattern: string): string[] | undefined {
  const open = braceAt(pattern);
  if (open < 0) return [pattern];
  let depth = 0;
  const ends = [open];
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '{') depth++;
    else if (pattern[at] === ',' && depth === 1) ends.push(at);
    else if (pattern[at] === '}' && --depth === 0) {
      ends.push(at);
      break;
    }
  }
  if (depth !== 0) return undefined;
  const [before, after] = [pattern.slice(0, open), pattern.slice(ends[ends.length - 1] + 1)];
  const choices: string[] = [];
  for (let index = 1; index < ends.length; index++) {
    const expanded = choicesOf(before + pattern.slice(ends[index - 1] + 1, ends[index]) + after);
    if (!expanded || choices.length + expanded.length > MAX_CHOICES) return undefined;
    choices.push(...expanded);
  }
  return choices;
}

function braceAt(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '{') return at;
  }
  return -1;
}
