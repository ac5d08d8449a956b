import { OciRef } from '../constructs/source/oci-ref';
import { Environment } from '../primitives/environment';

/** The tags by which releases of a fleet reach its clusters. */
export class Channel {
  /** What was merged last: the tag `latest`. */
  public static latest(): OciRef {
    return OciRef.tag('latest');
  }

  /** What was released last: the tag `latest-stable`. */
  public static latestStable(): OciRef {
    return OciRef.tag('latest-stable');
  }

  /**
   * The channel of an environment: production follows releases, everything else what was merged.
   *
   * @param environment what the cluster is for
   */
  public static of(environment: Environment): OciRef {
    return environment === Environment.PRODUCTION ? Channel.latestStable() : Channel.latest();
  }

  private constructor() {}
}
