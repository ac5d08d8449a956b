import { Kind } from '../../src/manifests/kind';
import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { Externals } from '../../src/verification/externals';
import { FileTree } from '../repository/file-tree';
import { clampPath } from '../repository/paths';
import { ClusterEntry } from '../repository/cluster-entry';
import { ClusterState } from './cluster-state';
import { appliedObject } from './filled-object';
import { buildFieldsKey } from './flux-fields';
import { generatedIn } from './generated-in';
import { objectsOfHub, RemoteCluster, remoteClusters, remoteReleases } from './remote-cluster';
import { lockdownOf, refusedSource } from './refused-source';
import { reportFaults } from './report-faults';
import { reportUnrendered } from './report-unrendered';
import { Rendering } from './rendered-object';
import { Renderer } from './renderer';
import { applyResourceSet } from './resource-set-objects';
import { SourceTrees } from './source-trees';
import { anonymousApplier, keyOf, referenceOf, Task } from './task';
import { variablesOf } from '../../src/manifests/substitution/post-build';
import { configFinder } from './variable-configs';

/** What following a cluster needs besides its entry. */
export interface FollowOptions {
  readonly renderer: Renderer;
  readonly externals: Externals;
  /** Other repositories of the fleet, by the names of their sources. */
  readonly others: ReadonlyMap<string, FileTree>;
  /** Whether a variable without a value is an error there. */
  readonly isStrict: boolean;
}

/** A cluster, and those that it applies to. */
export interface FollowedCluster {
  /** What it can be called, the shortest first. */
  readonly names: readonly string[];
  readonly state: ClusterState;
  readonly remote: readonly FollowedCluster[];
}

/** A chain of Kustomizations that is longer makes itself longer. */
const MAX_DEPTH = 32;

/** Follows a cluster from its entry, as Flux does: every Kustomization that is found is built, and so on. */
export async function followCluster(entry: ClusterEntry, options: FollowOptions): Promise<FollowedCluster> {
  return new Follower(entry, options).follow();
}

class Follower {
  private readonly sources: SourceTrees;
  private readonly isLocked: () => boolean;
  private readonly followed = new Set<string>();
  private readonly state = new ClusterState();
  private readonly remote: Task[] = [];
  private found: Task[] = [];

  constructor(
    private readonly entry: ClusterEntry,
    private readonly options: FollowOptions,
  ) {
    this.sources = new SourceTrees(entry, this.state, options.others);
    this.isLocked = lockdownOf(this.state, entry.instance);
  }

  public async follow(): Promise<FollowedCluster> {
    this.state.problems.push(...this.entry.problems);
    await this.start();
    await this.run();
    const { instance, name, path, misled } = this.entry;
    if (instance && misled !== undefined) {
      const reason = `its FluxInstance syncs ${path}, where another cluster starts, so that nothing of ${misled} is applied`;
      this.state.notRendered.push({ applier: instance.toString(), place: instance.at('spec', 'sync', 'path').place, reason });
    }
    if (instance && !instance.generatedBy && !this.isApplied(instance)) this.add(instance, 0);
    const { state } = this;
    state.generated.push(...generatedIn(state, this.entry, this.sources));
    const remote: FollowedCluster[] = [];
    const hub = new ManifestSet(state.manifests, state.generated);
    for (const cluster of remoteClusters(name, this.remote, remoteReleases(state))) remote.push(await this.followRemote(cluster, hub));
    return { names: [name], state, remote };
  }

  /** Whether the cluster applies an object by itself, maybe with a namespace that its file leaves out. */
  private isApplied(object: Manifest): boolean {
    const { file, line } = object.root.place;
    const isSame = ({ root: { place } }: Manifest): boolean => place.file === file && place.line === line;
    return this.state.has(object) || this.state.ofKind(object.id.qualifiedKind).some(isSame);
  }

  /** The objects of another cluster that this one applies. Its own sources are found here, those of what it applies are not. */
  private async followRemote(cluster: RemoteCluster, hub: ManifestSet): Promise<FollowedCluster> {
    const { tree, repository, source } = this.entry;
    const entry: ClusterEntry = { name: cluster.names[0], tree, repository, source, isGenerated: true, problems: [] };
    const child = new Follower(entry, this.options);
    for (const task of cluster.tasks) {
      await this.prepare(task, true);
      if (task.rendering) child.apply(task, task.rendering, this.state);
      else reportUnrendered(child.state, task);
    }
    for (const release of cluster.releases) child.state.add(release);
    await child.run();
    child.state.generated.push(...generatedIn(child.state, entry, child.sources), ...objectsOfHub(cluster, hub));
    return { names: cluster.names, state: child.state, remote: [] };
  }

  private async start(): Promise<void> {
    const { instance, kustomization, directory, tree, objects = [], files = [], directories = [], unseen } = this.entry;
    const anchor = kustomization ?? instance ?? anonymousApplier();
    if (unseen !== undefined) this.state.hide(anchor, unseen);
    if (directory !== undefined) await this.startSync(directory, kustomization ?? anchor);
    for (const path of directories) {
      const rendering = await this.options.renderer.render(tree, path);
      this.apply({ settings: anchor, depth: 0 }, rendering, this.state);
    }
    for (const object of objects) this.add(object, 0);
    for (const file of files) this.state.files.add(file);
  }

