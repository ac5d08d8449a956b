import { Duration } from 'cdk8s';
import { ByEnvironment, DEFAULT_VALUES, DefaultName, DURATION_NAMES, DurationName, ProfileName } from './default-values';
import { Environment } from './environment';
import { toFluxDuration } from './flux-duration';
import { InputError } from './input-error';

/** How exactly versions of charts and artifacts are to be written. */
export enum Pinning {
  /** A range with a number in it: fixes arrive by themselves. */
  RANGE = 'range',
  /** One version: each new one is a commit. */
  EXACT = 'exact',
  /** One artifact, whatever its tags say; charts of classic repositories have one version. */
  DIGEST = 'digest',
}

/** What releases do when an install or an upgrade fails, where they do not say it themselves. */
export enum FailureHandling {
  /** They are tried again, and nothing is taken away: `OnFailure.retry()`. */
  RETRY = 'retry',
  /** They go back to the release that worked: `OnFailure.rollback()`. */
  ROLLBACK = 'rollback',
}

/** What happens to changes of what releases installed, where they do not say it themselves. */
export enum DriftHandling {
  /** They are undone: `Drift.correct()`. */
  CORRECT = 'correct',
  /** They are reported: `Drift.warn()`. */
  WARN = 'warn',
}

/** What a program decides in a `FleetProfile`. */
export interface FleetProfileOptions {
  /**
   * Single intervals and timeouts, by name: `'GitRepository.interval'`. `cdk8s-fluxcd explain default` lists the names.
   *
   * @default - those of the profile
   */
  readonly durations?: { [name: string]: Duration };

  /**
   * How exactly versions are to be written. A stricter choice than `RANGE` is judged by the rule `chart-version-not-exact`.
   *
   * @default Pinning.RANGE
   */
  readonly pinning?: Pinning;

  /**
   * What releases do on failure.
   *
   * @default FailureHandling.RETRY
   */
  readonly onFailure?: FailureHandling;

  /**
   * What happens to changes of what releases installed.
   *
   * @default - `DriftHandling.CORRECT` in production, `DriftHandling.WARN` elsewhere
   */
  readonly drift?: DriftHandling;

  /**
   * What production takes instead of all this.
   *
   * @default - the same
   */
  readonly production?: FleetProfile;
}

/**
 * The defaults of a fleet, of a cluster or of a layer: how often, how exactly, and what happens when something fails. The innermost
 * one holds, and a prop of a construct wins.
 *
 * @example
 *
 * new FluxApp({ profile: FleetProfile.responsive({ production: FleetProfile.relaxed({ pinning: Pinning.EXACT }) }) });
 */
export class FleetProfile {
  /** Sources every 5 minutes, that of the cluster itself every minute, what they feed every 30 minutes: the profile without a choice. */
  public static standard(options: FleetProfileOptions = {}): FleetProfile {
    return new FleetProfile('standard', options);
  }

  /** Sources every minute, what they feed every 5 to 10 minutes. For small fleets without webhooks; registries count requests. */
  public static responsive(options: FleetProfileOptions = {}): FleetProfile {
    return new FleetProfile('responsive', options);
  }

  /** All sources every 5 minutes, what they feed every hour, in development every 5 to 10 minutes. For large fleets. */
  public static relaxed(options: FleetProfileOptions = {}): FleetProfile {
    return new FleetProfile('relaxed', options);
  }

  private constructor(
    /** Name of the profile: `standard`, `responsive` or `relaxed`. */
    public readonly name: string,
    private readonly options: FleetProfileOptions,
  ) {
    for (const [default_, duration] of Object.entries(options.durations ?? {})) requireDuration(name, default_, duration);
  }

  /** @internal What holds in an environment. */
  public _in(environment: Environment | undefined): FleetProfile {
    return environment === Environment.PRODUCTION ? (this.options.production ?? this) : this;
  }

  /** @internal */
  public _duration(name: DurationName, environment: Environment | undefined): Duration {
    return this.options.durations?.[name] ?? durationOf(this.valueIn(name, environment));
  }

  /** @internal */
  public get _pinning(): Pinning {
    return this.options.pinning ?? (this.valueIn('pinning', undefined) as Pinning);
  }

  /** @internal Whether the program says how exactly versions are to be written. */
  public get _choosesPinning(): boolean {
    return this.options.pinning !== undefined || (this.options.production?._choosesPinning ?? false);
  }

  /** @internal */
  public get _onFailure(): FailureHandling {
    return this.options.onFailure ?? (this.valueIn('HelmRelease.onFailure', undefined) as FailureHandling);
  }

  /** @internal */
  public _drift(environment: Environment | undefined): DriftHandling {
    return this.options.drift ?? (this.valueIn('HelmRelease.drift', environment) as DriftHandling);
  }

  /** @internal How many inputs a provider exports of the tags of an artifact. */
  public get _tagLimit(): number {
    return Number(this.valueIn('ResourceSetInputProvider.limit', undefined));
  }

  /** @internal Whether somebody looks at new images before they are live; also where nobody knows what the objects are for. */
  public _reviewsImages(environment: Environment | undefined): boolean {
    return this.valueIn('ImageUpdateAutomation.push', environment ?? Environment.PRODUCTION) === 'toBranch';
  }

  /** Outside of a cluster nobody knows what the objects are for. */
  private valueIn(name: DefaultName, environment = Environment.STAGING): string {
    const value: ByEnvironment = DEFAULT_VALUES[name][this.name as ProfileName];
    return typeof value === 'string' ? value : value[environment];
  }
}

function requireDuration(profile: string, name: string, duration: Duration): void {
  const place = `FleetProfile.${profile}()`;
  const names: readonly string[] = DURATION_NAMES;
  if (!names.includes(name)) {
    throw new InputError(place, {
      prop: 'durations',
      got: name,
      mustBe: `named after defaults (${names.join(', ')})`,
      fix: `'${names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? names[0]}': Duration.minutes(5)`,
    });
  }
  toFluxDuration(place, `durations['${name}']`, duration);
}

function durationOf(text: string): Duration {
  const [, amount, unit] = /^(\d+)([mh])$/.exec(text)!;
  return unit === 'h' ? Duration.hours(Number(amount)) : Duration.minutes(Number(amount));
}
