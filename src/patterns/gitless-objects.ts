import { Construct } from 'constructs';
import { toJson_OciRepositorySpecVerify } from '../../imports/source.toolkit.fluxcd.io';
import { ConfigMap } from '../constructs/kubernetes/config-map';
import { ResourceSet } from '../constructs/operator/resource-set';
import { GITHUB_ISSUER, verifySpec } from '../constructs/source/verify';
import { Environment } from '../primitives/environment';
import { fleetContextOf } from '../primitives/fleet-context';
import { FluxKind, KubernetesKind } from '../primitives/flux-kind';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { GitlessFleetProps } from './gitless-fleet-props';
import { GitlessUnit, unitInputs } from './gitless-inputs';
import { addOperator, OPERATOR_ACCOUNT } from './gitless-operator';
import { componentTemplates, RUNTIME_INFO, TemplateOptions, tenantTemplates } from './gitless-templates';
import { DEFAULT_TENANT_QUOTA } from './tenant-defaults';
import { requireUrl, sourceBindingSpec, sourcePolicySpec } from './source-allow-list';

/** Registries of Flux and of its operator, which every cluster pulls from. */
const FLUX_REGISTRIES = ['oci://ghcr.io/fluxcd', 'oci://ghcr.io/controlplaneio-fluxcd'];

/** What a cluster of the fleet is made from. */
export interface GitlessObjectsProps {
  readonly fleet: GitlessFleetProps;
  readonly runtimeInfo: { [name: string]: string };
}

/** The objects of one cluster of a gitless fleet: runtime information, the operator, and one ResourceSet a concern, in order. */
export class GitlessObjects extends Construct {
  constructor(scope: Construct, id: string, { fleet, runtimeInfo }: GitlessObjectsProps) {
    super(scope, id);
    const info = new ConfigMap(this, RUNTIME_INFO, { data: runtimeInfo, watched: true });
    place(info, { component: FLUX_NAMESPACE, file: 'runtime-info' });
    addOperator(this, fleet.operatorVersion ?? '0.58.x', runtimeInfo.ENVIRONMENT as Environment);
    this.addPolicies(fleet);

    const options = this.templateOptions(fleet);
    const inputs = (units: GitlessUnit[]) => units.map((unit) => unitInputs(this, unit, fleet, runtimeInfo));
    const components = inputs(fleet.components ?? []);
    const tenants = inputs(fleet.tenants ?? []);
    const limits = { quota: fleet.tenantQuota ?? DEFAULT_TENANT_QUOTA, ingressFrom: fleet.tenantIngressFrom ?? [] };
    const infrastructure = this.addConcern('infrastructure', components, componentTemplates(options), 'policies');
    this.addConcern('tenants', tenants, tenantTemplates(options, limits), infrastructure ? 'infrastructure' : 'policies');
  }

  private templateOptions({ auth, repository, verify }: GitlessFleetProps): TemplateOptions {
    const { secretName, provider } = auth?.fields ?? {};
    // Every unit has a signer of its own where repositories are known; otherwise all carry the signature of the fleet.
    const ofUnit = { provider: 'cosign', matchOIDCIdentity: [{ issuer: GITHUB_ISSUER, subject: '<< inputs.signer | quote >>' }] };
    const ofFleet = verify && toJson_OciRepositorySpecVerify(verifySpec(verify));
    return {
      pullSecret: secretName,
      provider,
      verify: repository ? ofUnit : ofFleet,
      keySecret: repository ? undefined : verify?.secretName,
      strictVariables: isAtLeast(fleetContextOf(this).fluxVersion, FluxVersion.V2_9),
    };
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
  private addConcern(name: string, inputs: unknown[], resources: unknown[], after: string): ResourceSet | undefined {
    if (inputs.length === 0) return undefined;
    const set = new ResourceSet(this, name, {
      serviceAccountName: OPERATOR_ACCOUNT,
      dependsOn: [{ ...FluxKind.RESOURCE_SET, name: after, namespace: FLUX_NAMESPACE, ready: true }],
      inputs,
      wait: name === 'tenants' ? undefined : true,
      resources,
    });
    place(set, { file: name });
    return set;
  }
}
