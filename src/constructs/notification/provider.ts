import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ProviderSpec, toJson_ProviderSpec } from '../../../imports/notification.toolkit.fluxcd.io';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireProvider } from './provider-input';
import { ProviderProps } from './provider-props';

/** What other constructs need to know about a `Provider`. */
export interface IProvider extends INamedObject {}

/**
 * A service that notification-controller sends events to. What is sent, an `Alert` says.
 *
 * @see https://fluxcd.io/flux/components/notification/providers/
 */
export class Provider extends Construct implements IProvider {
  /**
   * A Provider that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromProviderName(scope: Construct, id: string, name: string, namespace?: string): IProvider {
    return new ImportedObject(scope, id, FluxKind.PROVIDER, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ProviderProps) {
    super(scope, id);
    requireProvider(this, props);
    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.PROVIDER, props, () => toJson_ProviderSpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderSpec(at: Construct, props: ProviderProps): ProviderSpec {
  const { address, channel, username, secretName } = props.type.options;
  return {
    type: props.type.type,
    address,
    channel,
    username,
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName: props.serviceAccountName,
    certSecretRef: props.certSecretName ? { name: props.certSecretName } : undefined,
    proxySecretRef: props.proxySecretName ? { name: props.proxySecretName } : undefined,
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    commitStatusExpr: props.commitStatusExpr,
    suspend: props.suspend || undefined,
  };
}
