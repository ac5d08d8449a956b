import { IConstruct } from 'constructs';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { InputError } from '../primitives/input-error';

/** Refuses a prop that the targeted release of Flux does not know: the API server would refuse the whole object. */
export function requireVersion(at: IConstruct, prop: string, minimum: FluxVersion): void {
  const { fluxVersion } = fleetContextOf(at);
  if (isAtLeast(fluxVersion, minimum)) return;

  throw new InputError(at, {
    prop,
    got: `Flux ${fluxVersion}`,
    mustBe: `used with Flux ${minimum} or newer`,
    fix: `remove ${prop}, or set fluxVersion: FluxVersion.V${minimum.replace('.', '_')} when the cluster runs it`,
  });
}
