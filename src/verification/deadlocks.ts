import { Field, Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { appliersIn, awaitedBy, isApplier } from './applying';
import { needsOf } from './needs';
import { orderingOf } from './ordering';

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
  const passed = new Set<Manifest>();
  const ordering = orderingOf(manifests);
  for (const applier of appliersIn(manifests)) {
    const { applier: around } = applier;
    if (around !== undefined && !passed.has(around)) return false;
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
  private readonly index: Map<Manifest, number>;

  constructor(manifests: ManifestSet) {
    const appliers = appliersIn(manifests);
    this.index = new Map(appliers.map((applier, index) => [applier, index]));
    this.edges = Array.from({ length: appliers.length * 2 }, () => []);
    const ordering = orderingOf(manifests);
    for (const applier of appliers) {
      this.add(this.ready(applier), { to: this.start(applier)! });
      for (const { to, field, waitsForReady: waits } of ordering.of(applier)) {
        if (waits) this.add(this.start(applier), { to: this.ready(to)!, step: { from: applier, to, reason: 'depends on', field } });
      }
      this.addContainment(applier);
      for (const { applier: to, object, field } of needsOf(manifests, applier)) {
        this.add(this.start(applier), { to: this.start(to), step: { from: applier, to, reason: 'needs', object, field } });
      }
      for (const { manifest, field } of awaitedBy(manifests, applier)) this.addAwaited(applier, manifest, field);
    }
  }

  private start(applier: Manifest): number | undefined {
    const index = this.index.get(applier);
    return index === undefined ? undefined : index * 2;
  }

  private ready(applier: Manifest): number | undefined {
    const index = this.index.get(applier);
    return index === undefined ? undefined : index * 2 + 1;
  }

  private add(from: number | undefined, edge: { readonly to: number | undefined; readonly step?: Step }): void {
    if (from !== undefined && edge.to !== undefined) this.edges[from].push({ to: edge.to, step: edge.step });
  }

  private addContainment(applier: Manifest): void {
    const around = applier.applier;
    if (around && around !== applier) {
      this.add(this.start(applier), { to: this.start(around), step: { from: applier, to: around, reason: 'is applied by' } });
    }
  }

  private addAwaited(applier: Manifest, awaited: Manifest, field: Field): void {
    const step: Step = { from: applier, to: awaited, reason: 'waits for', field };
    if (isApplier(awaited)) this.add(this.ready(applier), { to: this.ready(awaited), step });
    else if (awaited.applier && awaited.applier !== applier) {
      this.add(this.ready(applier), { to: this.start(awaited.applier), step: { ...step, to: awaited.applier } });
    }
  }

  /** The strongly connected components that hold a cycle: Tarjan's algorithm with a stack of its own, as chains may be long. */
  public components(): number[][] {
    const order = new Array<number>(this.edges.length).fill(-1);
    const low = new Array<number>(this.edges.length).fill(0);
    const onStack = new Array<boolean>(this.edges.length).fill(false);
    const stack: number[] = [];
    const found: number[][] = [];
    let count = 0;
    const enter = (node: number): { node: number; next: number } => {
      order[node] = low[node] = count++;
      onStack[node] = true;
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
            for (const node of component) onStack[node] = false;
            if (component.length > 1) found.push(component);
          }
        } else if (order[edge.to] < 0) path.push(enter(edge.to));
        else if (onStack[edge.to]) low[top.node] = Math.min(low[top.node], order[edge.to]);
      }
    }
    return found;
  }

  /** The shortest way around from the first entry of `dependsOn` in a component; from another entry where it has none. */
  public cycleIn(component: readonly number[]): Step[] {
    const inside = new Set(component);
    const first = this.firstStep(
      [...component].sort((a, b) => a - b),
      inside,
    )!;
    return [first.edge.step!, ...this.wayBack(first.edge.to, first.node, inside)];
  }

  private firstStep(nodes: readonly number[], inside: ReadonlySet<number>): { node: number; edge: Edge } | undefined {
    const steps = nodes.flatMap((node) =>
      this.edges[node].filter(({ to, step }) => step && inside.has(to)).map((edge) => ({ node, edge })),
    );
    const entries = steps.filter(({ edge }) => edge.step!.reason === 'depends on');
    // An object that depends on what is around it, or comes later, is out of place rather than the order of the layers.
    const isInside = (applier: Manifest | undefined): boolean =>
      applier !== undefined && [this.start(applier), this.ready(applier)].some((node) => node !== undefined && inside.has(node));
    const inner = entries.find(({ edge }) => isInside(edge.step!.from.applier));
    return inner ?? entries[0] ?? steps.find(({ edge }) => edge.step!.field !== undefined);
  }

  private wayBack(from: number, to: number, inside: ReadonlySet<number>): Step[] {
    const cameFrom = new Map<number, { readonly node: number; readonly step?: Step }>();
    const queue = [from];
    for (let at = 0; at < queue.length && !cameFrom.has(to); at++) {
      for (const edge of this.edges[queue[at]]) {
        if (!inside.has(edge.to) || cameFrom.has(edge.to) || edge.to === from) continue;
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
