import { Manifest } from '../../src/manifests/manifest';

/** What becomes of an object that Flux has in a cluster, when the repository changes. */
export enum Fate {
  /** Who applied it still does. */
  STAYS = 'stays',
  /** Another Kustomization applies it from now on, and the one before leaves it alone. */
  TAKEN_OVER = 'taken over',
  /**
   * Another Kustomization applies it from now on, and the one before deletes what its label still names it the owner of: who comes
   * first decides. It is there in the end, but maybe not the same: a volume that was deleted comes back empty.
   */
  RACE = 'taken over, or deleted and made again',
  /** Nobody applies it any more, and it is deleted. */
  DELETED = 'deleted',
  /** Nobody applies it any more, and nobody deletes it. */
  LEFT = 'left',
}

/**
 * What becomes of each object of a cluster, from two versions of its repository. An object that two Kustomizations apply is that of
 * the last one.
 *
 * @returns fates by `Kind namespace/name`
 */
export function fatesOf(before: readonly Manifest[], after: readonly Manifest[]): Map<string, Fate> {
  const [former, next] = [new Version(before), new Version(after)];
  return new Map(former.objects.map((object) => [`${object}`, fateOf(object, former, next)]));
}

/** The objects of a version, by who applies them. */
class Version {
  private readonly byId = new Map<string, Manifest[]>();

  constructor(public readonly objects: readonly Manifest[]) {
    for (const object of objects) this.byId.set(object.id.key, [...this.all(object), object]);
  }

  public all({ id }: Manifest): readonly Manifest[] {
    return this.byId.get(id.key) ?? [];
  }
}

function fateOf(object: Manifest, former: Version, next: Version): Fate {
  const applied = next.all(object);
  const appliers = new Set(applied.map(applierOf));
  if (former.all(object).every((one) => appliers.has(applierOf(one)))) return Fate.STAYS;
  const isPruned = former.all(object).some((one) => !appliers.has(applierOf(one)) && prunes(one, former, next));
  if (applied.length === 0) return isPruned ? Fate.DELETED : Fate.LEFT;
  return isPruned ? Fate.RACE : Fate.TAKEN_OVER;
}

/** Who applies an object; what has no name here is the cluster's own sync, which every version has. */
function applierOf({ applier }: Manifest): string {
  return applier?.id.key ?? '';
}

/** Whether who applied an object deletes it, now that it does not apply it any more. */
function prunes(object: Manifest, former: Version, next: Version): boolean {
  if (isExempt(object)) return false;
  const { applier } = object;
  if (!applier) return true;
  const [still] = next.all(applier);
  if (still) return still.at('spec', 'prune').isTrue() && !still.at('spec', 'suspend').isTrue();
  // It is gone itself, unless it is left as well: then it goes on as before.
  return fateOf(applier, former, next) === Fate.DELETED && deletesOnItsEnd(applier);
}

/** Whether a Kustomization that is deleted takes with it what it has applied. */
function deletesOnItsEnd(kustomization: Manifest): boolean {
  if (kustomization.at('spec', 'suspend').isTrue()) return false;
  const policy = kustomization.at('spec', 'deletionPolicy').text() ?? 'MirrorPrune';
  if (policy === 'MirrorPrune') return kustomization.at('spec', 'prune').isTrue();
  return policy !== 'Orphan';
}

const EXEMPTIONS = { prune: 'disabled', reconcile: 'disabled', ssa: 'ignore' };

/** Whether the object itself says that no Kustomization deletes it. */
function isExempt(object: Manifest): boolean {
  return Object.entries(EXEMPTIONS).some(([name, value]) => {
    const key = `kustomize.toolkit.fluxcd.io/${name}`;
    return [object.label(key), object.annotation(key)].some((text) => text?.toLowerCase() === value);
  });
}