  /** What the sync applies. Its Kustomization may be among that, changed by patches that stand beside it. */
  private async startSync(directory: string, settings: Manifest): Promise<void> {
    const { renderer } = this.options;
    const { tree, isGenerated } = this.entry;
    let rendering = await renderer.render(tree, directory, settings.at('spec'));
    const own = rendering.objects.find(({ object }) => isGenerated === false && keyOf(object) === settings.id.key);
    if (!own) return void this.found.push({ settings, applier: isGenerated ? undefined : settings, depth: 0, source: { tree }, rendering });
    const applied = new Manifest(own.object, { origin: own.origin });
    if (buildFieldsKey(applied.at('spec')) !== buildFieldsKey(settings.at('spec'))) {
      rendering = await renderer.render(tree, directory, applied.at('spec'));
    }
    this.followed.add(applied.id.key);
    this.add(applied, 0);
    this.found.push({ settings: applied, applier: applied, depth: 0, source: { tree }, rendering });
  }

  /** Works until nothing is left. What waits for a source or for variables is tried again whenever something new was found. */
  private async run(): Promise<void> {
    let pending = this.take();
    while (pending.length > 0) {
      await Promise.all(pending.map((task) => this.prepare(task, false)));
      let waiting = pending.filter((task) => !this.finish(task, false));
      if (waiting.length === pending.length) {
        await Promise.all(waiting.map((task) => this.prepare(task, true)));
        waiting = waiting.filter((task) => !this.finish(task, true));
      }
      pending = [...waiting, ...this.take()];
    }
  }

  private take(): Task[] {
    const { found } = this;
    this.found = [];
    return found;
  }

  /** Finds the source and builds the directory, once that can be done. */
  private async prepare(task: Task, isLast: boolean): Promise<void> {
    const { settings } = task;
    if (task.rendering || settings.kind !== 'Kustomization') return;
    const reference = referenceOf(settings);
    task.source = refusedSource(reference, settings, this.isLocked) ?? this.sources.find(reference);
    if (isLast) task.source ??= this.sources.giveUp(reference);
    if (!task.source?.tree) return;
    const path = clampPath(settings.at('spec', 'path').text() ?? '');
    if (task.source.tree.isDirectory(path))
      task.rendering = await this.options.renderer.render(task.source.tree, path, settings.at('spec'));
  }

  /** Takes the objects of a task; false while it has to wait. */
  private finish(task: Task, isLast: boolean): boolean {
    const { settings, source, rendering } = task;
    if (settings.kind === 'ResourceSet') return this.finishResourceSet(task, isLast);
    if (!source) return false;
    if (!rendering) reportUnrendered(this.state, task);
    return !rendering || this.apply(task, rendering, this.state, isLast);
  }

  private apply(task: Task, rendering: Rendering, configs: ClusterState, isLast = true): boolean {
    const { settings, applier, source, depth } = task;
    const find = configFinder(configs, this.options.externals, settings.namespace, rendering.objects);
    const postBuild = settings.at('spec', 'postBuild').exists ? variablesOf(settings.object, find) : undefined;
    if (postBuild && postBuild.missing.length > 0 && !isLast) return false;
    for (const file of rendering.files) this.state.files.add(file);
    reportFaults(this.state, rendering, settings, source?.generator && { generator: source.generator, repository: this.entry.repository });
    const { isStrict } = this.options;
    for (const object of rendering.objects) {
      if (applier && keyOf(object.object) === applier.id.key) continue;
      this.add(appliedObject(object, { applier, settings, postBuild, isStrict }), depth + 1);
    }
    return true;
  }

  private finishResourceSet(task: Task, isLast: boolean): boolean {
    const { settings, depth } = task;
    const { manifests, unseen } = applyResourceSet(settings, this.state);
    if (unseen.length > 0 && !isLast) return false;
    for (const { reason } of unseen) this.state.hide(settings, reason);
    for (const manifest of manifests) this.add(manifest, depth + 1);
    return true;
  }

  /** Adds an object, and follows it when it applies others. */
  private add(manifest: Manifest, depth: number): void {
    this.state.add(manifest);
    const kind = manifest.id.qualifiedKind;
    if ((kind !== Kind.KUSTOMIZATION && kind !== Kind.RESOURCE_SET) || this.followed.has(manifest.id.key)) return;
    this.followed.add(manifest.id.key);
    const task: Task = { settings: manifest, applier: manifest, depth };
    if (depth > MAX_DEPTH) this.state.hide(manifest, `more than ${MAX_DEPTH} objects of Flux apply each other`);
    else if (kind === Kind.KUSTOMIZATION && manifest.at('spec', 'kubeConfig').exists) this.remote.push(task);
    else this.found.push(task);
  }
}
