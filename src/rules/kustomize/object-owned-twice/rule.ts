import { Manifest } from '../../../manifests/manifest';
import { pushTo } from '../../../primitives/push-to';
import { hasEntry, syncsOf, targetClusterOf } from '../../../verification/applying';
import { Finding } from '../../../verification/finding';
import { isUnknown } from '../../../verification/known-text';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

const SSA = 'kustomize.toolkit.fluxcd.io/ssa';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';

/** Two appliers fight over one object. */
export class ObjectOwnedTwice implements IRule {
  public readonly meta: RuleMeta = {
    id: 'object-owned-twice',
    severity: Severity.ERROR,
    summary: 'Two appliers apply the same object.',
    why:
      'Flux takes fields over by force, so two appliers overwrite each other at every interval. The owner labels follow whichever was last, ' +
      'and when one of them loses the file while it is the owner, it deletes the object of both.',
    fix: 'Keep the object in one of them.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
  };

  public check(context: RuleContext): Finding[] {
    if (!hasEntry(context.manifests) || !context.manifests._hasTwins) return [];
    const syncs = new Set<Manifest | undefined>(syncsOf(context));
    const first = new Map<string, Manifest>();
    const pairs = new Map<string, Manifest[]>();
    for (const manifest of context.manifests.manifests) {
      if (context.manifests.all(manifest.id).length < 2 || !isApplied(manifest)) continue;
      const key = `${manifest.id.key} ${targetClusterOf(manifest)}`;
      const other = first.get(key);
      if (!other) first.set(key, manifest);
      else if (ownerOf(manifest, syncs) !== ownerOf(other, syncs) && !isShared(manifest, other)) {
        pushTo(pairs, `by ${ownerText(other)} and by ${ownerText(manifest)}`, manifest);
      }
    }
    return [...pairs].flatMap(([pair, twice]) => told(pair, twice));
  }
}

/** From how many objects on two appliers share a directory, which is one mistake. */
const MANY = 4;

function told(pair: string, twice: readonly Manifest[]): Finding[] {
  const [first] = twice;
  if (twice.length < MANY) return twice.map((manifest) => new Finding(manifest.at('metadata', 'name'), `${manifest} is applied ${pair}`));
  return [new Finding(first.at('metadata', 'name'), `${first} and ${twice.length - 1} more are applied ${pair}`)];
}

/** What the sync applies may say so or not. */
function ownerOf({ applier }: Manifest, syncs: ReadonlySet<Manifest | undefined>): string {
  return applier === undefined || syncs.has(applier) ? 'the sync' : applier.id.key;
}

function ownerText({ applier }: Manifest): string {
  return applier ? applier.toString() : 'the sync of the cluster';
}

/** A suspended owner, or a mark that makes Flux leave the object alone, applies nothing. Of a name with a variable nobody can tell. */
function isApplied(manifest: Manifest): boolean {
  if (manifest.applier?.at('spec', 'suspend').isTrue() || isUnknown(manifest.name)) return false;
  return !marked(manifest, RECONCILE, 'disabled') && !['ignore', 'ifnotpresent', 'merge'].some((mode) => marked(manifest, SSA, mode));
}

/** The same text from both sides, which neither deletes, hurts nobody: a Namespace that several layers need. */
function isShared(a: Manifest, b: Manifest): boolean {
  return marked(a, PRUNE, 'disabled') && textOf(a) === textOf(b);
}

function marked(manifest: Manifest, key: string, value: string): boolean {
  return [manifest.label(key), manifest.annotation(key)].some((text) => text?.toLowerCase() === value);
}

/** Without the labels in which Flux keeps the owner. */
function textOf({ object }: Manifest): string {
  return JSON.stringify(object, (key, value: unknown) => (/^kustomize\.toolkit\.fluxcd\.io\/name/.test(key) ? undefined : value));
}
