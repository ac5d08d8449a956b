import { Field } from '../../manifests/manifest';
import { isUnknown } from '../../verification/known-text';
import { RuleContext } from '../../verification/rule-context';

/**
 * Whether Flux tries a failed action again as an upgrade, and so ignores its remediation. Where the strategy is a variable it may.
 *
 * @param action `spec.install` or `spec.upgrade`
 */
export function retriesOnFailure({ controllers }: RuleContext, action: Field): boolean {
  const strategy = action.at('strategy', 'name').text();
  if (strategy === undefined) return controllers.gate('helm-controller', 'DefaultToRetryOnFailure');
  return strategy === 'RetryOnFailure' || isUnknown(strategy);
}

/** The actions of a release that can fail and be tried again. */
export const ACTIONS = ['install', 'upgrade'];
