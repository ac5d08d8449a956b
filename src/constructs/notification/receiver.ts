import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ReceiverSpec, toJson_ReceiverSpec } from '../../../imports/notification.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { apiVersionOf, isKnownToReceivers } from './flux-object-kind';
import { FluxObjects } from './flux-objects';
import { requireReceiver, requireResources } from './receiver-input';
import { ReceiverProps } from './receiver-props';

/** Stands for resources that are only known when the whole program is: `Receiver._lateResources` finds them. */
export const FOUND_LATER: FluxObjects[] = [];

/** What other constructs need to know about a `Receiver`. */
export interface IReceiver extends INamedObject {}

/**
 * An address at which notification-controller is told that something changed, so that Flux acts at once and not at the next interval.
 * `Webhook` finds the resources of a cluster by itself.
 *
 * @see https://fluxcd.io/flux/components/notification/receivers/
 */
export class Receiver extends Construct implements IReceiver {
  /**
   * A Receiver that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromReceiverName(scope: Construct, id: string, name: string, namespace?: string): IReceiver {
    return new ImportedObject(scope, id, FluxKind.RECEIVER, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  /** @internal What a webhook knows at synthesis and nobody could say before. */
  public _lateResources?: () => FluxObjects[];

  constructor(scope: Construct, id: string, props: ReceiverProps) {
    super(scope, id);
    requireReceiver(this, props);
    if (props.resources !== FOUND_LATER) requireResources(this, props.resources);
    const object = addFluxObject(this, FluxKind.RECEIVER, props, () => toJson_ReceiverSpec(this.render(props)));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  private render(props: ReceiverProps): ReceiverSpec {
    const { secretName, events, oidcProviders } = props.type.fields;
    const resources = this._lateResources?.() ?? props.resources;
    requireResources(this, resources);
    return {
      type: props.type.type,
      interval: props.interval && toFluxDuration(this, 'interval', props.interval),
      events,
      secretRef: secretName ? { name: secretName } : undefined,
      oidcProviders,
      resources: resources.map((objects) => resource(objects, this.namespace)),
      resourceFilter: props.resourceFilter,
      suspend: props.suspend || undefined,
    };
  }
}

function resource({ kind, name, options }: FluxObjects, namespace: string | undefined): ReceiverSpec['resources'][number] {
  return {
    apiVersion: isKnownToReceivers(kind) ? undefined : apiVersionOf(kind),
    kind: kind as string as ReceiverSpec['resources'][number]['kind'],
    name,
    namespace: options.namespace === namespace ? undefined : options.namespace,
    matchLabels: options.matchLabels,
  };
}
