import { IConstruct } from 'constructs';
import { InputError } from '../primitives/input-error';

const WAIVERS = Symbol.for('cdk8s-fluxcd.Waivers');

/** A finding that the program accepts. */
export interface AcceptedFinding {
  /** Id of the rule. */
  readonly rule: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/**
 * What a program accepts although a rule reports it: the findings at a construct and at everything below it.
 *
 * Nothing of it is written into the manifests. A waiver that accepts nothing is itself reported.
 *
 * @example
 *
 * declare const podinfo: HelmReleaseFromOci;
 *
 * Waivers.of(podinfo).waive('unverified-artifact', 'the vendor signs from 7.0 on');
 */
export class Waivers {
  /**
   * The waivers at a construct.
   *
   * @param construct what the findings are about: an object, a release, a layer, a cluster, the app
   */
  public static of(construct: IConstruct): Waivers {
    const known = (construct as { [WAIVERS]?: Waivers })[WAIVERS];
    if (known) return known;
    const waivers = new Waivers(construct);
    Object.defineProperty(construct, WAIVERS, { value: waivers });
    return waivers;
  }

  /** @internal */
  public static _at(construct: IConstruct): Waivers | undefined {
    return (construct as { [WAIVERS]?: Waivers })[WAIVERS];
  }

  /** @internal */
  public readonly _accepted: AcceptedFinding[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Accepts the findings of a rule.
   *
   * @param rule id of the rule, e.g. `drift-detection-off`
   * @param reason why; it stands in every report
   */
  public waive(rule: string, reason: string): void {
    if (reason.trim() === '') {
      throw new InputError(this.construct, {
        prop: 'reason',
        got: reason,
        mustBe: `given: whoever reads the report asks why '${rule}' is accepted`,
        fix: `Waivers.of(…).waive('${rule}', 'because …')`,
      });
    }
    this._accepted.push({ rule, reason: reason.trim() });
  }
}
