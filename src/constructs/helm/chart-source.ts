import { IConstruct } from 'constructs';

/** How a HelmRelease names its chart: exactly one of the two fields of the API. */
export interface ReleaseChart {
  /** Value of `spec.chartRef`. */
  readonly chartRef?: any;
  /** Value of `spec.chart`. */
  readonly chart?: any;
}

/**
 * Something that a `HelmRelease` can install: an `OciRepository`, a `HelmChart`, or a chart inside a `HelmRepository`,
 * `GitRepository` or `Bucket` (their method `chart()`).
 */
export interface IChartSource {
  /**
   * The fields by which `release` names this chart.
   *
   * @param release the construct that installs it
   * @param namespace namespace of the release
   */
  toReleaseChart(release: IConstruct, namespace?: string): ReleaseChart;
}
