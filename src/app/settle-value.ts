import { TagSelector } from '../manifests/tag-selector';
import { MarkedText } from '../repository/marked-text';
import { WrittenValue } from './marked-values';

/** What a marker says: which policy, and which part of what it selects. */
export interface Setter {
  /** `<namespace>:<name>` of the policy. */
  readonly policy: string;
  /** The whole name where it is not given. */
  readonly part?: string;
}

/** Reads the comment of a marker that the library wrote. */
export function readSetter(comment: string): Setter {
  const [namespace, name, part] = (JSON.parse(comment.slice(1)) as { $imagepolicy: string }).$imagepolicy.split(':');
  return { policy: `${namespace}:${name}`, part };
}

/** The parts of a reference to an image. */
interface Reference {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

const REFERENCE = /^(.+?):([\w][\w.-]*)(@sha256:[0-9a-f]{64})?$/;
const TAG = /^\w[\w.-]*$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * The value of a field with a tag in it: what the policy would select, of the value in the program and those on disk. When it would
 * select neither, the one on disk stays, because to go back on a guess is worse than to wait for Flux.
 *
 * @returns `undefined` when the value of the program is the one
 */
export function settleTag(
  own: MarkedText,
  part: string | undefined,
  written: readonly WrittenValue[],
  selector?: TagSelector,
): MarkedText | undefined {
  const tagOf = (text: string): string | undefined => (part === 'tag' ? TAG.exec(text)?.[0] : readReference(text)?.tag);
  const candidates = written.flatMap((value) => {
    const tag = tagOf(value.value);
    return tag === undefined ? [] : [{ ...value, tag }];
  });
  if (candidates.length === 0) return undefined;

  const ownTag = tagOf(own.text)!;
  const onDisk = selector?.select(candidates.map(({ tag }) => tag));
  const kept = candidates.find(({ tag }) => tag === onDisk) ?? candidates[0];
  const isOwn = selector?.takes(ownTag) === true && (onDisk === undefined || selector.select([onDisk, ownTag]) !== onDisk);
  if (isOwn) return undefined;
  return part === 'tag' ? taken(own, kept) : keepReference(own, kept);
}

/** The name is always that of the program; behind another name, a digest may be of something else. */
function keepReference(own: MarkedText, kept: WrittenValue): MarkedText {
  const [mine, theirs] = [readReference(own.text)!, readReference(kept.value)!];
  if (mine.name !== theirs.name) return new MarkedText(`${mine.name}:${theirs.tag}`, own.comment);
  // A digest that the program has got since is not lost because the tag is the same.
  if (mine.tag === theirs.tag && theirs.digest === '') return own;
  return taken(own, kept);
}

/** The value of a field with a digest alone, which follows the tags beside it. */
export function settleDigest(own: MarkedText, written: readonly WrittenValue[]): MarkedText {
  const kept = written.find(({ value }) => DIGEST.test(value));
  return kept ? taken(own, kept) : own;
}

function taken({ comment }: MarkedText, { value, written }: WrittenValue): MarkedText {
  return new MarkedText(value, comment, written);
}

function readReference(text: string): Reference | undefined {
  const [, name, tag, digest = ''] = REFERENCE.exec(text) ?? [];
  return name === undefined ? undefined : { name, tag, digest };
}
