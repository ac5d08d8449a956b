import { Duration } from 'cdk8s';
import { InputError, InputPlace } from './input-error';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The units that a field accepts. */
export enum DurationUnits {
  /** Most fields: `1h30m`. */
  HOURS = 'h',
  /** `timeout` of sources, whose pattern has no `h`: `90m`. */
  MINUTES = 'm',
}

/**
 * Prints a duration as Flux reads it (`1h30m`, `5m`, `90s`).
 *
 * Zero, negative and fractions of a second are refused: Flux accepts them and then reconciles without a pause.
 */
export function toFluxDuration(at: InputPlace, prop: string, duration: Duration, units = DurationUnits.HOURS): string {
  let rest = duration.toMilliseconds({ integral: false });
  if (rest < SECOND || rest % SECOND !== 0) {
    throw new InputError(at, {
      prop,
      got: `${rest}ms`,
      mustBe: 'a duration of whole seconds, one at least',
      fix: `${prop}: Duration.seconds(${Math.max(1, Math.ceil(rest / SECOND))})`,
    });
  }

  let text = '';
  const steps = units === DurationUnits.HOURS ? { h: HOUR, m: MINUTE, s: SECOND } : { m: MINUTE, s: SECOND };
  for (const [unit, size] of Object.entries(steps)) {
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text;
}
