import { ManifestSet } from '../manifests/manifest-set';
import { Memo } from '../manifests/memo';
import { ISourceFile } from '../manifests/source-file';
import { Environment } from '../primitives/environment';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { Controllers } from './controllers';
import { Externals } from './externals';
import { canApply, hiddenAppliers } from './reach';
import { RenderProblem } from './render-problem';

/** What a project decides about the judgement. */
export interface VerificationSettings {
  /**
   * Whether advice counts as more, in rules that mention the strict profile.
   *
   * @default false
   */
  readonly strict?: boolean;

  /**
   * How versions are to be written: `range`, `exact`, or `digest`, which for charts of classic repositories is the same as `exact`.
   *
   * @default 'range', in a program that of its `FleetProfile`
   */
  readonly pinning?: string;

  /**
   * Tags that move, besides the usual ones such as `latest`.
   *
   * @default - only the usual ones
   */
  readonly mutableTags?: string[];

  /**
   * Tags that an environment declares as its channel and that may move.
   *
   * @default - none
   */
  readonly channels?: string[];

  /**
   * Whether the fleet has tenants.
   *
   * @default - inferred
   */
  readonly multiTenant?: boolean;

  /**
   * Names of tenants that belong to the platform and may have rights in the whole cluster.
   *
   * @default - none
   */
  readonly platformTenants?: string[];

  /**
   * Layers by domain, e.g. `{ payments: ['payments-infra', 'payments-apps'] }`; domains do not refer to each other.
   *
   * @default - none
   */
  readonly domains?: { [domain: string]: string[] };

  /**
   * Ways of keeping secrets that the fleet uses side by side on purpose: `sops`, `sealed-secrets`, `external-secrets`, `1password`.
   *
   * @default - one is expected
   */
  readonly secretStrategies?: string[];
}

/** All that is known about a cluster. */
export interface RuleContextOptions {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Everything that Flux would apply there. */
  readonly manifests: ManifestSet;
  /** The release of Flux that runs there. */
  readonly fluxVersion: FluxVersion;

  /**
   * Directory of the cluster's entry, from the root of the repository.
   *
   * @default - not known
   */
  readonly path?: string;

  /**
   * What the cluster is for.
   *
   * @default - nothing says so
   */
  readonly environment?: Environment;

  /**
   * The minor release of the Flux Operator.
   *
   * @default '0.58'
   */
  readonly operatorVersion?: string;

  /**
   * What exists outside of the manifests.
   *
   * @default - nothing is declared
   */
  readonly externals?: Externals;

  /**
   * The files that Flux reads for the cluster.
   *
   * @default - none
   */
  readonly files?: ISourceFile[];

  /**
   * All files of the repository.
   *
   * @default - those of the cluster
   */
  readonly repositoryFiles?: ISourceFile[];

  /**
   * Why parts could not be rendered.
   *
   * @default - all could
   */
  readonly renderProblems?: RenderProblem[];

  /**
   * The entries of all clusters, from the root of the repository.
   *
   * @default - not known
   */
  readonly entryPaths?: string[];

  /**
   * What the project decides about the judgement.
   *
   * @default - what is usual
   */
  readonly settings?: VerificationSettings;
}

/** One cluster as a rule sees it. */
export class RuleContext {
  /** Name of the cluster. */
  public readonly cluster: string;
  /** Directory of the cluster's entry, from the root of the repository; `undefined` when it is not known. */
  public readonly path?: string;
  /** Everything that Flux would apply there. */
  public readonly manifests: ManifestSet;
  /** What the cluster is for; `undefined` when nothing says so. */
  public readonly environment?: Environment;
  /** The release of Flux that runs there. */
  public readonly fluxVersion: FluxVersion;
  /** The minor release of the Flux Operator that runs there, e.g. `0.58`. */
  public readonly operatorVersion: string;
  /** What exists outside of the manifests. */
  public readonly externals: Externals;
  /** The files that Flux reads for this cluster: manifests, kustomization files, patches. */
  public readonly files: ISourceFile[];
  /** All files of the repository. */
  public readonly repositoryFiles: ISourceFile[];
  /** The entries of all clusters, from the root of the repository, e.g. `clusters/production`. */
  public readonly entryPaths: string[];
  /** What the project decides about the judgement. */
  public readonly settings: VerificationSettings;
  /** Why parts of the cluster could not be rendered. @internal */
  public readonly _renderProblems: RenderProblem[];

  private fleet = new Memo<readonly RuleContext[]>([this]);
  private madeControllers?: Controllers;
  private readonly memo = new Memo<RuleContext>(this);

  /** One cluster. */
  constructor(options: RuleContextOptions) {
    this.cluster = options.cluster;
    this.path = options.path;
    this.manifests = options.manifests;
    this.environment = options.environment;
    this.fluxVersion = options.fluxVersion;
    this.operatorVersion = options.operatorVersion ?? '0.58';
    this.externals = options.externals ?? new Externals();
    this.files = options.files ?? [];
    this.repositoryFiles = options.repositoryFiles ?? this.files;
    this.entryPaths = options.entryPaths ?? [];
    this.settings = options.settings ?? {};
    this._renderProblems = options.renderProblems ?? [];
  }

  /** The controllers that run there, with their flags and feature gates. */
  public get controllers(): Controllers {
    return (this.madeControllers ??= new Controllers(this.manifests, this.files, this.fluxVersion));
  }

  /** The other clusters of the fleet. */
  public get otherClusters(): RuleContext[] {
    return this.fleet.subject.filter((other) => other !== this);
  }

  /** Whether the cluster serves production. */
  public get isProduction(): boolean {
    return this.environment === Environment.PRODUCTION;
  }

  /** Whether the cluster runs this release of Flux or a newer one. */
  public isAtLeast(version: FluxVersion): boolean {
    return isAtLeast(this.fluxVersion, version);
  }

  /**
   * Whether something that cannot be seen could hold an object of a namespace, so that nobody can say that it is missing.
   *
   * @param namespace the namespace; none for an object of the whole cluster
   * @param kind the kind as `kubectl` takes it; without it any
   */
  public mayHoldUnseen(namespace?: string, kind?: string): boolean {
    return hiddenAppliers(this.manifests).some((applier) => canApply(this, applier, namespace, kind));
  }

  /** Makes clusters one fleet. @internal */
  public static _join(contexts: readonly RuleContext[]): void {
    const fleet = new Memo(contexts);
    for (const context of contexts) context.fleet = fleet;
  }

  /** What is the same for all clusters of a fleet is worked out once. @internal */
  public _inFleet<T>(work: (contexts: readonly RuleContext[]) => T): T {
    return this.fleet.once(work);
  }

  /** What several rules need of the cluster is worked out once. @internal */
  public _once<T>(work: (context: RuleContext) => T): T {
    return this.memo.once(work);
  }

  /** Forgets what was worked out, when the cluster is judged. @internal */
  public _forget(): void {
    this.memo.clear();
    this.manifests._forget();
  }
}
