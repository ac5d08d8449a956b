import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  KustomizationSpecDecryption,
  KustomizationSpecKubeConfig,
  KustomizationSpecPostBuild,
} from '../../../imports/kustomize.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IManifestSource } from '../source/source-reference';
import { Gate } from './gate';
import { KustomizationOptions } from './kustomization-options';

/** Props for `Kustomization`. */
export interface KustomizationProps extends FluxObjectProps, KustomizationOptions {
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
   * @default - `Gate.all()` when something depends on it or it has `healthCheckExprs`, otherwise `Gate.applied()`
   */
  readonly gate?: Gate;

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
   * Another cluster to apply to. `KubeConfig` says it.
   *
   * @default - the cluster where Flux runs
   */
  readonly kubeConfig?: KustomizationSpecKubeConfig;

  /**
   * How encrypted files are decrypted. `Decryption` says it.
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
}
