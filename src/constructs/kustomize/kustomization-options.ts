import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  KustomizationSpecBuildMetadata,
  KustomizationSpecCommonMetadata,
  KustomizationSpecDeletionPolicy,
  KustomizationSpecHealthCheckExprs,
  KustomizationSpecIgnore,
  KustomizationSpecImages,
  KustomizationSpecPatches,
} from '../../../imports/kustomize.toolkit.fluxcd.io';
import { Gate } from './gate';

/** When a Kustomization acts, what it changes about the objects that it applies, and how it treats them. */
export interface KustomizationOptions {
  /**
   * How often the manifests are applied again when nothing changed, which undoes changes made by hand.
   *
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * How long to wait after a failure before the next attempt. Flux would wait the whole interval.
   *
   * @default Duration.minutes(5)
   */
  readonly retryInterval?: Duration;

  /**
   * When this Kustomization counts as ready.
   *
   * @default - `Gate.all()` when something depends on it or it has `healthCheckExprs`, otherwise `Gate.applied()`
   */
  readonly gate?: Gate;

  /**
   * What must be ready first: layers, Kustomizations, or releases of other layers (their layer is then waited for).
   *
   * @default - nothing
   */
  readonly dependsOn?: IConstruct[];

  /**
   * Whether objects that left the source are deleted from the cluster.
   *
   * @default true
   */
  readonly prune?: boolean;

  /**
   * Namespace that overrides the one of every object.
   *
   * @default - objects keep their own
   */
  readonly targetNamespace?: string;

  /**
   * Expressions that tell the health of custom resources. They act together with a gate that checks, so the default of `gate` is then
   * `Gate.all()`. `HealthCheckExpr` makes them.
   *
   * @default - the conditions that kstatus knows
   */
  readonly healthCheckExprs?: KustomizationSpecHealthCheckExprs[];

  /**
   * What happens to the objects when this Kustomization is deleted.
   *
   * @default - they are deleted when `prune` is true
   */
  readonly deletionPolicy?: KustomizationSpecDeletionPolicy;

  /**
   * Patches applied after those of the `kustomization.yaml`. `Patch` makes them.
   *
   * @default - none
   */
  readonly patches?: KustomizationSpecPatches[];

  /**
   * Images whose name, tag or digest is replaced.
   *
   * @default - none
   */
  readonly images?: KustomizationSpecImages[];

  /**
   * Directories of kustomize components in the source, relative to `path`.
   *
   * @default - none
   */
  readonly components?: string[];

  /**
   * Prefix of every name.
   *
   * @default - none
   */
  readonly namePrefix?: string;

  /**
   * Suffix of every name.
   *
   * @default - none
   */
  readonly nameSuffix?: string;

  /**
   * Labels and annotations of every object.
   *
   * @default - none
   */
  readonly commonMetadata?: KustomizationSpecCommonMetadata;

  /**
   * Fields that somebody else owns and Flux leaves alone. Flux 2.9 and newer.
   *
   * @default - none
   */
  readonly ignore?: KustomizationSpecIgnore[];

  /**
   * Whether components that are not in the source are left out. Flux would fail.
   *
   * @default false
   */
  readonly ignoreMissingComponents?: boolean;

  /**
   * Annotations by which kustomize tells where an object comes from and what changed it. Flux 2.9 and newer.
   *
   * @default - none
   */
  readonly buildMetadata?: KustomizationSpecBuildMetadata[];
}
