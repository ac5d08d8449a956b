/**
 * A minor release of Flux that the manifests are written for.
 *
 * What a release does not know is not emitted, and a prop that it does not know is refused.
 *
 * @see https://fluxcd.io/flux/releases/
 */
export enum FluxVersion {
  /** Flux 2.7 */
  V2_7 = '2.7',
  /** Flux 2.8 */
  V2_8 = '2.8',
  /** Flux 2.9 */
  V2_9 = '2.9',
}

/** The release that is targeted when nothing is said: the newest one that the bindings know. */
export const DEFAULT_FLUX_VERSION = FluxVersion.V2_9;

/** Whether `version` is `minimum` or newer. */
export function isAtLeast(version: FluxVersion, minimum: FluxVersion): boolean {
  return minor(version) >= minor(minimum);
}

function minor(version: FluxVersion): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
