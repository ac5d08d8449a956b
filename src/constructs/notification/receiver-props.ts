import { Duration } from 'cdk8s';
import { FluxObjectProps } from '../flux-object';
import { FluxObjects } from './flux-objects';
import { ReceiverType } from './receiver-type';

/** Settings of a `Receiver` beside its type and what it wakes. */
export interface ReceiverOptions {
  /**
   * Which of the resources a call wakes, as an expression in CEL over `res`, the object's metadata, and `req`, the body of the call.
   *
   * @default - all of them
   */
  readonly resourceFilter?: string;

  /**
   * How often the Receiver itself is checked.
   *
   * @default - 10 minutes, the default of Flux
   */
  readonly interval?: Duration;

  /**
   * Whether calls are refused for now.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** Props for `Receiver`. */
export interface ReceiverProps extends FluxObjectProps, ReceiverOptions {
  /** Who calls. */
  readonly type: ReceiverType;

  /** What a call wakes. */
  readonly resources: FluxObjects[];
}
