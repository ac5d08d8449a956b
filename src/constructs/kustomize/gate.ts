import { KustomizationSpecHealthChecks } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';

/**
 * When a Kustomization counts as ready: what its dependents wait for.
 *
 * One choice, because Flux ignores `healthChecks` where `wait` is set.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks
 */
export class Gate {
  /** Ready when everything that it applied is healthy (`wait: true`). */
  public static all(): Gate {
    return new Gate(true, []);
  }

  /** Ready when these objects are healthy (`healthChecks`). */
  public static checks(checks: KustomizationSpecHealthChecks[]): Gate {
    if (checks.length === 0) {
      throw new InputError('Gate.checks()', {
        prop: 'checks',
        got: checks,
        mustBe: 'one object at least',
        fix: 'Gate.all(), or Gate.applied() to wait for nothing',
      });
    }
    return new Gate(false, checks);
  }

  /** Ready as soon as everything is applied, healthy or not. */
  public static applied(): Gate {
    return new Gate(false, []);
  }

  private constructor(
    /** Value of `wait`. */
    public readonly wait: boolean,
    /** Value of `healthChecks`. */
    public readonly healthChecks: KustomizationSpecHealthChecks[],
  ) {}
}
