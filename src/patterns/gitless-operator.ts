import { Construct } from 'constructs';
import { ResourceSet } from '../constructs/operator/resource-set';
import { HELM_CHART_LAYER } from '../constructs/source/oci-repository';
import { GITHUB_ISSUER } from '../constructs/source/verify';
import { Environment } from '../primitives/environment';
import { FluxKind } from '../primitives/flux-kind';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';

/** Account that the chart of the operator makes. Naming it keeps the platform's ResourceSets working under a lockdown. */
export const OPERATOR_ACCOUNT = 'flux-operator';

const CHART = 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator';
const CHART_SIGNER = '^https://github\\.com/controlplaneio-fluxcd/charts/\\.github/workflows/release\\.yml@refs/tags/v\\d+\\.\\d+\\.\\d+$';

/** The Flux Operator as it keeps itself up to date: whoever installed it first, from then on the tree says which version runs. */
export function addOperator(scope: Construct, version: string, environment: Environment): void {
  const metadata = { name: 'flux-operator', namespace: FLUX_NAMESPACE };
  const set = new ResourceSet(scope, 'flux-operator', {
    serviceAccountName: OPERATOR_ACCOUNT,
    dependsOn: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'helmreleases.helm.toolkit.fluxcd.io' }],
    inputs: [{ version }],
    resources: [
      { ...FluxKind.OCI_REPOSITORY, metadata, spec: chartSpec() },
      { ...FluxKind.HELM_RELEASE, metadata, spec: releaseSpec(metadata.name, environment) },
    ],
  });
  place(set, { component: FLUX_NAMESPACE, file: 'flux-operator' });
}

/** It runs with all rights in every cluster, so its signature matters most. */
function chartSpec(): Record<string, unknown> {
  return {
    interval: '5m',
    url: CHART,
    ref: { semver: '<< inputs.version | quote >>' },
    layerSelector: { mediaType: HELM_CHART_LAYER, operation: 'copy' },
    verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: GITHUB_ISSUER, subject: CHART_SIGNER }] },
  };
}

function releaseSpec(chart: string, environment: Environment): Record<string, unknown> {
  const strategy = { name: 'RetryOnFailure', retryInterval: '5m' };
  return {
    interval: '30m',
    timeout: '5m',
    serviceAccountName: OPERATOR_ACCOUNT,
    releaseName: chart,
    chartRef: { kind: FluxKind.OCI_REPOSITORY.kind, name: chart },
    install: { crds: 'Create', strategy },
    upgrade: { crds: 'CreateReplace', strategy },
    driftDetection: { mode: environment === Environment.PRODUCTION ? 'enabled' : 'warn' },
    // Admins of a namespace may create ResourceSets. One without an account would be applied with the operator's own rights.
    values: { multitenancy: { enabled: true, defaultServiceAccount: 'default' } },
  };
}
