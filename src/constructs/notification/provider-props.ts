import { Duration } from 'cdk8s';
import { FluxObjectProps } from '../flux-object';
import { ProviderType } from './provider-type';

/** Settings of a `Provider` beside its type. */
export interface ProviderOptions {
  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client.
   *
   * @default - the authorities that the controller's image trusts
   */
  readonly certSecretName?: string;

  /**
   * Secret of the same namespace with `address`, `username` and `password` of a proxy.
   *
   * @default - the proxy of notification-controller, if it has one
   */
  readonly proxySecretName?: string;

  /**
   * Service account of the same namespace whose identity at a cloud is used. For Azure DevOps, Azure Event Hubs and Google Pub/Sub; needs
   * object-level workload identity in the cluster.
   *
   * @default - the identity of notification-controller
   */
  readonly serviceAccountName?: string;

  /**
   * How long sending one event may take, in whole minutes and seconds.
   *
   * @default - 15 seconds, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Name of the commit status, as an expression in CEL over `event`, `alert` and `provider`. For types of commit status only.
   *
   * @default - kind and name of the object, and a part of the Provider's UID, by which clusters differ
   */
  readonly commitStatusExpr?: string;

  /**
   * Whether nothing is sent for now.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** Props for `Provider`. */
export interface ProviderProps extends FluxObjectProps, ProviderOptions {
  /** The service that is told, with what it needs. */
  readonly type: ProviderType;
}
