import { Field } from '../../src/manifests/manifest';
import { Place, Steps } from '../../src/manifests/place';
import { YamlDocument } from '../../src/manifests/yaml/yaml-file';
import { RepositoryFile } from '../repository/repository-file';

/** Which objects a patch is for, as kustomize has it: regular expressions for whole texts. */
export interface PatchTarget {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** The text of a patch, with the place of everything in it. */
export interface PatchText {
  readonly text: string;
  /** The field that holds the text, or names its file. */
  readonly field: Field;
  /** The file of the patch, where it has one. */
  readonly file?: RepositoryFile;
  readonly documents: readonly YamlDocument[];
  /** The place of an offset of the text. */
  placeOf(offset: number): Place;
  /** Given beside the patch; a strategic merge patch without one names its object itself. */
  readonly target?: PatchTarget;
}

/** One operation of a JSON patch. */
export interface PatchOperation {
  readonly pointer: Steps;
  readonly value: unknown;
}

/** The steps of a JSON pointer. An index is a number; `-`, which means the end of a list, stays a text. */
export function pointerSteps(pointer: string): Steps {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
      return /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : key;
    });
}
