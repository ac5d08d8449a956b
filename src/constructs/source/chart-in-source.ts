import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  HelmReleaseSpecChart,
  HelmReleaseSpecChartSpec,
  HelmReleaseSpecChartSpecReconcileStrategy as ReconcileStrategy,
  HelmReleaseSpecChartSpecSourceRefKind as SourceKind,
} from '../../../imports/helm.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';
import { hasInput, shapeOf } from '../../primitives/template-input';
import { INamedObject } from '../flux-object';
import { IChartSource, ReleaseChart } from '../helm/chart-source';
import { requireSameCluster } from '../require-same-cluster';
import { IManifestSource, otherNamespace } from './source-reference';

/** Options of a chart that a `HelmRelease` takes out of a repository. */
export interface ChartOptions {
  /**
   * How often Flux looks for a new version of the chart.
   *
   * @default - the interval of the release
   */
  readonly interval?: Duration;

  /**
   * Files with values inside the chart that replace its `values.yaml`; later files win.
   *
   * @default - `values.yaml` of the chart
   */
  readonly valuesFiles?: string[];

  /**
   * Whether a file of `valuesFiles` may be missing.
   *
   * @default false
   */
  readonly ignoreMissingValuesFiles?: boolean;
}

/** The chart in a directory of a source of files; every change of the files is a new version of it. */
export function chartAt(source: IManifestSource, path: string, options: ChartOptions = {}): IChartSource {
  requireChartPath(source, path);
  return new ChartInSource(source, options, {
    chart: path,
    sourceRef: { kind: source.sourceKind as SourceKind, name: source.name },
    reconcileStrategy: ReconcileStrategy.REVISION,
  });
}

/** A chart of a Helm repository, within a range of versions. */
export function chartOf(repository: INamedObject, name: string, version: string, options: ChartOptions = {}): IChartSource {
  requireChartName(repository, name);
  requireChartVersion(repository, version);
  return new ChartInSource(repository, options, {
    chart: name,
    version,
    sourceRef: { kind: SourceKind.HELM_REPOSITORY, name: repository.name },
    reconcileStrategy: ReconcileStrategy.CHART_VERSION,
  });
}

class ChartInSource implements IChartSource {
  /** Namespace of the source, where a release finds it without a reference across namespaces. */
  public readonly namespace?: string;

  private readonly spec: HelmReleaseSpecChartSpec;

  constructor(
    private readonly source: INamedObject,
    { interval, valuesFiles, ignoreMissingValuesFiles }: ChartOptions,
    chart: HelmReleaseSpecChartSpec,
  ) {
    this.namespace = source.namespace;
    this.spec = { ...chart, interval: interval && toFluxDuration(source, 'interval', interval), valuesFiles, ignoreMissingValuesFiles };
  }

  public toReleaseChart(release: IConstruct, namespace?: string): ReleaseChart {
    requireSameCluster(release, 'chart', this.source);
    const sourceRef = { ...this.spec.sourceRef, namespace: otherNamespace(this.source, namespace) };
    const chart: HelmReleaseSpecChart = { spec: { ...this.spec, sourceRef } };
    return { chart };
  }
}

/** Refuses a path that leaves the source. */
export function requireChartPath(at: IConstruct, path: string): void {
  if (path !== '' && !path.startsWith('/') && !path.split('/').includes('..')) return;

  const inside = path.split('/').filter((part) => part !== '' && part !== '..');
  throw new InputError(at, {
    prop: 'path',
    got: path,
    mustBe: "the directory of a chart, relative to the root of the source, without '..'",
    fix: `path: './${inside.join('/') || 'charts/podinfo'}'`,
  });
}

/** Refuses what is not the bare name of a chart. */
export function requireChartName(at: IConstruct, name: string): void {
  if (/^[\w.-]+$/.test(shapeOf(at, name))) return;

  throw new InputError(at, {
    prop: 'name',
    got: name,
    mustBe: "the name of a chart as the repository's index has it, without repository and version",
    fix: `name: '${
      name
        .split('/')
        .pop()
        ?.replace(/[^\w.-].*$/, '') || 'podinfo'
    }'`,
  });
}

/** Refuses a version that lets in whatever is published next. */
export function requireChartVersion(at: IConstruct, version: string): void {
  if (/\d/.test(version) || hasInput(version)) return;

  throw new InputError(at, {
    prop: 'version',
    got: version,
    mustBe: "a version or a range of versions with a number in it; '*' installs the next major release by itself",
    fix: "version: '1.x'",
  });
}
