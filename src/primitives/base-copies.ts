import { IConstruct } from 'constructs';

const BASE_COPIES = Symbol.for('cdk8s-fluxcd.BaseCopies');

/**
 * Says which copies of an ArtifactGenerator are of what several clusters have in common: the pattern, and the directory of the tree. Only
 * who plans the tree knows whether there is such a directory, and Flux fails on a pattern that matches nothing.
 */
export function markBaseCopies(generator: IConstruct, directories: ReadonlyMap<string, string>): void {
  Object.defineProperty(generator, BASE_COPIES, { value: directories });
}

/** The marked copies of a construct. */
export function baseCopiesOf(construct: IConstruct | undefined): ReadonlyMap<string, string> | undefined {
  return (construct as { [BASE_COPIES]?: ReadonlyMap<string, string> } | undefined)?.[BASE_COPIES];
}
