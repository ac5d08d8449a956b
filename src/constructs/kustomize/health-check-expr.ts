import { KustomizationSpecHealthCheckExprs } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { InputError } from '../../primitives/input-error';

/**
 * How Flux tells the health of a custom resource whose status kstatus does not understand, for `healthCheckExprs`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export class HealthCheckExpr {
  /**
   * Healthy while a condition is `True`, failed while it is `False`, in progress as long as there is none.
   *
   * @param apiVersion API version of the resource; Flux ignores the version in it
   * @param kind kind of the resource
   * @param type type of the condition; by default `Ready`
   */
  public static condition(apiVersion: string, kind: string, type = 'Ready'): KustomizationSpecHealthCheckExprs {
    if (!/^[A-Za-z0-9./_-]+$/.test(type)) {
      throw new InputError('HealthCheckExpr.condition()', {
        prop: 'type',
        got: type,
        mustBe: 'the type of a condition: letters, digits and . / _ -',
        fix: "HealthCheckExpr.condition('cert-manager.io/v1', 'ClusterIssuer', 'Ready')",
      });
    }
    // `filter(…).all(…)`, which is often seen, is true where there is no such condition.
    const has = (status: string) => `status.conditions.exists(e, e.type == '${type}' && e.status == '${status}')`;
    return {
      apiVersion,
      kind,
      inProgress: `!has(status.conditions) || !status.conditions.exists(e, e.type == '${type}')`,
      failed: has('False'),
      current: has('True'),
    };
  }

  private constructor() {}
}
