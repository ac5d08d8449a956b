import { Manifest } from '../../src/manifests/manifest';
import { DEFAULT_FLUX_VERSION, FluxVersion } from '../../src/primitives/flux-version';

/** The release that a FluxInstance installs: the newest one that is known where its range lets it choose. */
export function fluxVersionOf(instance: Manifest | undefined): FluxVersion {
  const range = instance?.at('spec', 'distribution', 'version').text() ?? '';
  const minor = /^\s*[~=v]*\s*(2\.\d+)(?:\.[\dx*]+)?\s*$/.exec(range)?.[1];
  return Object.values(FluxVersion).find((version) => version === minor) ?? DEFAULT_FLUX_VERSION;
}
