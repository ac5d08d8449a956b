import { HelmRelease } from '../constructs/helm/helm-release';
import { OrderedObject } from '../constructs/ordering';

/** How long releases may take together, in seconds: those that wait for each other add up. */
export function longestChain(releases: HelmRelease[]): number {
  const own = new Map<OrderedObject, HelmRelease>(releases.map((release) => [release, release]));
  const known = new Map<HelmRelease, number>();
  const secondsUntil = (release: HelmRelease): number => {
    const seconds = known.get(release) ?? release.timeout.toSeconds() + latest([...release._dependencies].map((each) => own.get(each)));
    known.set(release, seconds);
    return seconds;
  };
  // Releases of other layers are waited for by those layers.
  const latest = (waitedFor: (HelmRelease | undefined)[]): number =>
    waitedFor.reduce((most, release) => (release ? Math.max(most, secondsUntil(release)) : most), 0);
  return latest(releases);
}
