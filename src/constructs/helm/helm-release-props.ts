import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  HelmReleaseSpecCommonMetadata,
  HelmReleaseSpecPostRenderers,
  HelmReleaseSpecTest,
  HelmReleaseSpecWaitStrategy,
} from '../../../imports/helm.toolkit.fluxcd.io';
import { KustomizationSpecHealthCheckExprs, KustomizationSpecKubeConfig } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IChartSource } from './chart-source';
import { CrdsPolicy } from './crds-policy';
import { Drift } from './drift';
import { OnFailure } from './on-failure';
import { ValuesFrom } from './values-from';

/** What every way to install a chart has in common. */
export interface HelmReleaseOptions extends FluxObjectProps {
  /**
   * Values that are merged over the chart's `values.yaml`. `null` removes a default of the chart.
   *
   * @default - the chart's own values
   */
  readonly values?: { [key: string]: any };

  /**
   * Values from ConfigMaps and Secrets, merged before the inline ones.
   *
   * @default - none
   */
  readonly valuesFrom?: ValuesFrom[];

  /**
   * Name of the Helm release, at most 53 characters. Changing it uninstalls and installs anew.
   *
   * @default - the name of the object
   */
  readonly releaseName?: string;

  /**
   * How often the release is compared with what is wanted.
   *
   * @default Duration.minutes(30)
   */
  readonly interval?: Duration;

  /**
   * How long one Helm action may take.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * What to do when an install or an upgrade fails.
   *
   * @default OnFailure.retry()
   */
  readonly onFailure?: OnFailure;

  /**
   * What to do when somebody changed what the release installed.
   *
   * @default - `Drift.correct()` in production, `Drift.warn()` elsewhere
   */
  readonly drift?: Drift;

  /**
   * What to do with the CRDs of the chart.
   *
   * @default CrdsPolicy.createReplace()
   */
  readonly crds?: CrdsPolicy;

  /**
   * What must be ready first: releases, layers or Kustomizations.
   *
   * @default - nothing
   */
  readonly dependsOn?: IConstruct[];

  /**
   * Service account in the namespace of the release whose rights are used.
   *
   * @default - the controller's own rights; in a locked cluster an account of its own, which is written beside it
   */
  readonly serviceAccountName?: string;

  /**
   * Another cluster to install into. `KubeConfig` says it.
   *
   * @default - the cluster where Flux runs
   */
  readonly kubeConfig?: KustomizationSpecKubeConfig;

  /**
   * Changes to what the chart renders.
   *
   * @default - none
   */
  readonly postRenderers?: HelmReleaseSpecPostRenderers[];

  /**
   * Whether the chart's tests run after an install and an upgrade.
   *
   * @default - they do not run
   */
  readonly test?: HelmReleaseSpecTest;

  /**
   * Labels and annotations of everything that the chart renders.
   *
   * @default - none
   */
  readonly commonMetadata?: HelmReleaseSpecCommonMetadata;

  /**
   * How many revisions Helm keeps.
   *
   * @default 5
   */
  readonly maxHistory?: number;

  /**
   * Expressions that tell the health of custom resources of the chart. Flux 2.8 and newer. `HealthCheckExpr` makes them.
   *
   * @default - the conditions that kstatus knows
   */
  readonly healthCheckExprs?: KustomizationSpecHealthCheckExprs[];

  /**
   * How health is waited for. Flux 2.8 and newer.
   *
   * @default - the poller of Flux
   */
  readonly waitStrategy?: HelmReleaseSpecWaitStrategy;
}

/** Props for `HelmRelease`. */
export interface HelmReleaseProps extends HelmReleaseOptions {
  /** The chart: an `OciRepository`, a `HelmChart`, or `chart()` of a `HelmRepository`, `GitRepository` or `Bucket`. */
  readonly chart: IChartSource;
}
