import { resolve, relative, sep } from 'node:path';
import { ManifestSet } from '../src/manifests/manifest-set';
import { ISourceFile } from '../src/manifests/source-file';
import { Environment } from '../src/primitives/environment';
import { FluxVersion, isAtLeast } from '../src/primitives/flux-version';
import { External, Externals } from '../src/verification/externals';
import { RuleContext, VerificationSettings } from '../src/verification/rule-context';
import { ClusterEntry } from './repository/cluster-entry';
import { NotRendered as NotRenderedThere } from './render/cluster-state';
import { followCluster } from './render/follow-cluster';
import { findKustomize, KustomizeRunner } from './render/kustomize-runner';
import { Progress, ProgressListener } from './render/progress';
import { uniqueNames } from './render/remote-cluster';
import { Renderer } from './render/renderer';
import { classify, RepositoryPattern } from './repository/classify';
import { environmentOf } from './repository/environment-of';
import { FileTree } from './repository/file-tree';
import { fluxVersionOf } from './repository/flux-version-of';
import { openFleet } from './repository/open-fleet';
import { openRepository } from './repository/repository';
import { UnreadableFile, unreadableFiles } from './repository/unreadable-files';

export type { KustomizeRunner, RepositoryPattern, UnreadableFile };

/** What to load, and what is known about it besides. */
export interface FleetOptions {
  /** The root of the repository; or a directory in it, for the clusters that start there. */
  readonly directory: string;
  /** Other repositories of the fleet: directories by the names of their sources, with or without namespace. */
  readonly with?: ReadonlyMap<string, string>;
  /** What exists outside of the manifests. */
  readonly externals?: readonly External[];
  readonly settings?: VerificationSettings;
  /** The release that runs everywhere. Default: what each FluxInstance, or gotk-components.yaml, says, else the newest. */
  readonly fluxVersion?: FluxVersion;
  /** What clusters are for, by their names. Default: what names, paths and labels say. */
  readonly environments?: Readonly<Record<string, Environment>>;
  /** Names of the clusters to load. Default: all. */
  readonly clusters?: readonly string[];
  /** Builds kustomizations; `null` for nothing. Default: what is found on the PATH. */
  readonly kustomize?: KustomizeRunner | null;
  /** Hears of each cluster that is loaded, and of each directory that kustomize has built for it. */
  readonly onProgress?: ProgressListener;
}

/** An applier of a cluster of which not everything could be rendered. */
export interface NotRendered extends NotRenderedThere {
  readonly cluster: string;
}

/** The clusters of a repository, ready to be judged. */
export interface LoadedFleet {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly pattern: RepositoryPattern;
  readonly patternReason: string;
  /**
   * One a cluster, also for those that are only reached from another one. Where nothing starts a cluster, one without a name: no
   * cluster, but all that can be built in the repository.
   */
  readonly contexts: readonly RuleContext[];
  /** All files of the repository. */
  readonly files: readonly ISourceFile[];
  /** What cannot be read and is part of no cluster. */
  readonly unreadable: readonly UnreadableFile[];
  readonly notRendered: readonly NotRendered[];
  /** What builds kustomizations, e.g. `kustomize v5.7.1`. */
  readonly renderer?: string;
}

/** Loads the clusters of a repository as Flux would see them. Nothing is executed but kustomize, and nothing is written. */
export async function loadFleet(options: FleetOptions): Promise<LoadedFleet> {
  // It runs while the repository is read.
  const finding = options.kustomize === undefined ? findKustomize() : Promise.resolve(options.kustomize ?? undefined);
  const { repository, documents, all, chosen } = openFleet(options.directory);
  const entries = options.clusters ? chosen.filter(({ name }) => options.clusters!.includes(name)) : chosen;
  const runner = await finding;
  const externals = new Externals([...(options.externals ?? [])]);
  const progress = new Progress(options.onProgress);
  const renderer = new Renderer(runner, progress);
  const others = otherTrees(repository.root, options.with);

  progress.add(entries.length);
  const followed = await Promise.all(
    entries.map(async (entry) => {
      const fluxVersion = options.fluxVersion ?? fluxVersionOf(entry);
      const isStrict = isAtLeast(fluxVersion, FluxVersion.V2_9);
      const cluster = await followCluster(entry, { renderer, externals, others, isStrict });
      progress.finish(entry.name || repository.name);
      return { entry, cluster, fluxVersion };
    }),
  );

  const repositoryFiles = [...repository.files];
  const entryPaths = [...new Set(all.flatMap(({ path }) => path ?? []))];
  const found = followed.flatMap(({ entry, cluster, fluxVersion }) =>
    [cluster, ...cluster.remote].map((one) => ({ entry, one, fluxVersion, isRemote: one !== cluster })),
  );
  const names = uniqueNames(found.map(({ one }) => one.names));
  const contexts = found.map(({ entry, one, fluxVersion, isRemote }, index) => {
    const cluster = names[index];
    return new RuleContext({
      cluster,
      path: isRemote ? undefined : entry.path,
      manifests: new ManifestSet(one.state.manifests, one.state.generated, one.state.unseen),
      environment: environment(cluster, isRemote ? { name: one.names[0] } : entry, options.environments),
      fluxVersion,
      externals,
      files: [...one.state.files],
      repositoryFiles,
      renderProblems: one.state.problems,
      entryPaths,
      settings: options.settings,
    });
  });
  RuleContext._join(contexts);
  const { pattern, reason } = classify({
    tree: repository.tree,
    documents,
    syncs: all.flatMap(({ source }) => source ?? []),
    manifests: contexts.flatMap(({ manifests }) => manifests.manifests),
  });
  return {
    root: repository.root,
    pattern,
    patternReason: reason,
    contexts,
    files: repository.files,
    unreadable: unreadableFiles(repository, new Set(found.flatMap(({ one }) => [...one.state.files]))),
    notRendered: found.flatMap(({ one }, index) => one.state.notRendered.map((gap) => ({ cluster: names[index], ...gap }))),
    ...(runner && { renderer: runner.name }),
  };
}

/** What tells the purpose of a cluster: its entry; of one that is reached from another one, only its name. */
type Purpose = Pick<ClusterEntry, 'name' | 'path' | 'instance'>;

function environment(cluster: string, { name, path, instance }: Purpose, declared: FleetOptions['environments']): Environment | undefined {
  return declared && Object.hasOwn(declared, cluster) ? declared[cluster] : environmentOf(name, path, instance);
}

function otherTrees(root: string, directories: ReadonlyMap<string, string> = new Map()): Map<string, FileTree> {
  const trees = new Map<string, FileTree>();
  for (const [name, directory] of directories) {
    const prefix = relative(root, resolve(directory)).split(sep).join('/');
    trees.set(name, openRepository(directory, prefix).tree);
  }
  return trees;
}
