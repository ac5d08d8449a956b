import { createHash } from 'node:crypto';
import { Manifest } from '../manifests/manifest';

/** Longest name of a release that Helm takes. */
export const MAX_RELEASE_NAME = 53;

/** The name that Flux gives to a release when nobody names it, before it is shortened. */
export function defaultReleaseName(release: Manifest): string {
  const target = release.at('spec', 'targetNamespace').text();
  return target === undefined ? release.name : `${target}-${release.name}`;
}

/** What helm-controller makes of a name that is too long: forty characters and twelve of a hash. */
export function shortenedReleaseName(name: string): string {
  if (name.length <= MAX_RELEASE_NAME) return name;
  return `${name.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

/** The name of the release in the cluster. */
export function releaseNameOf(release: Manifest): string {
  return shortenedReleaseName(release.at('spec', 'releaseName').text() ?? defaultReleaseName(release));
}

/** The namespace that the objects of a release are in, unless its chart says otherwise. */
export function releaseNamespaceOf(release: Manifest): string | undefined {
  return release.at('spec', 'targetNamespace').text() ?? release.namespace;
}

/** The namespace where Helm keeps what it knows about a release: that of the HelmRelease, not that of its objects. */
export function storageNamespaceOf(release: Manifest): string | undefined {
  return release.at('spec', 'storageNamespace').text() ?? release.namespace;
}
