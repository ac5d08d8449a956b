import { YamlEntry, YamlNode } from './yaml-node';

/** A line and a column, both counted from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

export type YamlProblemKind = 'malformed' | 'duplicate-key' | 'alias-bomb' | 'too-large' | 'too-deep' | 'not-text';

/** Why a part of a file could not be read, or not as it is written. The message never holds a value of the file. */
export interface YamlProblem {
  readonly kind: YamlProblemKind;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A document of a file. Without a `root` it is empty, or could not be read: then the file has a problem inside it. */
export interface YamlDocument {
  readonly value: unknown;
  readonly root: YamlNode | undefined;
  readonly start: number;
  readonly end: number;
  readonly file: YamlFile;
}

/** The documents of a text, and what is wrong with it. */
export class YamlFile {
  public constructor(
    public readonly path: string,
    public readonly text: string,
    public readonly documents: readonly YamlDocument[],
    public readonly problems: readonly YamlProblem[],
  ) {}

  public place(offset: number): YamlPlace {
    throw new Error(`not yet: ${offset}`);
  }

  public lineText(line: number): string {
    throw new Error(`not yet: ${line}`);
  }

  public commentOf(node: YamlNode): string | undefined {
    throw new Error(`not yet: ${node.start}`);
  }
}

export function readYamlFile(text: string, path: string): YamlFile {
  return new YamlFile(path, text, [], []);
}

export function nodeAt(document: YamlDocument, path: readonly (string | number)[]): YamlNode | undefined {
  throw new Error(`not yet: ${document.start} ${path.length}`);
}

export function entryAt(document: YamlDocument, path: readonly (string | number)[]): YamlEntry | undefined {
  throw new Error(`not yet: ${document.start} ${path.length}`);
}
