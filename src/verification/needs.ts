import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
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

/** What an applier reads before it applies anything. */
const READ: readonly ReferenceRole[] = ['source', 'chart', 'variables', 'values', 'decryption', 'kubeconfig'];

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
    const known = needs.get(reference.from);
    if (known) known.push(need);
    else needs.set(reference.from, [need]);
  }
  return needs;
}

/** What those around an applier apply is there when it is; what it applies itself, or what stands in it, somebody applied by hand. */
function needOf(manifests: ManifestSet, { from, to, field, optional }: Reference): Need | undefined {
  if (optional || !isApplier(from) || from.id.qualifiedKind === Kind.RESOURCE_SET) return undefined;
  const object = manifests.find(to);
  const applier = object?.applier;
  if (!object || !applier || applier === from || appliersAround(from).includes(applier)) return undefined;
  return appliersAround(applier).includes(from) ? undefined : { field, object, applier };
}
