import { Duration } from 'cdk8s';
import { toFluxDuration } from '../../primitives/flux-duration';

/**
 * Whether a policy also looks up the digest of the tag that it selects. With a digest, what runs is what was selected, whoever moves
 * the tag afterwards.
 *
 * @see https://fluxcd.io/flux/components/image/imagepolicies/#digest-reflection-policy
 */
export class DigestReflection {
  /** Never: only name and tag are written. */
  public static never(): DigestReflection {
    return new DigestReflection('Never');
  }

  /** Once for each tag that is selected. For tags that nobody moves. */
  public static ifNotPresent(): DigestReflection {
    return new DigestReflection('IfNotPresent');
  }

  /**
   * Again and again, so that a tag that is moved, such as `latest`, is updated too.
   *
   * @param interval how often the registry is asked
   */
  public static always(interval: Duration): DigestReflection {
    return new DigestReflection('Always', toFluxDuration('DigestReflection.always()', 'interval', interval));
  }

  private constructor(
    /** Value of `digestReflectionPolicy`. */
    public readonly policy: string,
    /** Value of `interval`; `undefined` unless the policy is `Always`, the only one that may have it. */
    public readonly interval?: string,
  ) {}
}
