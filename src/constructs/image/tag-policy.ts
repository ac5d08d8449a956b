import {
  ImagePolicySpecFilterTags,
  ImagePolicySpecPolicy,
  ImagePolicySpecPolicyAlphabeticalOrder as AlphabeticalOrder,
  ImagePolicySpecPolicyNumericalOrder as NumericalOrder,
} from '../../../imports/image.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';
import { isSemverRange } from '../../primitives/semver-range';
import { tagFilter } from './tag-pattern';

/**
 * Which tag of an image to use.
 *
 * @see https://fluxcd.io/flux/components/image/imagepolicies/#policy
 */
export class TagPolicy {
  /**
   * The highest version within a range. Tags that are no versions are skipped; pre-releases match only where the range names one.
   *
   * @param range e.g. `1.x` or `>=1.2.0 <2.0.0`
   * @param pattern regular expression of Go (RE2) for tags that hold more than a version, e.g. `^(?P<version>.+)-alpine$`
   * @param group group of the pattern that holds the version; by default the whole tag does
   */
  public static semver(range: string, pattern?: string, group?: string): TagPolicy {
    if (!isSemverRange(range)) {
      throw new InputError('TagPolicy.semver()', {
        prop: 'range',
        got: range,
        mustBe: "a range of semantic versions such as '1.x'",
        fix: "TagPolicy.semver('1.x')",
      });
    }
    return new TagPolicy('semver', { semver: { range } }, filterOf('TagPolicy.semver()', pattern, group));
  }

  /**
   * The newest tag by a date in it, as long as dates are written so that the later one is also the last in the alphabet: numbers of
   * seconds, `20261121T1830`.
   *
   * @param pattern regular expression of Go (RE2) that matches the whole tag, e.g. `^main-[a-f0-9]+-(?P<ts>[0-9]+)$`
   * @param group group of the pattern that holds the date, e.g. `ts`; by default the whole tag does
   */
  public static newestBy(pattern: string, group?: string): TagPolicy {
    const policy = { alphabetical: { order: AlphabeticalOrder.ASC } };
    return new TagPolicy('alphabetical', policy, tagFilter('TagPolicy.newestBy()', pattern, group));
  }

  /**
   * The tag with the highest number, e.g. of a build.
   *
   * @param pattern regular expression of Go (RE2) that matches the whole tag, e.g. `^build-(?P<number>[0-9]+)$`
   * @param group group of the pattern that holds the number, e.g. `number`; by default the whole tag does
   */
  public static highest(pattern: string, group?: string): TagPolicy {
    const policy = { numerical: { order: NumericalOrder.ASC } };
    return new TagPolicy('numerical', policy, tagFilter('TagPolicy.highest()', pattern, group));
  }

  private constructor(
    /** How tags are compared: `semver`, `alphabetical` or `numerical`. */
    public readonly by: string,
    /** @internal The field `policy`. */
    public readonly _policy: ImagePolicySpecPolicy,
    /** @internal The field `filterTags`. */
    public readonly _filterTags?: ImagePolicySpecFilterTags,
  ) {}
}

function filterOf(place: string, pattern: string | undefined, group: string | undefined): ImagePolicySpecFilterTags | undefined {
  return pattern === undefined ? undefined : tagFilter(place, pattern, group);
}
