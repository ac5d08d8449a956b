import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { DurationName } from './default-values';
import { fleetContextOf } from './fleet-context';
import { DriftHandling, FailureHandling, FleetProfile, Pinning } from './fleet-profile';

const STANDARD = FleetProfile.standard();

/** The interval or timeout of an object whose program names none. */
export function defaultDuration(at: IConstruct, name: DurationName): Duration {
  return profileAround(at)._duration(name, fleetContextOf(at).environment);
}

/** What a release does on failure when its program does not say it. */
export function defaultFailureHandling(at: IConstruct): FailureHandling {
  return profileAround(at)._onFailure;
}

/** What happens to changes of a release when its program does not say it. */
export function defaultDriftHandling(at: IConstruct): DriftHandling {
  return profileAround(at)._drift(fleetContextOf(at).environment);
}

/** How exactly versions are to be written. */
export function chosenPinning(at: IConstruct): Pinning {
  return profileAround(at)._pinning;
}

/** How many inputs a provider exports of the tags of an artifact when its program does not say it. */
export function defaultTagLimit(at: IConstruct): number {
  return profileAround(at)._tagLimit;
}

/** Whether somebody looks at new images before they are live when the program does not say where commits go. */
export function reviewsImages(at: IConstruct): boolean {
  return profileAround(at)._reviewsImages(fleetContextOf(at).environment);
}

function profileAround(at: IConstruct): FleetProfile {
  const { profile = STANDARD, environment } = fleetContextOf(at);
  return profile._in(environment);
}
