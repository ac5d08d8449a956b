import { Manifest } from './manifest';
import { Place } from './place';

/** Something in a file that cannot be read, or that readers disagree about. */
export interface FileProblem {
  /** `malformed`, `duplicate-key`, `alias-bomb`, `too-large`, `too-deep`, `not-text`, `link-outside`, `link-cycle`. */
  readonly kind: string;
  /** What is wrong, in words; never the text of the file. */
  readonly message: string;
  /** Where. */
  readonly place: Place;
}

/** A file of the repository. */
export interface ISourceFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** Its text; empty for a file that is no text. */
  readonly text: string;
  /** Its documents, objects or not. Each is read when it is first asked for. */
  readonly documents: Manifest[];
  /** What cannot be read. */
  readonly problems: FileProblem[];
}
