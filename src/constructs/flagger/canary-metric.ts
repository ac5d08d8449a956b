import { Duration } from 'cdk8s';
import { CanarySpecAnalysisMetrics } from '../../../imports/flagger.app';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';
import { INamedObject } from '../flux-object';

/** Bounds of a metric; one at least. */
export interface CanaryMetricRange {
  /**
   * The smallest value that is right.
   *
   * @default - none
   */
  readonly min?: number;

  /**
   * The largest value that is right.
   *
   * @default - none
   */
  readonly max?: number;
}

/**
 * What Flagger measures while traffic moves to the new version.
 *
 * @see https://docs.flagger.app/usage/metrics
 */
export class CanaryMetric {
  /**
   * How many requests succeed, in percent: the metric `request-success-rate` of Flagger.
   *
   * @param minPercent the least that is right, e.g. 99
   * @param interval over which time; by default one minute
   */
  public static successRate(minPercent: number, interval?: Duration): CanaryMetric {
    if (!(minPercent > 0 && minPercent <= 100)) {
      throw new InputError('CanaryMetric.successRate()', {
        prop: 'minPercent',
        got: minPercent,
        mustBe: 'a percentage above 0',
        fix: 'CanaryMetric.successRate(99)',
      });
    }
    return new CanaryMetric('request-success-rate', { min: minPercent }, interval);
  }

  /**
   * How long 99 of 100 requests take at most, in milliseconds: the metric `request-duration` of Flagger.
   *
   * @param maxDuration the longest that is right
   * @param interval over which time; by default one minute
   */
  public static requestDuration(maxDuration: Duration, interval?: Duration): CanaryMetric {
    return new CanaryMetric('request-duration', { max: maxDuration.toMilliseconds() }, interval);
  }

  /**
   * Whatever a query measures.
   *
   * @param template the query
   * @param range what is right
   * @param interval over which time; by default one minute
   */
  public static template(template: INamedObject, range: CanaryMetricRange, interval?: Duration): CanaryMetric {
    if (range.min !== undefined || range.max !== undefined) return new CanaryMetric(template.node.id, range, interval, template);
    throw new InputError('CanaryMetric.template()', {
      prop: 'range',
      got: range,
      mustBe: 'given min or max; without one, everything is right',
      fix: 'CanaryMetric.template(errors, { max: 5 })',
    });
  }

  private constructor(
    private readonly name: string,
    private readonly range: CanaryMetricRange,
    private readonly interval: Duration = Duration.minutes(1),
    /** @internal */
    public readonly _template?: INamedObject,
  ) {}

  /** @internal */
  public get _spec(): CanarySpecAnalysisMetrics {
    const { name, range, _template } = this;
    return {
      name,
      templateRef: _template && { name: _template.name, namespace: _template.namespace },
      thresholdRange: range,
      interval: toFluxDuration('CanaryMetric', 'interval', this.interval, DurationUnits.MINUTES),
    };
  }
}
