import { IConstruct } from 'constructs';
import {
  HelmReleaseSpecDriftDetection,
  HelmReleaseSpecDriftDetectionIgnore,
  HelmReleaseSpecDriftDetectionMode as Mode,
} from '../../../imports/helm.toolkit.fluxcd.io';
import { defaultDriftHandling } from '../../primitives/chosen-defaults';
import { DriftHandling } from '../../primitives/fleet-profile';
import { InputError } from '../../primitives/input-error';

/**
 * What helm-controller does when somebody changed what a release installed. Flux does not look by default.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection
 */
export class Drift {
  /**
   * Changes are undone.
   *
   * @param ignore fields that others own, e.g. `/spec/replicas` of a workload with an autoscaler
   */
  public static correct(ignore?: HelmReleaseSpecDriftDetectionIgnore[]): Drift {
    return new Drift({ mode: Mode.ENABLED, ignore });
  }

  /**
   * Changes are reported.
   *
   * @param ignore fields that others own
   */
  public static warn(ignore?: HelmReleaseSpecDriftDetectionIgnore[]): Drift {
    return new Drift({ mode: Mode.WARN, ignore });
  }

  /**
   * Nobody looks.
   *
   * @param reason why, for whoever reads the program
   */
  public static off(reason: string): Drift {
    if (reason.trim() === '') {
      throw new InputError('Drift.off()', {
        prop: 'reason',
        got: reason,
        mustBe: 'a sentence',
        fix: "Drift.off('the operator edits its own objects')",
      });
    }
    return new Drift({ mode: Mode.DISABLED }, reason);
  }

  private constructor(
    /** @internal */
    public readonly _spec: HelmReleaseSpecDriftDetection,
    /** Why nobody looks. */
    public readonly reason?: string,
  ) {}
}

/** What the profile of the fleet says. */
export function defaultDrift(at: IConstruct): Drift {
  return defaultDriftHandling(at) === DriftHandling.CORRECT ? Drift.correct() : Drift.warn();
}
