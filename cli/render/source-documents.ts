import { Manifest } from '../../src/manifests/manifest';
import { groupBy } from '../../src/primitives/push-to';
import { resolvePath } from '../repository/paths';
import { BuildPlan } from './build-plan';
import { BuiltObject } from './build-output';
import { isMap } from '../is-map';

/** The documents that a build starts from. Kustomize tells their file at best, and never which of its documents it was. */
export class SourceDocuments {
  private byKind?: Map<string, Manifest[]>;

  constructor(private readonly plan: BuildPlan) {}

  /** The document of an object; `undefined` for one that was generated. */
  public find({ object, from }: BuiltObject): Manifest | undefined {
    if (from.configuredIn !== undefined) return undefined;
    const file = from.path === undefined ? undefined : this.plan.tree.file(resolvePath(this.plan.directory, from.path) ?? '');
    const ofKind = file ? file.manifests.filter(({ kind }) => kind === object.kind) : this.ofKind(String(object.kind));
    return likeliest(object, ofKind);
  }

  private ofKind(kind: string): readonly Manifest[] {
    if (!this.byKind) {
      const resources = this.plan.kustomizations.flatMap((kustomization) => kustomization.resources);
      const files = new Set(resources.flatMap((resource) => ('file' in resource ? [resource.file] : [])));
      this.byKind = groupBy(
        [...files].flatMap((file) => file.manifests),
        (manifest) => manifest.kind,
      );
    }
    return this.byKind.get(kind) ?? [];
  }
}

/** The document whose name and contents are the most like those of the object. A build may add to a name. */
function likeliest(object: any, candidates: readonly Manifest[]): Manifest | undefined {
  const name = String(object.metadata?.name ?? '');
  const named = candidates.filter((manifest) => manifest.name !== '' && name.includes(manifest.name));
  const longest = Math.max(...named.map((manifest) => manifest.name.length));
  const best = named.filter((manifest) => manifest.name.length === longest);
  if (best.length < 2) return best[0];
  const sameNamespace = best.filter(({ namespace }) => namespace === object.metadata?.namespace);
  const rest = sameNamespace.length > 0 ? sameNamespace : best;
  const scores = rest.map((manifest) => likeness(manifest.object, object, 4));
  return rest[scores.indexOf(Math.max(...scores))];
}

/** How many values two objects have in common. */
function likeness(a: unknown, b: unknown, depth: number): number {
  if (depth === 0 || !isMap(a) || !isMap(b)) return JSON.stringify(a) === JSON.stringify(b) ? 1 : 0;
  return Object.keys(a).reduce((sum, key) => sum + (Object.hasOwn(b, key) ? likeness(a[key], b[key], depth - 1) : 0), 0);
}
