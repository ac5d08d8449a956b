import { Construct } from 'constructs';
import { ConfigMap } from '../constructs/kubernetes/config-map';
import { ResourceSet } from '../constructs/operator/resource-set';
import { Auth, CloudProvider } from '../constructs/source/auth';
import { FluxKind, KubernetesKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { GitlessFleetProps } from './gitless-fleet-props';
import { GitlessUnit, UnitInputs, unitInputs } from './gitless-inputs';
import { defineComponent, defineTenant, RUNTIME_INFO, TemplateOptions } from './gitless-templates';
import { Inputs } from './inputs';
import { OPERATOR_ACCOUNT } from './operator-release';
import { ResourceTemplate } from './resource-template';
import { DEFAULT_TENANT_QUOTA } from './tenant-defaults';
import { requireUrl, sourceBindingSpec, sourcePolicySpec } from './source-allow-list';

/** Registries of Flux and of its operator, which every cluster pulls from. */
const FLUX_REGISTRIES = ['oci://ghcr.io/fluxcd', 'oci://ghcr.io/controlplaneio-fluxcd'];

/** What a cluster of the fleet is made from. */
export interface GitlessObjectsProps {
  readonly fleet: GitlessFleetProps;
  readonly runtimeInfo: { [name: string]: string };
}

/** The objects of one cluster of a gitless fleet: runtime information, and one ResourceSet a concern, in order. */
export class GitlessObjects extends Construct {
  constructor(scope: Construct, id: string, { fleet, runtimeInfo }: GitlessObjectsProps) {
    super(scope, id);
    const info = new ConfigMap(this, RUNTIME_INFO, { data: runtimeInfo, watched: true });
    place(info, { component: FLUX_NAMESPACE, file: 'runtime-info' });
    this.addPolicies(fleet);

    const options = templateOptions(fleet);
    const inputs = (units: GitlessUnit[]) => units.map((unit) => unitInputs(this, unit, fleet, runtimeInfo));
    const limits = { quota: fleet.tenantQuota ?? DEFAULT_TENANT_QUOTA, ingressFrom: fleet.tenantIngressFrom ?? [] };
    const infrastructure = this.addConcern('infrastructure', inputs(fleet.components ?? []), 'policies');
    if (infrastructure) defineComponent(infrastructure, options);
    const tenants = this.addConcern('tenants', inputs(fleet.tenants ?? []), infrastructure ? 'infrastructure' : 'policies');
    if (tenants) defineTenant(tenants, options, limits);
  }

  private addPolicies(fleet: GitlessFleetProps): void {
    const urls = [...new Set([fleet.registry, ...FLUX_REGISTRIES, ...(fleet.allowedSources ?? [])])].map((url) => requireUrl(this, url));
    const name = 'source-allow-list';
    const set = new ResourceSet(this, 'policies', {
      serviceAccountName: OPERATOR_ACCOUNT,
      wait: true,
      resources: [
        { ...KubernetesKind.VALIDATING_ADMISSION_POLICY, metadata: { name }, spec: sourcePolicySpec(urls) },
        { ...KubernetesKind.VALIDATING_ADMISSION_POLICY_BINDING, metadata: { name }, spec: sourceBindingSpec(name) },
      ],
    });
    place(set, { file: 'policies' });
  }

  /** One ResourceSet for all units of a concern; none where there are no units, because it would delete everything it had made. */
  private addConcern(name: string, inputs: UnitInputs[], after: string): ResourceTemplate | undefined {
    if (inputs.length === 0) return undefined;
    const template = new ResourceTemplate(this, name, {
      inputs: [Inputs.list(inputs.map((set) => ({ ...set })))],
      serviceAccountName: OPERATOR_ACCOUNT,
      dependsOn: [{ ...FluxKind.RESOURCE_SET, name: after, namespace: FLUX_NAMESPACE, ready: true }],
      wait: name === 'tenants' ? undefined : true,
    });
    place(template.resourceSet, { file: name });
    return template;
  }
}

function templateOptions({ auth, repository, verify }: GitlessFleetProps): TemplateOptions {
  // The account of a workload identity is one of flux-system; a unit has another.
  const provider = auth?.fields.provider as CloudProvider | undefined;
  return { auth: provider ? Auth.workloadIdentity(provider) : auth, verify, hasSigners: repository !== undefined };
}
