import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertSpec, toJson_AlertSpec } from '../../../imports/notification.toolkit.fluxcd.io';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireSameCluster } from '../require-same-cluster';
import { requireSameNamespace } from '../source/same-namespace';
import { eventMetadataOf, requireEventSources, requirePatterns } from './alert-input';
import { AlertProps } from './alert-props';
import { apiVersionOf, isOperatorKind } from './flux-object-kind';
import { FluxObjects } from './flux-objects';

/** What other constructs need to know about an `Alert`. */
export interface IAlert extends INamedObject {}

/**
 * Which events of which objects notification-controller passes on to a `Provider`. `Notifications` writes them for a whole cluster.
 *
 * @see https://fluxcd.io/flux/components/notification/alerts/
 */
export class Alert extends Construct implements IAlert {
  /**
   * An Alert that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromAlertName(scope: Construct, id: string, name: string, namespace?: string): IAlert {
    return new ImportedObject(scope, id, FluxKind.ALERT, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: AlertProps) {
    super(scope, id);
    requireSameCluster(this, 'provider', props.provider);
    const provider = requireSameNamespace(this, props, 'provider', 'Provider', props.provider);
    requireEventSources(this, props.eventSources);
    requirePatterns(this, 'inclusionList', props.inclusionList);
    requirePatterns(this, 'exclusionList', props.exclusionList);
    const eventMetadata = eventMetadataOf(this, props);

    const object = addFluxObject(this, FluxKind.ALERT, props, () =>
      toJson_AlertSpec({ ...renderSpec(props, provider, object.metadata.namespace), eventMetadata }),
    );
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderSpec(props: AlertProps, provider: string, namespace: string | undefined): AlertSpec {
  return {
    providerRef: { name: provider },
    eventSeverity: props.eventSeverity as string as AlertSpec['eventSeverity'],
    eventSources: props.eventSources.map((source) => eventSource(source, namespace)),
    inclusionList: props.inclusionList,
    exclusionList: props.exclusionList,
    suspend: props.suspend || undefined,
  };
}

function eventSource({ kind, name, options }: FluxObjects, namespace: string | undefined): AlertSpec['eventSources'][number] {
  return {
    // Two groups of APIs name their kinds alike nowhere; the operator's own are given as its documentation gives them.
    apiVersion: isOperatorKind(kind) ? apiVersionOf(kind) : undefined,
    kind: kind as string as AlertSpec['eventSources'][number]['kind'],
    name,
    namespace: options.namespace === namespace ? undefined : options.namespace,
    matchLabels: options.matchLabels,
  };
}
