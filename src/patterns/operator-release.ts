import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceSet } from '../constructs/operator/resource-set';
import { HELM_CHART_LAYER } from '../constructs/source/oci-repository';
import { GITHUB_ISSUER } from '../constructs/source/verify';
import { defaultDriftHandling, defaultDuration } from '../primitives/chosen-defaults';
import { DurationName } from '../primitives/default-values';
import { fleetContextOf } from '../primitives/fleet-context';
import { DriftHandling } from '../primitives/fleet-profile';
import { toFluxDuration } from '../primitives/flux-duration';
import { FluxKind } from '../primitives/flux-kind';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { isSemverRange } from '../primitives/semver-range';

/** Account that the chart of the operator makes. Naming it keeps the platform's ResourceSets working under a lockdown. */
export const OPERATOR_ACCOUNT = 'flux-operator';

const CHART = 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator';
const CHART_SIGNER = '^https://github\\.com/controlplaneio-fluxcd/charts/\\.github/workflows/release\\.yml@refs/tags/v\\d+\\.\\d+\\.\\d+$';

/** Refuses what the source of the chart could not read. */
export function requireOperatorVersion(place: string, version: string): void {
  if (isSemverRange(version)) return;
  throw new InputError(place, {
    prop: 'operatorVersion',
    got: version,
    mustBe: 'a version of the Flux Operator, or a range of versions',
    fix: "operatorVersion: '0.58.x'",
  });
}

/** The Flux Operator as it keeps itself up to date: whoever installed it first, from then on the tree says which version runs. */
export function addOperator(scope: Construct, version: string): void {
  const metadata = { name: 'flux-operator', namespace: FLUX_NAMESPACE };
  const set = new ResourceSet(scope, 'flux-operator', {
    serviceAccountName: OPERATOR_ACCOUNT,
    dependsOn: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'helmreleases.helm.toolkit.fluxcd.io' }],
    inputs: [{ version }],
    resources: [
      { ...FluxKind.OCI_REPOSITORY, metadata, spec: chartSpec(scope) },
      // A later tenant may lock the cluster.
      { ...FluxKind.HELM_RELEASE, metadata, spec: Lazy.any({ produce: () => releaseSpec(scope, metadata.name) }) },
    ],
  });
  place(set, { component: FLUX_NAMESPACE, file: 'flux-operator' });
}

/** It runs with all rights in every cluster, so its signature matters most. */
function chartSpec(at: Construct): Record<string, unknown> {
  return {
    interval: duration(at, 'OCIRepository.interval'),
    url: CHART,
    ref: { semver: '<< inputs.version | quote >>' },
    layerSelector: { mediaType: HELM_CHART_LAYER, operation: 'copy' },
    verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: GITHUB_ISSUER, subject: CHART_SIGNER }] },
  };
}

function releaseSpec(at: Construct, chart: string): Record<string, unknown> {
  const strategy = { name: 'RetryOnFailure', retryInterval: duration(at, 'HelmRelease.retryInterval') };
  return {
    interval: duration(at, 'HelmRelease.interval'),
    timeout: duration(at, 'HelmRelease.timeout'),
    serviceAccountName: OPERATOR_ACCOUNT,
    releaseName: chart,
    chartRef: { kind: FluxKind.OCI_REPOSITORY.kind, name: chart },
    install: { crds: 'Create', strategy },
    upgrade: { crds: 'CreateReplace', strategy },
    driftDetection: { mode: defaultDriftHandling(at) === DriftHandling.CORRECT ? 'enabled' : 'warn' },
    // Admins of a namespace may create ResourceSets. One without an account would be applied with the operator's own rights.
    ...(fleetContextOf(at).lockdown?.isLocked && { values: { multitenancy: { enabled: true, defaultServiceAccount: 'default' } } }),
  };
}

function duration(at: Construct, name: DurationName): string {
  return toFluxDuration(at, name, defaultDuration(at, name));
}
