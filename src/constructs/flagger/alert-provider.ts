import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertProviderSpecType, toJson_AlertProviderSpec } from '../../../imports/flagger.app';
import { FlaggerKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';

/** Props for `AlertProvider`. */
export interface AlertProviderProps extends FluxObjectProps {
  /** The service that is told. */
  readonly type: AlertProviderSpecType;

  /**
   * Name of a Secret in the same namespace. Its key `address` has the webhook; for a bot of Slack, `token` has its token. The address is
   * a credential, so it has no place in the manifest.
   */
  readonly secretName: string;

  /**
   * Channel that is written to.
   *
   * @default - that of the webhook
   */
  readonly channel?: string;

  /**
   * Name that the messages come from.
   *
   * @default - that of the webhook
   */
  readonly username?: string;

  /**
   * Proxy on the way to the service, e.g. `http://proxy.acme.io:3128`.
   *
   * @default - none
   */
  readonly proxy?: string;
}

/** What other constructs need to know about an `AlertProvider`. */
export interface IAlertProvider extends INamedObject {}

/**
 * A service that Flagger tells how a `Canary` fares. `CanaryAlert` says of which canaries, and what.
 *
 * Not the `Provider` of Flux, which knows nothing of canaries.
 *
 * @see https://docs.flagger.app/usage/alerting#canary-configuration
 */
export class AlertProvider extends Construct implements IAlertProvider {
  /**
   * An AlertProvider that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromAlertProviderName(scope: Construct, id: string, name: string, namespace?: string): IAlertProvider {
    return new ImportedObject(scope, id, FlaggerKind.ALERT_PROVIDER, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: AlertProviderProps) {
    super(scope, id);
    requireName(this, 'secretName', props.secretName);
    requireProxy(this, props.proxy);

    const { type, secretName, channel, username, proxy } = props;
    const object = addFluxObject(this, FlaggerKind.ALERT_PROVIDER, props, () =>
      toJson_AlertProviderSpec({ type, channel, username, proxy, secretRef: { name: secretName } }),
    );
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function requireProxy(at: Construct, proxy: string | undefined): void {
  if (proxy === undefined || /^https?:\/\/[^/@\s]+\/?$/.test(proxy)) return;
  throw new InputError(at, {
    prop: 'proxy',
    got: proxy.replace(/\/\/[^/@]*@/, '//…@'),
    mustBe: 'an address that starts with http:// or https://, without a password: it stands in Git',
    fix: "proxy: 'http://proxy.acme.io:3128'",
  });
}
