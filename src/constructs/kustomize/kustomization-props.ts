import { Duration } from 'cdk8s';
import {
  KustomizationSpecDecryption,
  KustomizationSpecKubeConfig,
  KustomizationSpecPostBuild,
} from '../../../imports/kustomize.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IManifestSource } from '../source/source-reference';
import { KustomizationOptions } from './kustomization-options';

/** Props for `Kustomization`. */
export interface KustomizationProps extends FluxObjectProps, KustomizationOptions {
  /** Where the manifests come from. */
  readonly source: IManifestSource;

  /** Directory inside the source, relative to its root, e.g. `./apps/production`. */
  readonly path: string;

  /**
   * How long health checks may take. Flux would take the interval minus 30 seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * Service account whose rights are used to apply.
   *
   * @default - the controller's own rights; in a locked cluster those of the account `kustomize-controller` in `flux-system`
   */
  readonly serviceAccountName?: string;

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
