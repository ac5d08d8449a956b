import { Construct } from 'constructs';
import { ConfigMap } from '../constructs/kubernetes/config-map';
import { ResourceSet } from '../constructs/operator/resource-set';
import { FluxKind, KubernetesKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { GitlessFleetProps } from './gitless-fleet-props';
import { GitlessUnit, unitInputs } from './gitless-inputs';
import { componentTemplates, RUNTIME_INFO, TemplateOptions, tenantTemplates } from './gitless-templates';
import { requireUrl, sourceBindingSpec, sourcePolicySpec } from './source-allow-list';

/** Account that the chart of the operator makes. Naming it keeps the platform's ResourceSets working under a lockdown. */
const OPERATOR_ACCOUNT = 'flux-operator';
const OPERATOR_CHART = 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator';
const HELM_CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const GITHUB_ISSUER = '^https://token\\.actions\\.githubusercontent\\.com$';
const DEFAULT_QUOTA = { pods: '100', persistentvolumeclaims: '20', 'services.loadbalancers': '2' };

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
    this.addOperator(fleet.operatorVersion ?? '0.58.x');
    this.addPolicies(fleet);

    const options: TemplateOptions = {
      pullSecret: fleet.auth?.fields.secretName,
      provider: fleet.auth?.fields.provider,
      issuer: fleet.repository ? GITHUB_ISSUER : undefined,
    };
    const inputs = (units: GitlessUnit[]) => units.map((unit) => unitInputs(this, unit, fleet, runtimeInfo));
    const components = inputs(fleet.components ?? []);
    const tenants = inputs(fleet.tenants ?? []);
    const quota = fleet.tenantQuota ?? DEFAULT_QUOTA;
    const infrastructure = this.addConcern('infrastructure', components, componentTemplates(options), 'policies');
    this.addConcern('tenants', tenants, tenantTemplates(options, quota), infrastructure ? 'infrastructure' : 'policies');
  }

  private addOperator(version: string): void {
    const metadata = { name: 'flux-operator', namespace: FLUX_NAMESPACE };
    const set = new ResourceSet(this, 'flux-operator', {
      serviceAccountName: OPERATOR_ACCOUNT,
      dependsOn: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'helmreleases.helm.toolkit.fluxcd.io' }],
      inputs: [{ version }],
      resources: [
        {
          ...FluxKind.OCI_REPOSITORY,
          metadata,
          spec: {
            interval: '5m',
            url: OPERATOR_CHART,
            ref: { semver: '<< inputs.version | quote >>' },
            layerSelector: { mediaType: HELM_CHART_LAYER, operation: 'copy' },
          },
        },
        {
          ...FluxKind.HELM_RELEASE,
          metadata,
          spec: {
            interval: '30m',
            timeout: '5m',
            serviceAccountName: OPERATOR_ACCOUNT,
            releaseName: 'flux-operator',
            chartRef: { kind: FluxKind.OCI_REPOSITORY.kind, name: metadata.name },
            install: { crds: 'Create', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
            upgrade: { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
            driftDetection: { mode: 'enabled' },
          },
        },
      ],
    });
    place(set, { component: FLUX_NAMESPACE, file: 'flux-operator' });
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
