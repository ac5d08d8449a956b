import { Kind } from '../../manifests/kind';
import { Manifest } from '../../manifests/manifest';
import { ManifestSet } from '../../manifests/manifest-set';
import { FLUX_NAMESPACE } from '../../primitives/kubernetes-name';
import { Reference, referencesIn } from '../../verification/references';

/** What others take for the source of the sync, while the instance makes its source in another namespace. */
export interface MissedSync {
  readonly instance: Manifest;
  /** One that names it. */
  readonly reference: Reference;
}

/** The source that a FluxInstance would make in the namespace of those who need it; nothing where they agree. */
export function missedSyncIn(manifests: ManifestSet): MissedSync | undefined {
  return manifests._once(findMissedSync);
}

function findMissedSync(manifests: ManifestSet): MissedSync | undefined {
  const instances = manifests.ofKind(Kind.FLUX_INSTANCE);
  if (instances.length !== 1) return undefined;
  const [instance] = instances;
  const sync = instance.at('spec', 'sync');
  if (sync.isEmpty()) return undefined;
  const sources = referencesIn(manifests)
    .for('source')
    .filter(({ from }) => !from.generatedBy);
  if (sources.some(({ to }) => manifests.find(to)?.generatedBy === instance)) return undefined;
  const name = sync.at('name').text() ?? FLUX_NAMESPACE;
  const kind = sync.at('kind').text();
  const reference = sources.find(
    ({ to }) => to.kind === kind && to.name === name && to.namespace === FLUX_NAMESPACE && manifests.find(to) === undefined,
  );
  return reference && instance.namespace !== FLUX_NAMESPACE ? { instance, reference } : undefined;
}
