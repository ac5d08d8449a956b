import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ControllerArgs, gatesIn } from '../constructs/operator/controller-args';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxKind, ObjectKind } from '../primitives/flux-kind';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';

const CONTROLLER = 'kustomize-controller';
const GATE = 'StrictPostBuildSubstitutions';

/**
 * What makes Flux fail on a variable that has no value. Since 2.9 it does so by itself; before, such a variable becomes the empty
 * text, and `app.${DOMAIN}` the host `app.`. The program decides where it names the gate itself.
 */
export function strictVariableArgs(cluster: IConstruct, given: ControllerArgs = {}): ControllerArgs {
  const { fluxVersion } = fleetContextOf(cluster);
  if (isAtLeast(fluxVersion, FluxVersion.V2_9) || gatesIn(given[CONTROLLER]).includes(GATE)) return {};
  const fillsIn = cluster.node.findAll().some((construct) => appliedBy(construct).some(fillsInVariables));
  return fillsIn ? { [CONTROLLER]: [`--feature-gates=${GATE}=true`] } : {};
}

/** What becomes of a construct in the cluster, as far as it may be a Kustomization: itself, or what a ResourceSet makes. */
function appliedBy(construct: IConstruct): any[] {
  if (isOfKind(construct, FluxKind.KUSTOMIZATION)) return [construct.toJson()];
  if (!isOfKind(construct, FluxKind.RESOURCE_SET)) return [];
  const { resources = [], steps = [] } = construct.toJson().spec;
  return [...resources, ...steps.flatMap((step: any) => step.resources ?? [])];
}

function isOfKind(construct: IConstruct, { kind, apiVersion }: ObjectKind): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.kind === kind && construct.apiVersion === apiVersion;
}

function fillsInVariables({ kind, apiVersion, spec }: any): boolean {
  return kind === FluxKind.KUSTOMIZATION.kind && apiVersion === FluxKind.KUSTOMIZATION.apiVersion && spec?.postBuild !== undefined;
}
