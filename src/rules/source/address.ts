import { Kind } from '../../manifests/kind';
import { Field } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { remembered } from '../../primitives/remembered';
import { SYNC_KINDS } from '../../verification/generated-objects';
import { knownText } from '../../verification/known-text';

/** An address from which Flux fetches something. */
export interface Address {
  /** Kind of the source: that of the object, or the one that a FluxInstance makes for its sync. */
  readonly kind: string;
  /** The field with the address. */
  readonly field: Field;
  /** The address. */
  readonly url: string;
  /** The fields around it: `provider`, `secretRef`, `insecure`. */
  readonly around: Field;
  /** The field that names the credentials, whether or not it is there. */
  readonly credentials: Field;
}

/** Where each kind has its address. */
const ADDRESSES: Readonly<Record<string, string>> = {
  [Kind.GIT_REPOSITORY]: 'url',
  [Kind.OCI_REPOSITORY]: 'url',
  [Kind.HELM_REPOSITORY]: 'url',
  [Kind.BUCKET]: 'endpoint',
  [Kind.IMAGE_REPOSITORY]: 'image',
  [Kind.RESOURCE_SET_INPUT_PROVIDER]: 'url',
};

/** Kinds that have an address, for the metadata of rules. */
export const KINDS_WITH_ADDRESS = [...Object.keys(ADDRESSES), Kind.FLUX_INSTANCE];

/** Addresses in the cluster that are known, i.e. without variables. */
export function addressesIn(manifests: ManifestSet): readonly Address[] {
  return manifests._once(collectAddresses);
}

function collectAddresses(manifests: ManifestSet): Address[] {
  const found: Address[] = [];
  for (const kind in ADDRESSES) {
    for (const manifest of manifests.ofKind(kind)) found.push(...addressAt(kind, manifest.at('spec'), ADDRESSES[kind], 'secretRef'));
  }
  for (const instance of manifests.ofKind(Kind.FLUX_INSTANCE)) found.push(...ofSync(instance.at('spec', 'sync')));
  return found;
}

/** Of a kind that no sync takes nothing else has to be said. */
function ofSync(sync: Field): Address[] {
  const kind = sync.at('kind').text() ?? '';
  if (!SYNC_KINDS.includes(kind)) return [];
  return addressAt(`${kind}.source.toolkit.fluxcd.io`, sync, 'url', 'pullSecret');
}

function addressAt(kind: string, around: Field, key: string, credentials: string): Address[] {
  const field = around.at(key);
  const url = knownText(field);
  return url === undefined ? [] : [{ kind, field, url, around, credentials: around.at(credentials) }];
}

/** The scheme of an address, e.g. `https`; `undefined` when it has none. */
export function schemeOf(url: string): string | undefined {
  const end = url.indexOf('://');
  return end < 0 ? undefined : url.slice(0, end).toLowerCase();
}

/** What follows the scheme. */
export function withoutScheme(url: string): string {
  const scheme = schemeOf(url);
  return scheme === undefined ? url : url.slice(scheme.length + '://'.length);
}

/** The host of an address, in small letters, without user and port. */
export const hostOf = remembered((url: string): string => {
  const [authority] = withoutScheme(url).split('/');
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .toLowerCase();
});

/** The registry of an image. A name without a registry is one of Docker Hub. */
export function registryOf(image: string): string {
  const [first, ...path] = image.split('/');
  const isHost = path.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  return isHost ? hostOf(first) : 'docker.io';
}
