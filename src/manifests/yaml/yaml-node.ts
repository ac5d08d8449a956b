/** How a value is written: the first five are scalars, the last two collections. */
export type YamlStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'flow' | 'block';

/** A value of a YAML document, and where the text has it. */
export interface YamlNode {
  readonly kind: 'map' | 'list' | 'scalar';
  /** The plain data of this node, equal to that part of the data of its document. */
  readonly value: unknown;
  /** Where the value itself starts, without anchor and tag, in UTF-16 units from the start of the text. */
  readonly start: number;
  readonly end: number;
  readonly style?: YamlStyle;
  /** Of a map, in the order of the text. */
  readonly entries?: readonly YamlEntry[];
  /** Of a list. */
  readonly items?: readonly YamlNode[];
  /** Whether an alias stands for the value, which then is written elsewhere. */
  readonly alias?: boolean;
}

/** A key of a map with its value. */
export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** Whether the key is `<<`: the fields of the value are fields of the map. */
  readonly merge?: boolean;
}
