import { posix } from 'node:path';
import { App } from 'cdk8s';
import { fleetContextOf, setFleetContext } from '../primitives/fleet-context';
import { FleetProfile } from '../primitives/fleet-profile';
import { DEFAULT_FLUX_VERSION, FluxVersion } from '../primitives/flux-version';
import { SecretStrategy, setSecretStrategy } from '../patterns/secret-strategy';
import { SopsConfig } from '../patterns/sops-config';
import { InputError } from '../primitives/input-error';
import { Variation } from '../primitives/variation';
import { RepositoryTree } from '../repository/repository-tree';
import { External } from '../verification/externals';
import { ReportedFinding, reportedFinding } from '../verification/reported-finding';
import { IRule } from '../verification/rule';
import { VerificationSettings } from '../verification/rule-context';
import { checkRooms } from './tree-checks';
import { writeCdk8sOutput } from './cdk8s-output';
import { Collected, CollectedRoom, collect } from './collect';
import { dropDuplicateImplicitObjects } from './implicit-objects';
import { withExistingBases } from './existing-bases';
import { settleImages } from './image-values';
import { readAllIncludes } from './includes';
import { judge, JudgementOptions, OWN_RULES, printFindings, requireNoErrors } from './judgement';
import { ownRules } from './own-rules';
import { planTree } from './plan-tree';
import { previousTexts } from './previous-texts';
import { requireNoProblems } from './problems';
import { requireNoStrayInputs } from './stray-inputs';
import { checkTree, formatDifferences } from './tree-diff';
import { WriteOptions, writeTree } from './tree-writer';

/** Props for `FluxApp`. */
export interface FluxAppProps {
  /**
   * Directory that the tree is written to, relative to the working directory. What stands there already and is not of this
   * program stays. The environment variable FLUX_APP_REPOSITORY writes the same bytes elsewhere, e.g. for a preview.
   *
   * @default 'fleet'
   */
  readonly repository?: string;

  /**
   * Where that directory stands in the Git repository, from its root. The paths in the manifests start with it.
   *
   * @default - `repository` when it is below the working directory, otherwise the root
   */
  readonly pathInRepository?: string;

  /**
   * Release of Flux that the manifests are for.
   *
   * @default FluxVersion.V2_9
   */
  readonly fluxVersion?: FluxVersion;

  /**
   * How the tree shows what differs between clusters. The environment variable FLUX_APP_VARIATION shows it in another way, e.g. to
   * compare the two.
   *
   * @default Variation.RENDERED
   */
  readonly variation?: Variation;

  /**
   * Path of the program in the repository. It is named in the first line of every file.
   *
   * @default - not named
   */
  readonly program?: string;

  /**
   * Whether `synth()` writes nothing and exits with 1 when the tree on disk differs. For CI.
   *
   * @default - true when the environment has FLUX_APP_CHECK=1
   */
  readonly check?: boolean;

  /**
   * Objects that exist although no program of this repository defines them: Secrets that are made by hand, sources of another
   * repository. What a `from…Name()` names is declared by that.
   *
   * @default - none; missing Secrets and ConfigMaps are then only mentioned
   */
  readonly externals?: External[];

  /**
   * How the fleet keeps its secrets.
   *
   * @default SecretStrategy.outOfBand()
   */
  readonly secrets?: SecretStrategy;

  /**
   * Rules of your own, which judge the fleet besides those of this library.
   *
   * @default - none
   */
  readonly rules?: IRule[];

  /**
   * Defaults of all clusters: intervals, failure handling, drift, and how exactly versions are written.
   *
   * @default FleetProfile.standard()
   */
  readonly profile?: FleetProfile;

  /**
   * What you decide about the judgement.
   *
   * @default - what is usual
   */
  readonly settings?: VerificationSettings;
}

/**
 * A cdk8s app that is one repository of Flux: its synthesis writes the tree of all clusters.
 *
 * `cdk8s synth` works with it unchanged. The tree is not the `output` of `cdk8s.yaml`, which cdk8s empties first; see `repository`.
 */
export class FluxApp extends App {
  /** Directory that the tree is written to. */
  public readonly repository: string;

  /** Where the tree is in Git, which is elsewhere for a preview. */
  private readonly committed: string;
  private readonly check: boolean;
  private readonly judgement: JudgementOptions;

