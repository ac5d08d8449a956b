import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { EncryptedFile, Room, roomOf } from '../primitives/room';
import { requireDefinedVariables, useDeclaredVariables } from './include-variables';
import { IncludedFile, readIncludes } from './read-include';

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
      substitute(construct, room, files);
      for (const file of encryptedFiles(files)) room.encrypted?.(file);
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(app);
  return included;
}

/** The files that SOPS has encrypted: it writes beside the objects for whom. */
function encryptedFiles(files: IncludedFile[]): EncryptedFile[] {
  return files.flatMap(({ origin, source }) => {
    const notes = source.documents.map((document) => document.at('sops')).filter(({ exists }) => exists);
    const recipients = notes.flatMap((sops) => sops.at('age').items()).map((key) => key.at('recipient').text() ?? '');
    return notes.length === 0 ? [] : [{ origin, recipients: [...new Set(recipients)] }];
  });
}

/** Lets Flux fill in variables where files use declared ones, and refuses the files where that would fail. */
function substitute(layer: IConstruct, { variables }: Room, files: IncludedFile[]): void {
  if (!variables) return;
  if (useDeclaredVariables(files, variables.declared)) variables.start();
  const filledIn = variables.filledIn();
  if (filledIn) requireDefinedVariables(layer, files, filledIn);
}
