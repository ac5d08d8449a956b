import { YamlStyle } from './yaml-node';

/** What a text consists of for its grammar. Blocks start and end where their indentation does, and so have no characters there. */
export type Token = MarkToken | ScalarToken | NameToken | TagToken | TagDirectiveToken | VersionToken;

export type Mark =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-list'
  | 'block-map'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | ':';

interface Extent {
  readonly start: number;
  readonly end: number;
}

export interface MarkToken extends Extent {
  readonly type: Mark;
}

export interface ScalarToken extends Extent {
  readonly type: 'scalar';
  readonly value: string;
  readonly style: YamlStyle;
}

/** An anchor or an alias. */
export interface NameToken extends Extent {
  readonly type: 'anchor' | 'alias';
  readonly name: string;
}

/** A tag as it is written: `!!int` has the handle `!!`, and `!<x>` none. */
export interface TagToken extends Extent {
  readonly type: 'tag';
  readonly handle: string;
  readonly suffix: string;
}

/** What a handle of tags stands for. */
export interface TagDirectiveToken extends Extent {
  readonly type: 'tag-directive';
  readonly handle: string;
  readonly prefix: string;
}

/** The version of YAML that a document is written in. */
export interface VersionToken extends Extent {
  readonly type: 'version';
  /** Whether it is the one that is read. */
  readonly isKnown: boolean;
}
