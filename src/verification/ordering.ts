import { Kind } from '../manifests/kind';
import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { pushTo } from '../primitives/push-to';
import { appliersAround, isApplier } from './applying';
import { referencesIn } from './references';

/** One applier cannot start before another one is ready. */
export interface Dependency {
  readonly from: Manifest;
  readonly to: Manifest;
  /** The entry of `dependsOn`. */
  readonly field: Field;
  /** Whether the entry waits for Ready. Otherwise for an expression, or only for the object. */
  readonly waitsForReady: boolean;
}

/** Who has to be ready before whom, in one cluster. */
export class Ordering {
  private readonly byDependent = new Map<Manifest, Dependency[]>();
  /** Rules ask for one applier after the other, so that the last answer is the one that is asked for again. */
  private last?: { readonly applier: Manifest; readonly before: ReadonlySet<Manifest> };

  constructor(
    public readonly manifests: ManifestSet,
    public readonly dependencies: readonly Dependency[],
  ) {
    for (const dependency of dependencies) pushTo(this.byDependent, dependency.from, dependency);
  }

  /** What an applier depends on. */
  public of(applier: Manifest): readonly Dependency[] {
    return this.byDependent.get(applier) ?? NONE;
  }

  /** Whether one applier is done before another one starts. */
  public isBefore(first: Manifest, applier: Manifest): boolean {
    for (const { to } of this.of(applier)) if (to === first) return true;
    return this.before(applier).has(first);
  }

  /** Everything that is done before an applier starts: what it and those around it depend on, and what these apply. */
  public before(applier: Manifest): ReadonlySet<Manifest> {
    if (this.last?.applier !== applier) this.last = { applier, before: this.reach(applier) };
    return this.last.before;
  }

  private reach(applier: Manifest): ReadonlySet<Manifest> {
    const before = new Set<Manifest>();
    const open: Manifest[] = [];
    for (const start of [applier, ...appliersAround(applier)]) for (const { to } of this.of(start)) open.push(to);
    for (let next = open.pop(); next; next = open.pop()) {
      if (before.has(next)) continue;
      before.add(next);
      for (const { to } of this.of(next)) open.push(to);
      for (const child of this.manifests.appliedBy(next)) if (isApplier(child)) open.push(child);
    }
    return before;
  }
}

const NONE: readonly Dependency[] = [];

/** The order of a cluster, worked out once. */
export function orderingOf(manifests: ManifestSet): Ordering {
  return manifests._once(collectOrdering);
}

function collectOrdering(manifests: ManifestSet): Ordering {
  const dependencies: Dependency[] = [];
  for (const { from, field, to } of referencesIn(manifests).for('dependency')) {
    const dependency = manifests.find(to);
    if (dependency) dependencies.push({ from, to: dependency, field, waitsForReady: waitsForReady(from, field) });
  }
  return new Ordering(manifests, dependencies);
}

/** An expression replaces the question for Ready, and a ResourceSet asks it only when it is told to. */
function waitsForReady(from: Manifest, entry: Field): boolean {
  if (entry.at('readyExpr').text()) return false;
  return from.id.qualifiedKind === Kind.RESOURCE_SET ? entry.at('ready').isTrue() : true;
}
