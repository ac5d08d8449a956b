import { YamlDocument, YamlFile } from './yaml-file';
import { YamlEntry, YamlNode } from './yaml-node';

/** A text for what stands from `start` to `end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Path = readonly (string | number)[];

export function replaceScalar(_file: YamlFile, node: YamlNode, value: string | number | boolean): TextEdit {
  return { start: node.start, end: node.end, text: String(value) };
}

export function removeEntry(_file: YamlFile, _document: YamlDocument, _path: Path): TextEdit | undefined {
  return undefined;
}

export function addEntry(_file: YamlFile, _document: YamlDocument, _parentPath: Path, _key: string, _value: unknown): TextEdit | undefined {
  return undefined;
}

export function renameKey(_file: YamlFile, entry: YamlEntry, key: string): TextEdit {
  return { start: entry.key.start, end: entry.key.end, text: key };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.length === 0 ? text : text;
}
