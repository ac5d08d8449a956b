import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IConstruct } from 'constructs';

/** A line of the user's program. */
export interface CallSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Enough to get from an object through the patterns around it to the program. */
const DEPTH = 16;

const SITE = Symbol.for('cdk8s-fluxcd.CallSite');

const ASKED_BY = Symbol.for('cdk8s-fluxcd.AskedBy');

/** The folder of this library, compiled or not. */
const LIBRARY = dirname(dirname(__dirname)) + sep;

/** Remembers where a construct is made. The engine notes the frames and only turns them into text for whoever asks. */
export function rememberCallSite(construct: IConstruct): void {
  const { stackTraceLimit } = Error;
  const trace: { stack?: string } = {};
  Error.stackTraceLimit = DEPTH;
  Error.captureStackTrace(trace, rememberCallSite);
  Error.stackTraceLimit = stackTraceLimit;
  Object.defineProperty(construct, SITE, { value: trace });
}

/** What jsii runs for a program in another language says so. That program's lines are in no trace, and those of jsii help nobody. */
function isOfOtherLanguage(): boolean {
  return process.env.JSII_AGENT !== undefined;
}

/** Says that `construct`, which is made at synthesis, is what `asker` asked for: the line of the program is that of `asker`. */
export function askedBy(construct: IConstruct, asker: IConstruct): void {
  Object.defineProperty(construct, ASKED_BY, { value: asker });
}

/** The line of the program that made a construct, or the nearest one around it that remembers; `undefined` for a program in another language. */
export function callSiteOf(construct: IConstruct): CallSite | undefined {
  if (isOfOtherLanguage()) return undefined;
  for (let at: IConstruct | undefined = askerOf(construct); at; at = at.node.scope) {
    const trace = (at as { [SITE]?: { stack?: string } })[SITE];
    if (trace)
      return (trace.stack ?? '')
        .split('\n')
        .map(siteOf)
        .find((site) => site !== undefined);
  }
  return undefined;
}

/** Who asked for a construct, or for what is around it; most constructs nobody but the program itself. */
function askerOf(construct: IConstruct): IConstruct {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const asker = (at as { [ASKED_BY]?: IConstruct })[ASKED_BY];
    if (asker) return asker;
  }
  return construct;
}

/** What calls a frame: nothing for a line outside of functions, whose path may hold spaces and parentheses itself. */
const FRAME = /^\s+at (?:async )?(?:(?!file:|\/|[A-Za-z]:[\\/]).*? \()?(.+?):(\d+):(\d+)\)?$/;

/** One frame, as long as it is of the program. */
function siteOf(frame: string): CallSite | undefined {
  const [, location, line, column] = FRAME.exec(frame) ?? [];
  if (location === undefined) return undefined;
  const path = location.startsWith('file://') ? fileURLToPath(location) : location;
  return isProgram(path) ? { file: shown(path), line: Number(line), column: Number(column) } : undefined;
}

/** Neither this library, nor another package, nor Node itself. Examples and tests of ours stand beside the library's sources. */
function isProgram(path: string): boolean {
  if (path.startsWith('node:') || path.includes(`${sep}node_modules${sep}`)) return false;
  return !['src', 'lib', 'imports'].some((folder) => path.startsWith(`${rootOf(LIBRARY)}${folder}${sep}`));
}

/** `lib/` stands in the root of the package and `src/` as well, so the folder around either is the package. */
function rootOf(library: string): string {
  return library.endsWith(`${sep}lib${sep}`) ? library.slice(0, -`lib${sep}`.length) : library;
}

/** Relative to the working directory, as a terminal makes it a link. */
function shown(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside.startsWith('..') ? path : inside.split(sep).join('/');
}
