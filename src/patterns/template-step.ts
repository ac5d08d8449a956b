import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { toFluxDuration } from '../primitives/flux-duration';
import { MAX_LABEL, requireName } from '../primitives/kubernetes-name';

/** Options for `ResourceTemplate.addStep()`. */
export interface TemplateStepOptions {
  /**
   * How long applying the step, and waiting for it, may take.
   *
   * @default - the timeout of the template
   */
  readonly timeout?: Duration;
}

/** A step of a `ResourceTemplate`: what is defined in it is applied when all that is in the steps before is healthy. */
export class TemplateStep extends Construct {
  /** @internal */
  public readonly _timeout?: string;

  /** Use `ResourceTemplate.addStep()`. */
  constructor(scope: Construct, id: string, options: TemplateStepOptions = {}) {
    super(scope, id);
    requireName(this, 'id', id, MAX_LABEL);
    this._timeout = options.timeout && toFluxDuration(this, 'timeout', options.timeout);
  }
}
