import { YamlEntry, YamlNode } from './yaml-node';

/** A value that aliases may stand for. */
export interface Anchor {
  /** Nothing while the value is still being read. */
  node?: YamlNode;
  size: number;
}

/** A list or a map that is being read. */
export interface Frame {
  readonly list: unknown[] | undefined;
  readonly map: Record<string, unknown>;
  readonly items: YamlNode[];
  readonly entries: YamlEntry[];
  readonly start: number;
  readonly style: 'flow' | 'block';
  readonly anchor: Anchor | undefined;
  readonly nodesBefore: number;
  key: YamlNode | undefined;
  keyIsMerge: boolean;
  /** Whether a key of it is a list or a map. */
  hasBadKey: boolean;
  /** The keys that the text has itself, as soon as others are merged in. */
  own: Set<string> | undefined;
}
