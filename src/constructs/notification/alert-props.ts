import { FluxObjectProps } from '../flux-object';
import { FluxObjects } from './flux-objects';
import { IProvider } from './provider';

/** The least severe event that an `Alert` passes on. */
export enum EventSeverity {
  /** Everything: what was applied, and what failed. */
  INFO = 'info',
  /** Failures only. */
  ERROR = 'error',
}

/** Which events an `Alert` passes on, and with what text. */
export interface AlertOptions {
  /**
   * Regular expressions of Go (RE2): a message has to match one of them.
   *
   * @default - every message
   */
  readonly inclusionList?: string[];

  /**
   * Regular expressions of Go (RE2): a message that matches one of them is left out.
   *
   * @default - none
   */
  readonly exclusionList?: string[];

  /**
   * A sentence that is sent with every event, e.g. which cluster it is. Plain text: Flux fills in nothing.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * More that is sent with every event, by name.
   *
   * @default - none
   */
  readonly eventMetadata?: { [key: string]: string };
}

/** Props for `Alert`. */
export interface AlertProps extends FluxObjectProps, AlertOptions {
  /** Who is told; a Provider of the same namespace. */
  readonly provider: IProvider;

  /** The objects whose events are passed on. */
  readonly eventSources: FluxObjects[];

  /**
   * The least severe event that is passed on.
   *
   * @default EventSeverity.INFO
   */
  readonly eventSeverity?: EventSeverity;

  /**
   * Whether nothing is passed on for now.
   *
   * @default false
   */
  readonly suspend?: boolean;
}