  constructor(props: FluxAppProps = {}) {
    super();
    const repository = props.repository ?? 'fleet';
    this.repository = process.env.FLUX_APP_REPOSITORY ?? repository;
    this.committed = repository;
    this.check = props.check ?? process.env.FLUX_APP_CHECK === '1';
    this.judgement = { rules: ownRules('FluxApp', props.rules), externals: props.externals ?? [], settings: props.settings ?? {} };
    setFleetContext(this, {
      writesTree: true,
      program: props.program,
      profile: props.profile,
      fluxVersion: props.fluxVersion ?? DEFAULT_FLUX_VERSION,
      variation: variationOfEnvironment() ?? props.variation ?? Variation.RENDERED,
      pathInRepository: relativePath(props.pathInRepository ?? repository),
      secretStore: props.secrets?._storeName,
    });
    if (props.secrets) setSecretStrategy(this, props.secrets);
    if (props.secrets?._sops?.recipients) new SopsConfig(this, props.secrets._sops.recipients);
  }

  /** Where the tree stands in the Git repository, from its root; empty at the root. */
  public get pathInRepository(): string {
    return fleetContextOf(this).pathInRepository;
  }

  /**
   * Proves the fleet, then writes the tree, or compares it with the one on disk when `check` is set. On any error nothing is written;
   * what else is found is printed.
   */
  public synth(): void {
    const collected = this.collected();
    const { rooms } = collected;
    const judged = judge(collected, this.judgement);
    requireNoErrors(judged);
    const tree = planTree(rooms, fleetContextOf(this).program);
    const options = { createOnce: placeholdersOf(rooms) };
    if (this.check) compareTree(this.repository, tree, options);
    else writeTree(this.repository, tree, options);
    printFindings(judged);

    if (process.env.CDK8S_OUTDIR) writeCdk8sOutput(this.outdir, tree, rooms);
  }

  /** The tree as text, by path. Proves the fleet as `synth()` does, and writes nothing. */
  public synthFiles(): { [path: string]: string } {
    const collected = this.collected();
    requireNoErrors(judge(collected, this.judgement));
    const tree = planTree(collected.rooms, fleetContextOf(this).program);
    return Object.fromEntries(tree.paths.map((path) => [path, tree.text(path)!]));
  }

  /** Everything that the judgement finds, worst first, also what the program accepts. Writes nothing and does not fail on findings. */
  public verify(): ReportedFinding[] {
    return judge(this.collected(), this.judgement).map((judged) => reportedFinding(judged, OWN_RULES));
  }

  /** What the program defines, as far as it has a place in the tree. */
  private collected(): Collected {
    const collected = collect(this, readAllIncludes(this));
    // A chart that only holds clusters has nothing of its own to write.
    const filled = collected.rooms.filter(({ room, objects }) => room.cluster !== undefined || room.files || objects.length > 0);
    const defined = dropDuplicateImplicitObjects(filled);
    if (collected.hasTemplates) requireNoStrayInputs(defined);
    requireNoProblems(checkRooms(defined));
    const rooms = settleImages(this, defined, (paths) => previousTexts([this.repository, this.committed], paths));
    return { ...collected, rooms: withExistingBases(rooms) };
  }
}

/** What whoever runs the program wants to see. */
function variationOfEnvironment(): Variation | undefined {
  const { FLUX_APP_VARIATION: wanted = '' } = process.env;
  const known = Object.values(Variation);
  const variation = known.find((value) => value === wanted);
  if (variation !== undefined || wanted === '') return variation;
  throw new InputError('FluxApp', {
    prop: 'the environment variable FLUX_APP_VARIATION',
    got: wanted,
    mustBe: `one of ${known.join(', ')}`,
    fix: `FLUX_APP_VARIATION=${Variation.OVERLAYS}`,
  });
}

/** Reports how the tree on disk differs, as the reason for the exit code 1. */
function compareTree(directory: string, tree: RepositoryTree, options: WriteOptions): void {
  const differences = checkTree(directory, tree, options);
  if (differences.length === 0) return;
  process.stderr.write(`${formatDifferences(differences)}\n`);
  process.exitCode = 1;
}

/** Files that other tools fill, by path in the tree. */
function placeholdersOf(rooms: CollectedRoom[]): Map<string, string> {
  const all = rooms.flatMap(({ room }) =>
    [...(room.placeholders ?? [])].map(([path, text]) => [`${room.directory}/${path}`, text] as const),
  );
  return new Map(all);
}

/** A directory inside the repository, without `./`; the root for one outside of the working directory. */
function relativePath(path: string): string {
  const normal = posix.normalize(path).replace(/\/+$/, '');
  return normal === '.' || normal.startsWith('..') || posix.isAbsolute(normal) ? '' : normal;
}
