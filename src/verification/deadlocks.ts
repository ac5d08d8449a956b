import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { appliersIn, Awaited, awaitedBy, isApplier } from './applying';
import { Need, needsOf } from './needs';
import { Ordering, orderingOf } from './ordering';

/** One step of a deadlock: who cannot go on, before whom, and why. */
export interface Step {
  readonly from: Manifest;
  readonly to: Manifest;
  readonly reason: 'depends on' | 'waits for' | 'is applied by' | 'needs';
  /** What is needed of the other one. */
  readonly object?: Manifest;
  /** The entry that says so; none for containment. */
  readonly field?: Field;
}

/**
 * Groups of appliers of which none ever becomes ready, one shortest cycle each, beginning with an entry of `dependsOn` where it has one.
 *
 * Each applier is two nodes: it starts (2n), and it is ready (2n + 1). It starts when what it depends on is ready and when the applier
 * around it has started, and who applies what it reads; it is ready when it has started and what it waits for is ready.
 */
export function deadlocksIn(manifests: ManifestSet): Step[][] {
  if (isInOrder(manifests)) return [];
  const graph = new WaitGraph(manifests);
  return graph.components().map((component) => graph.cycleIn(component));
}

/** Whether everything that an applier waits for stands before it, as in most clusters: nothing can wait for itself then. */
function isInOrder(manifests: ManifestSet): boolean {
  const passed = new Set<Manifest | undefined>([undefined]);
  const ordering = orderingOf(manifests);
  for (const applier of appliersIn(manifests)) {
    if (!passed.has(applier.applier)) return false;
    for (const { to } of ordering.of(applier)) if (!passed.has(to)) return false;
    if (needsOf(manifests, applier).some((need) => !passed.has(need.applier))) return false;
    if (awaitedBy(manifests, applier).length > 0) return false;
    passed.add(applier);
  }
  return true;
}

interface Edge {
  readonly to: number;
  readonly step?: Step;
}

class WaitGraph {
  private readonly edges: Edge[][];
  private readonly starts: ReadonlyMap<Manifest | undefined, number>;

  constructor(manifests: ManifestSet) {
    const appliers = appliersIn(manifests);
    this.starts = new Map(appliers.map((applier, index) => [applier, index * 2]));
    this.edges = Array.from({ length: appliers.length * 2 }, () => []);
    const ordering = orderingOf(manifests);
    appliers.forEach((applier, index) => {
      const [start, ready] = [index * 2, index * 2 + 1];
      this.add(ready, start);
      this.addOrder(applier, start, ordering);
      this.addNeeds(applier, start, needsOf(manifests, applier));
      this.addAwaited(applier, ready, awaitedBy(manifests, applier));
    });
  }

  private addOrder(applier: Manifest, start: number, ordering: Ordering): void {
    for (const { to, field, waitsForReady: waits } of ordering.of(applier)) {
      if (waits) this.add(start, this.ready(to), { from: applier, to, reason: 'depends on', field });
    }
    const around = applier.applier;
    if (around) this.add(start, this.start(around), { from: applier, to: around, reason: 'is applied by' });
  }

  private addNeeds(applier: Manifest, start: number, needs: readonly Need[]): void {
    for (const { applier: to, object, field } of needs)
      this.add(start, this.start(to), { from: applier, to, reason: 'needs', object, field });
  }

  private addAwaited(applier: Manifest, ready: number, awaited: readonly Awaited[]): void {
    for (const { manifest, field } of awaited) {
      const to = isApplier(manifest) ? manifest : manifest.applier;
      // It applies its own before it waits for them.
      if (!to || to === applier) continue;
      this.add(ready, to === manifest ? this.ready(to) : this.start(to), { from: applier, to, reason: 'waits for', field });
    }
  }

  /** None for an object that is no applier. */
  private start(applier: Manifest | undefined): number | undefined {
    return this.starts.get(applier);
  }

  private ready(applier: Manifest | undefined): number | undefined {
    const start = this.start(applier);
    return start === undefined ? undefined : start + 1;
  }

  private add(from: number, to: number | undefined, step?: Step): void {
    if (to !== undefined) this.edges[from].push({ to, step });
  }

  /** The strongly connected components that hold a cycle: Tarjan's algorithm with a stack of its own, as chains may be long. */
  public components(): number[][] {
    const order = new Array<number>(this.edges.length).fill(-1);
    const low: number[] = [];
    const onStack = new Set<number>();
    const stack: number[] = [];
    const found: number[][] = [];
    let count = 0;
    const enter = (node: number): { node: number; next: number } => {
      order[node] = low[node] = count++;
      onStack.add(node);
      stack.push(node);
      return { node, next: 0 };
    };
    for (let root = 0; root < this.edges.length; root++) {
      if (order[root] >= 0) continue;
      const path = [enter(root)];
      while (path.length > 0) {
        const top = path[path.length - 1];
        const edge = this.edges[top.node][top.next++];
        if (edge === undefined) {
          path.pop();
          const parent = path[path.length - 1];
          if (parent) low[parent.node] = Math.min(low[parent.node], low[top.node]);
          if (low[top.node] === order[top.node]) {
            const component = stack.splice(stack.lastIndexOf(top.node));
            for (const node of component) onStack.delete(node);
            if (component.length > 1) found.push(component);
          }
        } else if (order[edge.to] < 0) path.push(enter(edge.to));
        else if (onStack.has(edge.to)) low[top.node] = Math.min(low[top.node], order[edge.to]);
      }
    }
    return found;
  }

  /** The shortest way around from the first entry of `dependsOn` in a component; from another entry where it has none. */
  public cycleIn(component: readonly number[]): Step[] {
    const inside = new Set(component);
    const nodes = [...component].sort((a, b) => a - b);
    const first = this.firstStep(nodes, inside);
    return [first.edge.step!, ...this.wayBack(first.edge.to, first.node, inside)];
  }

  private firstStep(nodes: readonly number[], inside: ReadonlySet<number | undefined>): { node: number; edge: Edge } {
    const steps = nodes.flatMap((node) =>
      this.edges[node].filter(({ to, step }) => step && inside.has(to)).map((edge) => ({ node, edge })),
    );
    const entries = steps.filter(({ edge }) => edge.step!.reason === 'depends on');
    // An object that depends on what is around it, or comes later, is out of place rather than the order of the layers.
    const isInside = (applier: Manifest | undefined): boolean => inside.has(this.start(applier)) || inside.has(this.ready(applier));
    const inner = entries.find(({ edge }) => isInside(edge.step!.from.applier));
    return inner ?? entries[0] ?? steps.find(({ edge }) => edge.step!.field !== undefined)!;
  }

  /** There is one: every node of a component leads to every other one. */
  private wayBack(from: number, to: number, inside: ReadonlySet<number>): Step[] {
    const cameFrom = new Map<number, { readonly node: number; readonly step?: Step }>();
    const queue = [from];
    for (let at = 0; !cameFrom.has(to); at++) {
      for (const edge of this.edges[queue[at]]) {
        if (!inside.has(edge.to) || cameFrom.has(edge.to)) continue;
        cameFrom.set(edge.to, { node: queue[at], step: edge.step });
        queue.push(edge.to);
      }
    }
    const steps: Step[] = [];
    for (let node = to; node !== from;) {
      const came = cameFrom.get(node)!;
      if (came.step) steps.push(came.step);
      node = came.node;
    }
    return steps.reverse();
  }
}
