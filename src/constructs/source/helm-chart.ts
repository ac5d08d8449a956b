import { ApiObject, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import {
  HelmChartSpec,
  HelmChartSpecVerify,
  HelmChartSpecSourceRefKind as SourceKind,
  toJson_HelmChartSpec,
} from '../../../imports/source.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { IChartSource, ReleaseChart } from '../helm/chart-source';
import { ImportedObject } from '../imported-object';
import { requireSameCluster } from '../require-same-cluster';
import { ChartOrigin } from './chart-origin';
import { requireSameNamespace } from './same-namespace';
import { otherNamespace, SourceReference } from './source-reference';

/** Props for `HelmChart`. */
export interface HelmChartProps extends FluxObjectProps {
  /** Where the chart comes from. The source lives in the namespace of the chart. */
  readonly origin: ChartOrigin;

  /**
   * How often source-controller looks for a new version.
   *
   * @default Duration.minutes(5)
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

  /**
   * Whose signature the chart must carry. Only charts of a HelmRepository of type `oci` carry one that Flux reads.
   *
   * @default - signatures are not checked
   */
  readonly verify?: HelmChartSpecVerify;
}

/** What other constructs need to know about a `HelmChart`. */
export interface IHelmChart extends INamedObject, IChartSource {}

/**
 * A Helm chart that source-controller packs once for several releases. A single release needs none: it names its chart itself.
 *
 * @see https://fluxcd.io/flux/components/source/helmcharts/
 */
export class HelmChart extends Construct implements IHelmChart {
  /**
   * A HelmChart that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromHelmChartName(scope: Construct, id: string, name: string, namespace?: string): IHelmChart {
    return new ImportedHelmChart(scope, id, FluxKind.HELM_CHART, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: HelmChartProps) {
    super(scope, id);
    requireSameCluster(this, 'origin', props.origin.source);
    requireVerifiable(this, props);

    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.HELM_CHART, props, () => toJson_HelmChartSpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public toReleaseChart(_release: IConstruct, namespace?: string): ReleaseChart {
    return { chartRef: reference(this, namespace) };
  }
}

class ImportedHelmChart extends ImportedObject implements IHelmChart {
  public toReleaseChart(_release: IConstruct, namespace?: string): ReleaseChart {
    return { chartRef: reference(this, namespace) };
  }
}

function reference(chart: IHelmChart, namespace?: string): SourceReference {
  return { kind: FluxKind.HELM_CHART.kind, name: chart.name, namespace: otherNamespace(chart, namespace) };
}

function renderSpec(at: Construct, props: HelmChartProps): HelmChartSpec {
  const { _kind: kind, _reconcileStrategy: reconcileStrategy, source, chart, version } = props.origin;
  return {
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'HelmChart.interval')),
    chart,
    version,
    sourceRef: { kind, name: requireSameNamespace(at, props, 'origin', kind, source) },
    reconcileStrategy,
    valuesFiles: props.valuesFiles,
    ignoreMissingValuesFiles: props.ignoreMissingValuesFiles,
    verify: props.verify,
  };
}

function requireVerifiable(at: Construct, { origin, verify }: HelmChartProps): void {
  if (!verify || origin._kind === SourceKind.HELM_REPOSITORY) return;

  throw new InputError(at, {
    prop: 'verify',
    got: origin._kind,
    mustBe: 'used with charts of a HelmRepository only; the API server refuses it elsewhere',
    fix: `remove verify; set it on the ${origin._kind} '${origin.source.name}' if that kind has it`,
  });
}
