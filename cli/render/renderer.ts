import { Field } from '../../src/manifests/manifest';
import { FileTree } from '../repository/file-tree';
import { buildFailure } from './build-failure';
import { BuildPlan, PlanProblem } from './build-plan';
import { buildFieldsKey } from './flux-fields';
import { KustomizeRunner } from './kustomize-runner';
import { Progress } from './progress';
import { planBuild } from './plan-build';
import { isNothing, readListing, whyRefused } from './read-listing';
import { BuildFault, RenderedObject, Rendering } from './rendered-object';
import { BuildQueue } from './run-build';
import { SourceDocuments } from './source-documents';
import { originOf } from './source-of';

/** How builds end that say nothing about the repository. */
const OUR_REASONS = /^it (?:took longer|failed without|prints more|cannot be copied)/;

const NO_KUSTOMIZE = 'it needs kustomize, and neither kustomize nor kubectl was found';

/** Turns directories into objects as Flux does. What kustomize has nothing to do for is read here, and needs no program. */
export class Renderer {
  private readonly queue?: BuildQueue;
  private readonly known = new Map<FileTree, Map<string, Promise<Rendering>>>();

  constructor(runner: KustomizeRunner | undefined, progress = new Progress()) {
    this.queue = runner && new BuildQueue(runner, progress);
  }

  /**
   * Builds a directory.
   *
   * @param spec the spec of the Kustomization of Flux that applies it, which may add to the build
   */
  public render(tree: FileTree, directory: string, spec?: Field): Promise<Rendering> {
    const known = this.known.get(tree) ?? new Map<string, Promise<Rendering>>();
    this.known.set(tree, known);
    const fields = buildFieldsKey(spec);
    // Patches have a place of their own, which is that of their Kustomization.
    const place = fields === '' ? undefined : spec!.place;
    const key = JSON.stringify([directory, fields, place]);
    let rendering = known.get(key);
    if (!rendering) known.set(key, (rendering = this.renderPlan(planBuild(tree, directory, spec))));
    return rendering;
  }

  private async renderPlan(plan: BuildPlan): Promise<Rendering> {
    const files = [...plan.reads.values()];
    const faults = plan.problems.map(faultOf);
    if (plan.isHopeless) return { objects: [], faults, incomplete: reasonOf(faults), files };
    if (plan.isListing) {
      const listing = readListing(plan.top);
      const all = [...faults, ...listing.faults];
      return { objects: listing.objects, faults: all, incomplete: reasonOf(faults), files };
    }
    if (!this.queue) return { objects: [], faults, incomplete: NO_KUSTOMIZE, files };
    const all = [...faults, ...refusedDocuments(plan)];
    const outcome = await this.queue.build(plan);
    if ('error' in outcome) {
      // What is wrong for certain is left out of the build, and may well be why that fails.
      const isExplained = all.some(({ fails }) => fails) || files.some(({ isBroken }) => isBroken);
      const failed = buildFault(outcome.error, plan);
      return { objects: [], faults: isExplained ? all : [...all, failed], incomplete: failed.message, files };
    }
    const documents = new SourceDocuments(plan);
    const objects = outcome.objects.map((built): RenderedObject => ({ object: built.object, origin: originOf(built, plan, documents) }));
    return { objects, faults: all, incomplete: reasonOf(faults), files };
  }
}

function faultOf({ kind, field, message, path }: PlanProblem): BuildFault {
  return { fails: kind !== 'unseen', field, message, missing: kind === 'missing' ? path : undefined };
}

function reasonOf(faults: readonly BuildFault[]): string | undefined {
  const [first] = faults;
  if (!first) return undefined;
  const { file, line } = first.field.place;
  return `${file ?? ''}${line ? `:${line}` : ''}: ${first.message}`;
}

/** Documents that Flux would fail on, and that the build leaves out. */
function refusedDocuments(plan: BuildPlan): BuildFault[] {
  const files = new Set(plan.kustomizations.flatMap(({ resources }) => resources.flatMap((one) => ('file' in one ? [one.file] : []))));
  return [...files].flatMap((file) =>
    file.manifests.flatMap((manifest) => {
      const wrong = isNothing(manifest) ? undefined : whyRefused(manifest);
      return wrong ? [{ fails: true, ...wrong }] : [];
    }),
  );
}

function buildFault(error: string, plan: BuildPlan): BuildFault {
  // What was left out because it stands elsewhere may be what is missing.
  const fails = plan.problems.every(({ kind }) => kind !== 'unseen') && !OUR_REASONS.test(error);
  return { fails, ...buildFailure(error, plan) };
}
