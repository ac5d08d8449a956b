import { IConstruct } from 'constructs';
import { fleetContextOf } from './fleet-context';

const MARKERS = Symbol.for('cdk8s-fluxcd.ImageMarkers');

/** What every comment starts with that tells Flux to write the value in front of it. */
const START = ' # {"$imagepolicy": "';

/** A value with the comment that tells Flux to write it. */
export interface MarkedValue {
  readonly value: string;
  /** The comment, with its `#`. */
  readonly comment: string;
}

/**
 * A value that carries its marker, as one text: every construct of every language can pass it on, and the tree writer takes it apart.
 *
 * Outside of a `FluxApp` nobody would, so there it is the value alone.
 *
 * @param policy `<namespace>:<name>`, with `:tag`, `:name` or `:digest` where only a part is written
 */
export function markedText(at: IConstruct, value: string, policy: string): string {
  if (!fleetContextOf(at).writesTree) return value;
  const { root } = at.node;
  const text = `${START}${policy}"}`;
  const known = (root as { [MARKERS]?: Set<string> })[MARKERS];
  if (known) known.add(text);
  else Object.defineProperty(root, MARKERS, { value: new Set([text]) });
  return value + text;
}

/** Whether a program has values with markers at all: most have none, and need no search for them. */
export function hasMarkers(app: IConstruct): boolean {
  return MARKERS in app;
}

/** Takes a text apart: a marked value, `broken` for one inside of another text, `undefined` for any other text. */
export function readMarkedText(app: IConstruct, text: string): MarkedValue | 'broken' | undefined {
  const start = text.indexOf(START);
  if (start < 0) return undefined;
  const known = (app as { [MARKERS]?: Set<string> })[MARKERS] ?? new Set();
  const comment = text.slice(start);
  if (known.has(comment)) return { value: text.slice(0, start), comment: comment.trimStart() };
  return [...known].some((one) => text.includes(one)) ? 'broken' : undefined;
}
