import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MetricTemplateSpecProvider, toJson_MetricTemplateSpec } from '../../../imports/flagger.app';
import { FlaggerKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';

/** Props for `MetricTemplate`. */
export interface MetricTemplateProps extends FluxObjectProps {
  /** What answers the query: its type, its address, and where its credentials are. */
  readonly provider: MetricTemplateSpecProvider;

  /** The query. Flagger fills in `{{ target }}`, `{{ namespace }}`, `{{ interval }}` and the like. */
  readonly query: string;
}

/**
 * A query that `CanaryMetric.template()` measures with.
 *
 * @see https://docs.flagger.app/usage/metrics#custom-metrics
 */
export class MetricTemplate extends Construct implements INamedObject {
  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: MetricTemplateProps) {
    super(scope, id);
    if (props.query.trim() === '') {
      throw new InputError(this, {
        prop: 'query',
        got: props.query,
        mustBe: 'a query of the provider',
        fix: 'query: \'sum(rate(http_errors_total{namespace="{{ namespace }}"}[{{ interval }}]))\'',
      });
    }

    const { provider, query } = props;
    const object = addFluxObject(this, FlaggerKind.METRIC_TEMPLATE, props, () => toJson_MetricTemplateSpec({ provider, query }));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}
