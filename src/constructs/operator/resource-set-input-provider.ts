import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceSetInputProviderSpec, toJson_ResourceSetInputProviderSpec } from '../../../imports/fluxcd.controlplane.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { FluxKind } from '../../primitives/flux-kind';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { filterOf, requireProvider } from './input-provider-input';
import { annotateTimes, reconcileTimes } from './reconcile-annotations';
import { ResourceSetInputProviderProps } from './resource-set-input-provider-props';

/** What other constructs need to know about a `ResourceSetInputProvider`. */
export interface IResourceSetInputProvider extends INamedObject {}

/**
 * Inputs for a `ResourceSet` that the Flux Operator finds outside of the set: branches, tags, pull requests, artifacts.
 *
 * @see https://fluxcd.control-plane.io/operator/resourcesetinputprovider/
 */
export class ResourceSetInputProvider extends Construct implements IResourceSetInputProvider {
  /**
   * A ResourceSetInputProvider that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromResourceSetInputProviderName(
    scope: Construct,
    id: string,
    name: string,
    namespace?: string,
  ): IResourceSetInputProvider {
    return new ImportedObject(scope, id, FluxKind.RESOURCE_SET_INPUT_PROVIDER, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ResourceSetInputProviderProps) {
    super(scope, id);
    requireProvider(this, props);
    const times = reconcileTimes(this, props.interval ?? defaultDuration(this, 'ResourceSetInputProvider.interval'), props.timeout);

    const object = addFluxObject(this, FluxKind.RESOURCE_SET_INPUT_PROVIDER, props, () =>
      toJson_ResourceSetInputProviderSpec(renderSpec(this, props)),
    );
    annotateTimes(object, times, props.annotations);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderSpec(at: Construct, props: ResourceSetInputProviderProps): ResourceSetInputProviderSpec {
  const { secretName, serviceAccountName } = props.auth?.fields ?? {};
  return {
    type: props.type,
    url: props.url,
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName: serviceAccountName ?? props.serviceAccountName,
    certSecretRef: props.certSecretName ? { name: props.certSecretName } : undefined,
    filter: filterOf(at, props),
    skip: props.skip,
    selectors: props.selectors,
    defaultValues: props.defaultValues,
    schedule: props.schedule,
  };
}
