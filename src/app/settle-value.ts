import { TagSelector } from '../manifests/tag-selector';
import { MarkedText } from '../repository/marked-text';
import { WrittenValue } from './written-values';

/** What a marker says: which policy, and which part of what it selects. */
interface Setter {
  /** `<namespace>:<name>` of the policy. */
  readonly policy: string;
  /** The whole name where it is not given. */
  readonly part?: string;
}

function readSetter(comment: string): Setter {
  const [namespace, name, part] = (JSON.parse(comment.slice(1)) as { $imagepolicy: string }).$imagepolicy.split(':');
  return { policy: `${namespace}:${name}`, part };
}

/** Finds how a policy selects, by `<namespace>:<name>`; `undefined` where nobody here knows. */
export type SelectorOf = (policy: string) => TagSelector | undefined;

/** Decides about the values of one file. */
export class FileSettlement {
  /** Policies of which the program has the tag: a digest on disk is of another one. */
  private readonly ahead: ReadonlySet<string>;

  /**
   * @param own the values in the program
   * @param written the values on disk
   */
  constructor(
    own: readonly MarkedText[],
    private readonly written: readonly WrittenValue[],
    private readonly selectorOf: SelectorOf,
  ) {
    const won = own.filter((value) => hasTag(value) && this.onDisk(value).length > 0 && !this.settledTag(value));
    this.ahead = new Set(won.map(({ comment }) => readSetter(comment).policy));
  }

  /** Whether the policy of a value is known here. */
  public isKnown({ comment }: MarkedText): boolean {
    return this.selectorOf(readSetter(comment).policy) !== undefined;
  }

  /** The value that is written. */
  public settle(own: MarkedText): MarkedText {
    if (hasTag(own)) return this.settledTag(own) ?? own;
    const { policy, part } = readSetter(own.comment);
    return part === 'name' || this.ahead.has(policy) ? own : settleDigest(own, this.onDisk(own));
  }

  private settledTag(own: MarkedText): MarkedText | undefined {
    const { policy, part } = readSetter(own.comment);
    return settleTag(own, part, this.onDisk(own), this.selectorOf(policy));
  }

  private onDisk({ comment }: MarkedText): WrittenValue[] {
    return this.written.filter((value) => value.comment === comment);
  }
}

function hasTag({ comment }: MarkedText): boolean {
  const { part } = readSetter(comment);
  return part === undefined || part === 'tag';
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
function settleTag(
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
  const ownTag = tagOf(own.text);
  if (candidates.length === 0 || ownTag === undefined) return undefined;

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
function settleDigest(own: MarkedText, written: readonly WrittenValue[]): MarkedText {
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
