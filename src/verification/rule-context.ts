import { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { ISourceFile } from '../manifests/source-file';
import { Environment } from '../primitives/environment';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { Controllers } from './controllers';
import { Externals } from './externals';
import { RenderProblem } from './render-problem';

/** What a project decides about the judgement. */
export interface VerificationSettings {
  /** Whether advice counts as more: see the rules that mention the strict profile. */
  readonly strict?: boolean;
  /** How chart versions are to be written: `range` or `exact`. */
  readonly pinning?: string;
  /** Tags that move, besides the usual ones such as `latest`. */
  readonly mutableTags?: string[];
  /** Tags that an environment declares as its channel and that therefore may move. */
  readonly channels?: string[];
  /** Whether the fleet is declared to have tenants. Default: inferred. */
  readonly multiTenant?: boolean;
  /** Names of tenants that belong to the platform and may have rights in the whole cluster. */
  readonly platformTenants?: string[];
  /** Layers by domain, e.g. `{ payments: ['payments-infra', 'payments-apps'] }`. */
  readonly domains?: { [domain: string]: string[] };
  /** Ways of keeping secrets that the fleet declares to use side by side. */
  readonly secretStrategies?: string[];
}

/** @internal */
export interface RuleContextOptions {
  readonly cluster: string;
  readonly path?: string;
  readonly manifests: ManifestSet;
  readonly environment?: Environment;
  readonly fluxVersion: FluxVersion;
  readonly operatorVersion?: string;
  readonly externals?: Externals;
  readonly files?: readonly ISourceFile[];
  readonly repositoryFiles?: readonly ISourceFile[];
  readonly renderProblems?: readonly RenderProblem[];
  readonly entryPaths?: readonly string[];
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
  /** The controllers that run there, with their flags and feature gates. */
  public readonly controllers: Controllers;
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
  /** @internal */
  public readonly _renderProblems: readonly RenderProblem[];

  private siblings: RuleContext[] = [];

  /** @internal */
  constructor(options: RuleContextOptions) {
    this.cluster = options.cluster;
    this.path = options.path;
    this.manifests = options.manifests;
    this.environment = options.environment;
    this.fluxVersion = options.fluxVersion;
    this.operatorVersion = options.operatorVersion ?? '0.58';
    this.externals = options.externals ?? new Externals();
    this.files = [...(options.files ?? [])];
    this.repositoryFiles = [...(options.repositoryFiles ?? this.files)];
    this.entryPaths = [...(options.entryPaths ?? [])];
    this.settings = options.settings ?? {};
    this._renderProblems = options.renderProblems ?? [];
    this.controllers = new Controllers(options.manifests, this.files, this.fluxVersion);
  }

  /** The other clusters of the fleet. */
  public get otherClusters(): RuleContext[] {
    return this.siblings;
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
   */
  public mayHoldUnseen(namespace?: string): boolean {
    return this.manifests.unseen.some(({ applier }) => canApplyTo(applier, namespace));
  }

  /** @internal */
  public _join(fleet: readonly RuleContext[]): void {
    this.siblings = fleet.filter((other) => other !== this);
  }
}

/** An account of a namespace, or a fixed target, keeps an applier out of other namespaces. */
function canApplyTo(applier: Manifest, namespace: string | undefined): boolean {
  const target = applier.at('spec', 'targetNamespace').text();
  if (target !== undefined) return target === namespace;
  const isTenant =
    applier.at('spec', 'serviceAccountName').text() !== undefined &&
    applier.at('spec', 'serviceAccountName').text() !== 'kustomize-controller';
  return isTenant ? namespace === applier.namespace : true;
}
