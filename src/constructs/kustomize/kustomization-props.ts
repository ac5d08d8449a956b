import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  KustomizationSpecCommonMetadata,
  KustomizationSpecDecryption,
  KustomizationSpecDeletionPolicy,
  KustomizationSpecHealthCheckExprs,
  KustomizationSpecIgnore,
  KustomizationSpecImages,
  KustomizationSpecKubeConfig,
  KustomizationSpecPatches,
  KustomizationSpecPostBuild,
} from '../../../imports/kustomize.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IManifestSource } from '../source/source-reference';
import { Gate } from './gate';

/** Props for `Kustomization`. */
export interface KustomizationProps extends FluxObjectProps {
  /** Where the manifests come from. */
  readonly source: IManifestSource;

  /** Directory inside the source, relative to its root, e.g. `./apps/production`. */
  readonly path: string;

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
   * How long health checks may take. Flux would take the interval minus 30 seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * When this Kustomization counts as ready.
   *
   * @default - `Gate.all()` when something depends on it, otherwise `Gate.applied()`
   */
  readonly gate?: Gate;

  /**
   * Expressions that tell the health of custom resources. They act together with a gate that checks.
   *
   * @default - the conditions that kstatus knows
   */
  readonly healthCheckExprs?: KustomizationSpecHealthCheckExprs[];

  /**
   * What must be ready first: layers, Kustomizations, or releases.
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
   * What happens to the objects when this Kustomization is deleted.
   *
   * @default - they are deleted when `prune` is true
   */
  readonly deletionPolicy?: KustomizationSpecDeletionPolicy;

  /**
   * Service account whose rights are used to apply.
   *
   * @default - the controller's own rights; in a locked cluster those of the account `kustomize-controller` in `flux-system`
   */
  readonly serviceAccountName?: string;

  /**
   * Namespace that overrides the one of every object.
   *
   * @default - objects keep their own
   */
  readonly targetNamespace?: string;

  /**
   * Another cluster to apply to.
   *
   * @default - the cluster where Flux runs
   */
  readonly kubeConfig?: KustomizationSpecKubeConfig;

  /**
   * How encrypted files are decrypted.
   *
   * @default - files are not decrypted
   */
  readonly decryption?: KustomizationSpecDecryption;

  /**
   * Variables that replace `${NAME}` in the built manifests. On Flux 2.9 an undefined variable is then an error even when no
   * variable at all is known (`substituteStrategy: Always`).
   *
   * @default - nothing is replaced
   */
  readonly postBuild?: KustomizationSpecPostBuild;

  /**
   * Patches applied after those of the `kustomization.yaml`.
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
   * Directories of kustomize components, relative to `path`.
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
}
