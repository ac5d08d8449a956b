import {
  HelmChartSpecReconcileStrategy as ReconcileStrategy,
  HelmChartSpecSourceRefKind as SourceKind,
} from '../../../imports/source.toolkit.fluxcd.io';
import { INamedObject } from '../flux-object';
import { IBucket } from './bucket';
import { requireChartName, requireChartPath, requireChartVersion } from './chart-in-source';
import { IGitRepository } from './git-repository';
import { IHelmRepository } from './helm-repository';

/**
 * Where a `HelmChart` comes from.
 *
 * @see https://fluxcd.io/flux/components/source/helmcharts/#source-reference
 */
export class ChartOrigin {
  /**
   * A chart of a Helm repository.
   *
   * @param repository the repository, in the namespace of the chart
   * @param name name of the chart, e.g. `traefik`
   * @param version version or range of versions, e.g. `37.x`
   */
  public static repository(repository: IHelmRepository, name: string, version: string): ChartOrigin {
    requireChartName(repository, name);
    requireChartVersion(repository, version);
    return new ChartOrigin(SourceKind.HELM_REPOSITORY, repository, name, version);
  }

  /**
   * A chart in a directory of a Git repository. Every commit is a new version of it.
   *
   * @param repository the repository, in the namespace of the chart
   * @param path directory of the chart, e.g. `./charts/podinfo`
   */
  public static git(repository: IGitRepository, path: string): ChartOrigin {
    requireChartPath(repository, path);
    return new ChartOrigin(SourceKind.GIT_REPOSITORY, repository, path);
  }

  /**
   * A chart in a directory of a bucket. Every change in the bucket is a new version of it.
   *
   * @param bucket the bucket, in the namespace of the chart
   * @param path directory of the chart, e.g. `./charts/podinfo`
   */
  public static bucket(bucket: IBucket, path: string): ChartOrigin {
    requireChartPath(bucket, path);
    return new ChartOrigin(SourceKind.BUCKET, bucket, path);
  }

  /** @internal */
  public readonly _reconcileStrategy: ReconcileStrategy;

  private constructor(
    /** @internal */
    public readonly _kind: SourceKind,
    /** The source of the chart. */
    public readonly source: INamedObject,
    /** Name of the chart, or its directory. */
    public readonly chart: string,
    /** Version or range of versions, in a Helm repository. */
    public readonly version?: string,
  ) {
    this._reconcileStrategy = _kind === SourceKind.HELM_REPOSITORY ? ReconcileStrategy.CHART_VERSION : ReconcileStrategy.REVISION;
  }
}
