import { Kind } from '../../../manifests/kind';
import { pushTo } from '../../../primitives/push-to';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';

import { Manifest } from '../../../manifests/manifest';
import { durationText, timeoutOf } from '../../../verification/duration';
import { deadlocksIn } from '../../../verification/deadlocks';
import { Dependency, orderingOf } from '../../../verification/ordering';
import { referencesIn } from '../../../verification/references';

/** From how many Kustomizations on a chain is told about. */
const LONG = 4;

/** Every commit walks a long chain. */
export class SameSourceDependencyChain implements IRule {
  public readonly meta: RuleMeta = {
    id: 'same-source-dependency-chain',
    severity: Severity.INFO,
    summary: 'Four or more Kustomizations of one source depend on each other in a chain.',
    why:
      'Between Kustomizations of one source Flux waits until the dependency has applied the same revision, not only until it is ready. ' +
      'Each commit therefore walks the chain from its beginning, even when it changes the last member only.',
    fix: 'Shorten the chain, or give its members sources of their own, e.g. artifacts of an ArtifactGenerator.',
    references: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
    kinds: [Kind.KUSTOMIZATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const { dependencies } = orderingOf(manifests);
    if (dependencies.length < LONG - 1) return [];
    const sources = new Map(
      referencesIn(manifests)
        .for('source')
        .map((reference) => [reference.from, reference.to.key]),
    );
    const links = dependencies.filter(
      ({ from, to, waitsForReady }) => waitsForReady && sources.has(from) && sources.get(from) === sources.get(to),
    );
    const longest = new Map<string, Chain>();
    for (const chain of chainsOf(links)) {
      const source = sources.get(chain.end)!;
      if (chain.length > (longest.get(source)?.length ?? LONG - 1)) longest.set(source, chain);
    }
    if (longest.size === 0) return [];
    // Whoever waits in a circle walks no chain.
    const stuck = new Set(deadlocksIn(manifests).flatMap((cycle) => cycle.flatMap(({ from, to }) => [from, to])));
    return [...longest.values()].filter((chain) => membersOf(chain).every((member) => !stuck.has(member))).map(told);
  }
}

/** The longest chain that ends at a Kustomization. */
interface Chain {
  readonly end: Manifest;
  readonly length: number;
  /** The last entry of it; none for a Kustomization that depends on nothing. */
  readonly link?: Dependency;
  readonly before?: Chain;
}

function membersOf(chain: Chain): Manifest[] {
  const members: Manifest[] = [];
  for (let at: Chain | undefined = chain; at; at = at.before) members.push(at.end);
  return members.reverse();
}

function told(chain: Chain): Finding {
  const members = membersOf(chain);
  const seconds = members.reduce((sum, member) => sum + (timeoutOf(member)?.seconds ?? 0), 0);
  const names = members.map(({ name }) => name).join(', ');
  const message = `${chain.end} is the last of ${chain.length} Kustomizations that every commit walks (${names}), which may take ${durationText(seconds)}`;
  return new Finding(chain.link!.field, message);
}

/** One chain for each Kustomization; none for the members of a cycle. */
function chainsOf(links: readonly Dependency[]): Chain[] {
  const waiting = new Map<Manifest, number>();
  const dependents = new Map<Manifest, Dependency[]>();
  for (const link of links) {
    waiting.set(link.to, waiting.get(link.to) ?? 0);
    waiting.set(link.from, (waiting.get(link.from) ?? 0) + 1);
    pushTo(dependents, link.to, link);
  }
  const open: Chain[] = [...waiting.keys()].filter((member) => waiting.get(member) === 0).map((end) => ({ end, length: 1 }));
  for (const chain of open) {
    for (const link of dependents.get(chain.end) ?? []) {
      const left = waiting.get(link.from)! - 1;
      waiting.set(link.from, left);
      // Chains come in the order of their lengths, so that the last one to arrive is the longest.
      if (left === 0) open.push({ end: link.from, length: chain.length + 1, link, before: chain });
    }
  }
  return open;
}
