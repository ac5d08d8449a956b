import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { fleetContextOf } from '../primitives/fleet-context';
import { requireNamespace } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { ensureNamespace } from './ensure-namespace';
import { Layer } from './layer';

/** Name and namespace that a release and its source share. */
export interface ReleaseIdentity {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Where a release and its source live: the namespace that is given, else that of the layer or chart, else one of their own
 * that is named after the construct.
 */
export function releaseIdentity(owner: Construct, props: { readonly name?: string; readonly namespace?: string }): ReleaseIdentity {
  const name = props.name ?? owner.node.id;
  place(owner, { component: owner.node.id });

  const chart = Chart.of(owner);
  const isCluster = fleetContextOf(owner).lockdown !== undefined && !inLayer(owner);
  const namespace = props.namespace ?? (isCluster ? undefined : chart.namespace) ?? owner.node.id;
  requireNamespace(owner, props.namespace === undefined ? 'id' : 'namespace', namespace);
  // A layer writes its own namespace; a chart inside of a layer only names one.
  if (namespace !== chart.namespace || (inLayer(owner) && !Layer.isLayer(chart))) ensureNamespace(owner, namespace);
  return { name, namespace };
}

/** Whether a construct is defined in a layer. */
export function inLayer(construct: IConstruct): boolean {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) if (Layer.isLayer(at)) return true;
  return false;
}
