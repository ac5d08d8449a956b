import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { pushTo } from '../primitives/push-to';
import { appliersAround, isApplier } from './applying';
import { ReferenceRole } from './reference-table';
import { Reference, referencesIn } from './references';

/** An applier cannot begin before another one has applied something that it reads. */
export interface Need {
  /** The entry that names what is read. */
  readonly field: Field;
  /** What is read. */
  readonly object: Manifest;
  /** Who applies it. */
  readonly applier: Manifest;
}

/** What an applier reads before it applies anything. Keys are left out: who makes them in a cluster puts the first ones there by hand. */
const READ: readonly ReferenceRole[] = ['source', 'chart', 'variables', 'values'];

/** What the appliers of a cluster read that others apply. */
export function needsOf(manifests: ManifestSet, applier: Manifest): readonly Need[] {
  return manifests._once(collectNeeds).get(applier) ?? NONE;
}

const NONE: readonly Need[] = [];

function collectNeeds(manifests: ManifestSet): Map<Manifest, Need[]> {
  const needs = new Map<Manifest, Need[]>();
  for (const reference of referencesIn(manifests).for(...READ)) {
    const need = needOf(manifests, reference);
    if (!need) continue;
    pushTo(needs, reference.from, need);
  }
  return needs;
}

/** What those around an applier apply is there before the applier is. */
function needOf(manifests: ManifestSet, { from, to, field, optional }: Reference): Need | undefined {
  if (optional || !isApplier(from) || from.id.qualifiedKind === Kind.RESOURCE_SET) return undefined;
  const object = manifests.find(to);
  const applier = object?.applier;
  if (!object || !applier || appliersAround(from).includes(applier)) return undefined;
  const makers = [applier, ...appliersAround(applier)];
  return makers.includes(from) || isBootstrapped(manifests, object, makers) ? undefined : { field, object, applier };
}

/** Whether who applies something needs it first, so that somebody has applied it by hand: the source of a cluster, its settings. */
function isBootstrapped(manifests: ManifestSet, { id }: Manifest, makers: readonly Manifest[]): boolean {
  const references = referencesIn(manifests);
  return makers.some((maker) => references.of(maker).some(({ role, to }) => READ.includes(role) && to.key === id.key));
}
