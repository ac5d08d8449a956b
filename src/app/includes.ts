import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { roomOf } from '../primitives/room';
import { IncludedFile, readIncludes, usesVariables } from './read-include';

/** The files that are copied, by the layer that includes them. */
export type IncludedFiles = ReadonlyMap<IConstruct, IncludedFile[]>;

/** Reads what layers include, and lets each layer know whether its files use variables. */
export function readAllIncludes(app: App): IncludedFiles {
  const included = new Map<IConstruct, IncludedFile[]>();
  const visit = (construct: IConstruct): void => {
    const room = roomOf(construct);
    if (room?.includes?.length) {
      const files = readIncludes(construct, room.includes);
      included.set(construct, files);
      if (files.some(({ text }) => usesVariables(text))) room.onVariables?.();
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(app);
  return included;
}
