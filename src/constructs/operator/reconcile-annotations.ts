import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { toFluxDuration } from '../../primitives/flux-duration';

/** How often the Flux Operator reconciles an object; its specs have no field for it. */
const EVERY = 'fluxcd.controlplane.io/reconcileEvery';
const TIMEOUT = 'fluxcd.controlplane.io/reconcileTimeout';

/** Values of the annotations by which the Flux Operator is told when to reconcile and how long to try. */
export interface ReconcileTimes {
  readonly interval: string;
  readonly timeout?: string;
}

/** The times as the operator reads them; to be called before the object is added. */
export function reconcileTimes(at: Construct, interval: Duration, timeout: Duration | undefined): ReconcileTimes {
  return {
    interval: toFluxDuration(at, 'interval', interval),
    timeout: timeout && toFluxDuration(at, 'timeout', timeout),
  };
}

/** Writes the times to an object, except where its annotations say something else. */
export function annotateTimes(object: ApiObject, times: ReconcileTimes, annotations: { [key: string]: string } = {}): void {
  if (annotations[EVERY] === undefined) object.metadata.addAnnotation(EVERY, times.interval);
  if (times.timeout !== undefined && annotations[TIMEOUT] === undefined) object.metadata.addAnnotation(TIMEOUT, times.timeout);
}
