import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  HelmReleaseSpecInstall,
  HelmReleaseSpecInstallStrategyName,
  HelmReleaseSpecRollback,
  HelmReleaseSpecUpgrade,
  HelmReleaseSpecUpgradeRemediationStrategy,
  HelmReleaseSpecUpgradeStrategyName,
} from '../../../imports/helm.toolkit.fluxcd.io';
import { defaultDuration, defaultFailureHandling } from '../../primitives/chosen-defaults';
import { FailureHandling } from '../../primitives/fleet-profile';
import { toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';

/** Options for `OnFailure.rollback()` and `OnFailure.uninstall()`. */
export interface RemediationOptions {
  /**
   * How many more attempts follow a failed one, each after the release was set back.
   *
   * @default 3
   */
  readonly retries?: number;
}

/** The fields of a release that say what happens on failure. */
interface FailureFields {
  readonly install: HelmReleaseSpecInstall;
  readonly upgrade: HelmReleaseSpecUpgrade;
  readonly rollback?: HelmReleaseSpecRollback;
}

/**
 * What helm-controller does when an install or an upgrade fails. Flux does nothing by default: after one failure the
 * release is stalled until its inputs change.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#configuring-failure-handling
 */
export class OnFailure {
  /**
   * Leaves the release as it is and tries again, for as long as it takes. Nothing that runs is taken away.
   *
   * @param interval pause between attempts; 5 minutes by default
   */
  public static retry(interval?: Duration): OnFailure {
    const retryInterval = toFluxDuration('OnFailure.retry()', 'interval', interval ?? Duration.minutes(5));
    return new OnFailure({
      install: { strategy: { name: HelmReleaseSpecInstallStrategyName.RETRY_ON_FAILURE, retryInterval } },
      upgrade: { strategy: { name: HelmReleaseSpecUpgradeStrategyName.RETRY_ON_FAILURE, retryInterval } },
    });
  }

  /** Goes back to the release that worked (a failed first install is removed), also after the last attempt. */
  public static rollback(options: RemediationOptions = {}): OnFailure {
    return OnFailure.remediate('OnFailure.rollback()', HelmReleaseSpecUpgradeRemediationStrategy.ROLLBACK, options);
  }

  /** Removes the release and installs it anew: for charts that cannot be upgraded in place. Its data may be lost. */
  public static uninstall(options: RemediationOptions = {}): OnFailure {
    return OnFailure.remediate('OnFailure.uninstall()', HelmReleaseSpecUpgradeRemediationStrategy.UNINSTALL, options);
  }

  private static remediate(
    place: string,
    strategy: HelmReleaseSpecUpgradeRemediationStrategy,
    { retries = 3 }: RemediationOptions,
  ): OnFailure {
    if (!Number.isInteger(retries) || retries < 1) {
      throw new InputError(place, {
        prop: 'retries',
        got: retries,
        mustBe: 'a whole number, one at least; without a limit a broken release is reinstalled for ever',
        fix: 'retries: 3',
      });
    }
    const remediation = { retries, remediateLastFailure: true };
    return new OnFailure({
      install: { strategy: { name: HelmReleaseSpecInstallStrategyName.REMEDIATE_ON_FAILURE }, remediation },
      upgrade: {
        strategy: { name: HelmReleaseSpecUpgradeStrategyName.REMEDIATE_ON_FAILURE },
        remediation: { ...remediation, strategy },
        cleanupOnFail: true,
      },
      rollback: strategy === HelmReleaseSpecUpgradeRemediationStrategy.ROLLBACK ? { cleanupOnFail: true } : undefined,
    });
  }

  private constructor(
    /** @internal */
    public readonly _fields: FailureFields,
  ) {}
}

/** What the profile of the fleet says. */
export function defaultOnFailure(at: IConstruct): OnFailure {
  if (defaultFailureHandling(at) === FailureHandling.ROLLBACK) return OnFailure.rollback();
  return OnFailure.retry(defaultDuration(at, 'HelmRelease.retryInterval'));
}
