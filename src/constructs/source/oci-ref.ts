import { InputError } from '../../primitives/input-error';
import { isSemverRange } from '../../primitives/semver-range';
import { hasInput, shapeOf } from '../../primitives/template-input';

/** What can stand before the dots of a tag, as the distribution specification has it. */
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;

/**
 * Which artifact of an OCI repository to pull: exactly one of a version range, a tag and a digest.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/#reference
 */
export class OciRef {
  /**
   * The newest tag within a range of semantic versions. Tags need three parts; pre-releases match only where the range names one.
   *
   * @param range e.g. `6.x` or `>=1.2.0 <2.0.0`
   */
  public static semver(range: string): OciRef {
    if (!hasInput(range) && !isSemverRange(range))
      throw refused('OciRef.semver()', 'range', range, "a range of semantic versions such as '6.x'", "'6.x'");
    return new OciRef('semver', range);
  }

  /**
   * One tag. Unless the registry forbids it, somebody can move a tag to another artifact.
   *
   * @param tag e.g. `6.9.0`
   */
  public static tag(tag: string): OciRef {
    if (!TAG.test(shapeOf('OciRef.tag()', tag)))
      throw refused('OciRef.tag()', 'tag', tag, 'a tag: letters, digits, and then also . _ -', "'6.9.0'");
    return new OciRef('tag', tag);
  }

  /**
   * One artifact, whatever its tags say.
   *
   * @param digest e.g. `sha256:` and 64 hexadecimal digits
   */
  public static digest(digest: string): OciRef {
    if (!hasInput(digest) && !DIGEST.test(digest))
      throw refused('OciRef.digest()', 'digest', digest, "an algorithm and a hash, 'sha256:…'", "'sha256:<64 hexadecimal digits>'");
    return new OciRef('digest', digest);
  }

  private constructor(
    /** The field of `spec.ref` that is set: `semver`, `tag` or `digest`. */
    public readonly by: string,
    /** Its value. */
    public readonly value: string,
  ) {}
}

function refused(place: string, prop: string, got: string, mustBe: string, example: string): InputError {
  return new InputError(place, { prop, got, mustBe, fix: `${place.slice(0, -1)}${example})` });
}
