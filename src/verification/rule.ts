import { Finding } from './finding';
import { RuleContext } from './rule-context';
import { Severity } from './severity';

/** Everything that is printed or documented about a rule. `docs/rules/` is generated from it. */
export interface RuleMeta {
  /** Names the defect, e.g. `dependency-without-wait`. Never reused, never renamed. */
  readonly id: string;
  /** How much a finding matters, unless it says so itself. */
  readonly severity: Severity;
  /** One sentence that says what is wrong, for a list of rules. */
  readonly summary: string;
  /** What Flux does, and why that surprises people. */
  readonly why: string;
  /** What to change, in words. */
  readonly fix: string;
  /** Where the behaviour is documented. The first is the page that reports link to; a rule of your own may have none. */
  readonly references: string[];

  /**
   * Whether a finding matters one step more on a cluster that serves production.
   *
   * @default false
   */
  readonly raisedInProduction?: boolean;

  /**
   * Releases of Flux that behave this way, e.g. `>=2.9`, `<2.8`.
   *
   * @default - every supported release
   */
  readonly fluxVersions?: string;

  /**
   * Kinds of which the cluster must have one, as `kubectl` takes them, e.g. `HelmRelease.helm.toolkit.fluxcd.io`, or all of an API
   * group, e.g. `*.helm.fluxcd.io`. A rule that names `kinds`, `fields` or `files` is not asked about clusters that have none of what
   * it names.
   *
   * @default - it is asked about every cluster
   */
  readonly kinds?: string[];

  /**
   * Fields of which an object of the cluster must have one: `spec.suspend`, `metadata.annotations`, or `sops` for one of the object
   * itself. Steps further inside do not count.
   *
   * @default - it is asked about every cluster
   */
  readonly fields?: string[];

  /**
   * Whether it looks at files that Flux or people read, besides the objects.
   *
   * @default false
   */
  readonly files?: boolean;
}

/**
 * Looks at what Flux would apply in one cluster and reports what is wrong. Pure: no files, no network, no state.
 *
 * @see https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/guide/own-rules.md
 */
export interface IRule {
  /** What the rule is about. */
  readonly meta: RuleMeta;

  /**
   * Everything that is wrong in the cluster; nothing when the rule does not apply.
   *
   * @param context the cluster: its manifests, its release of Flux, its controllers, and what is known around it
   */
  check(context: RuleContext): Finding[];
}
