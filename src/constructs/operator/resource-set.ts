import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ResourceSetSpec,
  ResourceSetSpecInputsFrom,
  ResourceSetSpecInputsFromApiVersion,
  ResourceSetSpecInputsFromKind,
  toJson_ResourceSetSpec,
} from '../../../imports/fluxcd.controlplane.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { FluxKind } from '../../primitives/flux-kind';
import { MAX_LABEL } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireSameNamespace } from '../source/same-namespace';
import { annotateTimes, reconcileTimes } from './reconcile-annotations';
import { requireResourceSet } from './resource-set-input';
import { ResourceSetProps } from './resource-set-props';

/** The objects of a set that are known late. */
interface LateBody {
  body?: () => Pick<ResourceSetSpec, 'resources' | 'steps'>;
}

/** What other constructs need to know about a `ResourceSet`. */
export interface IResourceSet extends INamedObject {}

/**
 * Objects that the Flux Operator makes from a template and a list of inputs, applies, watches and prunes.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/
 */
export class ResourceSet extends Construct implements IResourceSet {
  /**
   * A ResourceSet that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromResourceSetName(scope: Construct, id: string, name: string, namespace?: string): IResourceSet {
    return new ImportedObject(scope, id, FluxKind.RESOURCE_SET, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  /** @internal What a template knows at synthesis, when everything in it is defined. */
  public readonly _late: LateBody = {};

  constructor(scope: Construct, id: string, props: ResourceSetProps) {
    super(scope, id);
    requireResourceSet(this, props);
    const times = reconcileTimes(
      this,
      props.interval ?? defaultDuration(this, 'ResourceSet.interval'),
      props.timeout ?? defaultDuration(this, 'ResourceSet.timeout'),
    );

    const spec = renderSpec(this, props);
    const renderWhole = (): unknown => toJson_ResourceSetSpec({ ...spec, ...this._late.body?.() });
    const object = addFluxObject(this, FluxKind.RESOURCE_SET, props, renderWhole, MAX_LABEL);
    annotateTimes(object, times, props.annotations);
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderSpec(at: Construct, props: ResourceSetProps): ResourceSetSpec {
  return {
    dependsOn: props.dependsOn,
    serviceAccountName: props.serviceAccountName,
    inputStrategy: props.inputStrategy,
    inputs: props.inputs,
    inputsFrom: renderInputsFrom(at, props),
    wait: props.wait,
    steps: props.steps,
    resources: props.resources,
    resourcesTemplate: props.resourcesTemplate,
    commonMetadata: props.commonMetadata,
  };
}

function renderInputsFrom(at: Construct, props: FluxObjectProps & ResourceSetProps): ResourceSetSpecInputsFrom[] | undefined {
  const kind = ResourceSetSpecInputsFromKind.RESOURCE_SET_INPUT_PROVIDER;
  const provider = {
    apiVersion: ResourceSetSpecInputsFromApiVersion.FLUXCD_PERIOD_CONTROLPLANE_PERIOD_IO_FORWARD_SLASH_V1,
    kind,
  };
  const entries: ResourceSetSpecInputsFrom[] = (props.inputsFrom ?? []).map((target) => ({
    ...provider,
    name: requireSameNamespace(at, props, 'inputsFrom', kind, target),
  }));
  if (props.inputsFromSelector) entries.push({ ...provider, selector: props.inputsFromSelector });
  return entries.length > 0 ? entries : undefined;
}
