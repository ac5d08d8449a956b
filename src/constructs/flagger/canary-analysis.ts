import { Duration } from 'cdk8s';
import { CanarySpecAnalysis, CanarySpecAnalysisMatch, CanarySpecAnalysisWebhooks } from '../../../imports/flagger.app';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { InputError } from '../../primitives/input-error';
import { INamedObject } from '../flux-object';
import { CanaryAlert } from './canary-alert';
import { CanaryMetric } from './canary-metric';

/** Options that every analysis has. */
export interface CanaryAnalysisOptions {
  /**
   * How often Flagger looks, and takes the next step.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * How many checks may fail before Flagger goes back.
   *
   * @default 5
   */
  readonly threshold?: number;

  /**
   * What is measured.
   *
   * @default - `CanaryMetric.successRate(99)`
   */
  readonly metrics?: CanaryMetric[];

  /**
   * What is called at each step: load tests, acceptance tests, gates.
   *
   * @default - nothing
   */
  readonly webhooks?: CanarySpecAnalysisWebhooks[];

  /**
   * Whom Flagger tells.
   *
   * @default - whom the installation of Flagger tells
   */
  readonly alerts?: CanaryAlert[];
}

/** Options for `CanaryAnalysis.weighted()`. */
export interface WeightedAnalysisOptions extends CanaryAnalysisOptions {
  /**
   * By how many percent of the traffic the new version grows at each step.
   *
   * @default 10
   */
  readonly stepWeight?: number;

  /**
   * How many percent the new version has before everything moves.
   *
   * @default 50
   */
  readonly maxWeight?: number;
}

/** Options for `CanaryAnalysis.iterations()`. */
export interface IterationsOptions extends CanaryAnalysisOptions {
  /**
   * Which requests reach the new version, e.g. those with a cookie. Without it, all move at the end (blue/green).
   *
   * @default - none before the end
   */
  readonly match?: CanarySpecAnalysisMatch[];
}

/**
 * How Flagger decides about a new version.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-analysis
 */
export class CanaryAnalysis {
  /** Traffic moves step by step. Needs a service mesh, an ingress or a gateway that can split it. */
  public static weighted(options: WeightedAnalysisOptions = {}): CanaryAnalysis {
    const { stepWeight = 10, maxWeight = 50 } = options;
    for (const [prop, weight] of Object.entries({ stepWeight, maxWeight })) {
      if (Number.isInteger(weight) && weight > 0 && weight <= 100) continue;
      throw new InputError('CanaryAnalysis.weighted()', {
        prop,
        got: weight,
        mustBe: 'a whole percentage from 1 to 100',
        fix: `${prop}: ${prop === 'stepWeight' ? 10 : 50}`,
      });
    }
    if (stepWeight > maxWeight) {
      throw new InputError('CanaryAnalysis.weighted()', {
        prop: 'stepWeight',
        got: stepWeight,
        mustBe: `no more than maxWeight, ${maxWeight}`,
        fix: `stepWeight: ${maxWeight}`,
      });
    }
    return new CanaryAnalysis(options, { stepWeight, maxWeight });
  }

  /**
   * A number of checks, after which all traffic moves: A/B testing with `match`, blue/green without.
   *
   * @param count how many
   */
  public static iterations(count: number, options: IterationsOptions = {}): CanaryAnalysis {
    if (Number.isInteger(count) && count > 0) return new CanaryAnalysis(options, { iterations: count, match: options.match });
    throw new InputError('CanaryAnalysis.iterations()', {
      prop: 'count',
      got: count,
      mustBe: 'a whole number, one at least',
      fix: 'CanaryAnalysis.iterations(10)',
    });
  }

  private constructor(
    private readonly options: CanaryAnalysisOptions,
    private readonly strategy: CanarySpecAnalysis,
  ) {}

  /** @internal */
  public get _spec(): CanarySpecAnalysis {
    const { interval = Duration.minutes(1), threshold = 5, metrics = [CanaryMetric.successRate(99)], webhooks, alerts } = this.options;
    return {
      interval: toFluxDuration('CanaryAnalysis', 'interval', interval, DurationUnits.MINUTES),
      threshold,
      ...this.strategy,
      metrics: metrics.map((metric) => metric._spec),
      webhooks,
      alerts: alerts?.map((alert) => alert._spec),
    };
  }

  /** @internal What it refers to: queries, and whom Flagger tells. */
  public get _objects(): INamedObject[] {
    const { metrics = [], alerts = [] } = this.options;
    return [...metrics.flatMap(({ _template }) => _template ?? []), ...alerts.map(({ _provider }) => _provider)];
  }
}
