import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { pushTo } from '../../src/primitives/push-to';
import { isSameAddress, isSameOwner } from './source-address';

/** A Git source that is another repository of the fleet, and who applies from it. */
export interface ForeignSource {
  readonly source: Manifest;
  readonly consumer: Manifest;
}

/**
 * The first Git repository besides that of the sync over which the fleet is spread. Somebody else's repository, such as one that
 * only brings definitions, is none.
 *
 * @param syncs the sources from which clusters sync
 */
export function foreignSource(manifests: readonly Manifest[], syncs: readonly Manifest[]): ForeignSource | undefined {
  const sources = manifests.filter((source) => source.id.qualifiedKind === Kind.GIT_REPOSITORY && !isSync(source, syncs));
  if (sources.length === 0) return undefined;
  const byName = kustomizationsBySource(manifests);
  for (const source of sources) {
    const consumers = (byName.get(source.name) ?? []).filter((kustomization) => appliesFrom(kustomization, source));
    const [consumer] = consumers;
    if (consumer && !consumers.every(bringsDefinitions) && isOfFleet(source, consumers, syncs)) return { source, consumer };
  }
  return undefined;
}

/** Whether a source is the repository that a cluster syncs from, under whatever name. */
function isSync(source: Manifest, syncs: readonly Manifest[]): boolean {
  if (source.name === 'flux-system') return true;
  const url = urlOf(source);
  return syncs.some((sync) => {
    const other = urlOf(sync);
    return sync.id.key === source.id.key || (url !== undefined && other !== undefined && isSameAddress(url, other));
  });
}

function kustomizationsBySource(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const byName = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const name = manifest.id.qualifiedKind === Kind.KUSTOMIZATION ? manifest.at('spec', 'sourceRef', 'name').text() : undefined;
    if (name === undefined) continue;
    pushTo(byName, name, manifest);
  }
  return byName;
}

/** A document may have no namespace yet, where a kustomization sets it. */
function appliesFrom(kustomization: Manifest, source: Manifest): boolean {
  const reference = kustomization.at('spec', 'sourceRef');
  if (reference.at('kind').text() !== source.kind) return false;
  const namespace = reference.at('namespace').text() ?? kustomization.namespace;
  return namespace === undefined || source.namespace === undefined || namespace === source.namespace;
}

function bringsDefinitions(kustomization: Manifest): boolean {
  const texts = [kustomization.name, kustomization.at('spec', 'path').text() ?? ''];
  return texts.some((text) => /(?:^|[-_/])crds?(?:$|[-_/])/i.test(text));
}

/** What several layers are applied from, what needs credentials, or has the owner of the sync, is no third party's. */
function isOfFleet(source: Manifest, consumers: readonly Manifest[], syncs: readonly Manifest[]): boolean {
  if (isOfTenant(source) || new Set(consumers.map(({ id }) => id.key)).size > 1) return true;
  if (source.at('spec', 'secretRef').exists || source.at('spec', 'provider').exists) return true;
  const url = urlOf(source);
  const addresses = syncs.flatMap((sync) => urlOf(sync) ?? []);
  return url !== undefined && (addresses.length === 0 || addresses.some((address) => isSameOwner(address, url)));
}

/** Whether a source stands among those of tenants. */
export function isOfTenant(source: Manifest): boolean {
  return /(^|\/)tenants\//.test(source.root.place.file ?? '');
}

function urlOf(source: Manifest): string | undefined {
  return source.at('spec', 'url').text();
}
