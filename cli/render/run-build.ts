import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Manifest } from '../../src/manifests/manifest';
import { RepositoryFile } from '../repository/repository-file';
import { BuildPlan, PlannedKustomization } from './build-plan';
import { BuiltObject, readBuildOutput } from './build-output';
import { KustomizeRunner } from './kustomize-runner';
import { unlogged } from './kustomize-sentence';
import { inPrivateDirectory } from './private-directory';
import { Progress } from './progress';
import { isNothing, whyRefused } from './read-listing';
import { listOf } from '../is-map';

/** What kustomize built, or what it said: by paths of the artifact, and perhaps with values of Secrets. */
export type BuildOutcome = { readonly objects: readonly BuiltObject[] } | { readonly error: string };

/** Runs builds: as many at once as the machine has processors, and each only once. */
export class BuildQueue {
  private readonly known = new Map<string, Promise<BuildOutcome>>();
  private readonly waiting: (() => void)[] = [];
  private free = availableParallelism();

  constructor(
    private readonly runner: KustomizeRunner,
    private readonly progress: Progress,
  ) {}

  public build(plan: BuildPlan): Promise<BuildOutcome> {
    const files = textsOf(plan);
    const key = keyOf(plan.directory, files);
    let outcome = this.known.get(key);
    if (!outcome) {
      this.progress.add(1);
      outcome = this.whenFree(() => inPrivateDirectory(files, (directory) => this.run(plan, directory))).catch(notCopied);
      this.known.set(key, outcome);
    }
    return outcome;
  }

  private async run(plan: BuildPlan, directory: string): Promise<BuildOutcome> {
    const result = await this.runner.build(plan.directory === '' ? directory : `${directory}/${plan.directory}`);
    this.progress.finish(plan.directory);
    if ('error' in result) return { error: unlogged(result.error).replaceAll(`${directory}/`, '').replaceAll(directory, '.') };
    return { objects: readBuildOutput(result.output) };
  }

  private async whenFree<T>(work: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free--;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

/** A full disk, or a tree in which a name is a file and a directory. */
function notCopied(error: unknown): BuildOutcome {
  return { error: `it cannot be copied to be built: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}` };
}

function keyOf(directory: string, files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256').update(directory);
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\0${path}\0${text.length}\0${text}`);
  return hash.digest('base64');
}

/** The files of a build as kustomize shall see them. */
function textsOf(plan: BuildPlan): Map<string, string> {
  const resources = new Set(plan.kustomizations.flatMap(filesOf));
  const texts = new Map<string, string>();
  for (const [path, file] of plan.reads) texts.set(path, resources.has(file) ? readableText(file) : file.text);
  for (const { path, data, changed } of plan.kustomizations) if (changed) texts.set(path, JSON.stringify(data));
  if (!toleratesOrigins(plan)) return texts;
  const buildMetadata = [...listOf(plan.top.data.buildMetadata), 'originAnnotations'];
  return texts.set(plan.top.path, JSON.stringify({ ...plan.top.data, buildMetadata }));
}

/** Whether annotations that say where objects come from change nothing: a patch may build upon there being none. */
function toleratesOrigins(plan: BuildPlan): boolean {
  const texts = [
    JSON.stringify(plan.top.data),
    ...plan.kustomizations.map(({ path }) => plan.reads.get(path)?.text ?? ''),
    ...plan.patches.flatMap(({ documents }) => documents.map(({ file }) => file.text)),
  ];
  return !texts.some((text) => /\/metadata|replacements|transformers|nnotationSelector/.test(text));
}

function filesOf({ resources }: PlannedKustomization): RepositoryFile[] {
  return resources.flatMap((resource) => ('file' in resource ? [resource.file] : []));
}

/** A file without the documents that cannot be read, or are no objects, so that the rest can be built. */
function readableText(file: RepositoryFile): string {
  const isGood = (manifest: Manifest) => isNothing(manifest) || !whyRefused(manifest);
  if (!file.isBroken && file.manifests.every(isGood)) return file.text;
  const readable = file.manifests.filter((manifest) => !isNothing(manifest) && isGood(manifest));
  return readable.map(({ object }) => JSON.stringify(object)).join('\n---\n');
}
