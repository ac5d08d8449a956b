import { Chart, Duration } from 'cdk8s';
import { Auth, FluxInstance, Inputs, Kustomization, OciRef, OciRepository, ResourceTemplate, Sync } from '../../src';
import { synthAll, synthOne } from '../support/synth';
import { manifest } from './support';

const OPERATOR = 'fluxcd.controlplane.io/v1';
const NAMESPACE = 'flux-system';

/** `spec.interval` does not exist: the operator reads an annotation. */
const EVERY = (interval: string) => ({ annotations: { 'fluxcd.controlplane.io/reconcileEvery': interval } });
const SET_TIMES = {
  annotations: { 'fluxcd.controlplane.io/reconcileEvery': '30m', 'fluxcd.controlplane.io/reconcileTimeout': '5m' },
};

const TAGS = { semver: '1.x', interval: Duration.minutes(5), auth: Auth.secret('registry-auth') };

/** What our Kustomizations have beside what the documents write. */
const KUSTOMIZATION_DEFAULTS = { retryInterval: '5m', timeout: '5m' };

manifest('0:230', 'an installation of Flux that syncs from an artifact', () => {
  const object = synthOne((chart) => {
    const sync = Sync.oci('oci://ghcr.io/my-org/fleet-manifests', { ref: OciRef.tag('latest'), auth: Auth.secret('registry-auth') });
    return new FluxInstance(inFluxSystem(chart), 'flux', { version: '2.x', sync, syncPath: 'clusters/production' });
  });

  const written = {
    distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
    sync: {
      kind: 'OCIRepository',
      url: 'oci://ghcr.io/my-org/fleet-manifests',
      ref: 'latest',
      path: 'clusters/production',
      pullSecret: 'registry-auth',
    },
  };
  // What the operator does when nothing is said, and a size, which decides how much the controllers do at once.
  const said = {
    components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
    cluster: { type: 'kubernetes', size: 'medium', networkPolicy: true, multitenant: false },
  };
  expect(object).toEqual({
    apiVersion: OPERATOR,
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: NAMESPACE },
    spec: { ...written, ...said },
  });
});

/** A Kustomization a tenant, with the tags of an artifact as inputs. */
function tenantDeployments(): any[] {
  return synthAll((chart) => {
    const defaultValues = { tenant: 'tenant-app' };
    const inputs = Inputs.ociTags('oci://ghcr.io/my-org/tenant-app', { ...TAGS, name: 'tenant-tags', defaultValues });
    const template = new ResourceTemplate(chart, 'tenant-deployments', { namespace: NAMESPACE, inputs: [inputs] });
    const tenant = template.input('tenant');
    const source = OciRepository.fromOciRepositoryName(template, 'source', `${tenant}-manifests`, NAMESPACE);
    new Kustomization(template, `${tenant}-app`, { namespace: NAMESPACE, source, path: './deploy', interval: Duration.minutes(10) });
  });
}

manifest('0:262', 'a ResourceSet with a Kustomization a tenant', () => {
  const spec = {
    interval: '10m',
    ...KUSTOMIZATION_DEFAULTS,
    prune: true,
    sourceRef: { kind: 'OCIRepository', name: '<< inputs.tenant >>-manifests' },
    path: './deploy',
  };
  const metadata = { name: '<< inputs.tenant >>-app', namespace: NAMESPACE };

  expect(tenantDeployments().find(({ kind }) => kind === 'ResourceSet')).toEqual({
    apiVersion: OPERATOR,
    kind: 'ResourceSet',
    metadata: { name: 'tenant-deployments', namespace: NAMESPACE, ...SET_TIMES },
    spec: {
      inputsFrom: [{ apiVersion: OPERATOR, kind: 'ResourceSetInputProvider', name: 'tenant-tags' }],
      resources: [{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec }],
    },
  });
});

manifest('0:287', 'the tags of an artifact as inputs', () => {
  expect(tenantDeployments().find(({ kind }) => kind === 'ResourceSetInputProvider')).toEqual({
    apiVersion: OPERATOR,
    kind: 'ResourceSetInputProvider',
    metadata: { name: 'tenant-tags', namespace: NAMESPACE, ...EVERY('5m') },
    spec: {
      type: 'OCIArtifactTag',
      url: 'oci://ghcr.io/my-org/tenant-app',
      // Without a limit all tags become inputs, of which only the first would count.
      filter: { semver: '1.x', limit: 1 },
      secretRef: { name: 'registry-auth' },
      // Tags of artifacts have no tenant, so the template could not be built.
      defaultValues: { tenant: 'tenant-app' },
    },
  });
});

/** A Kustomization whose variable is the newest tag of an image. */
function imageAutomation(): any[] {
  return synthAll((chart) => {
    const inputs = Inputs.ociTags('oci://ghcr.io/my-org/my-app', { ...TAGS, name: 'app-image-tag' });
    const template = new ResourceTemplate(chart, 'my-app', { namespace: NAMESPACE, inputs: [inputs] });
    new Kustomization(template, 'sync', {
      name: 'my-app',
      namespace: NAMESPACE,
      source: OciRepository.fromOciRepositoryName(template, 'source', 'my-app-manifests', NAMESPACE),
      path: './',
      interval: Duration.minutes(10),
      postBuild: { substitute: { APP_IMAGE_TAG: template.input('tag') } },
    });
  });
}

manifest('0:476', 'the newest tag of an image as input', () => {
  expect(imageAutomation().find(({ kind }) => kind === 'ResourceSetInputProvider')).toEqual({
    apiVersion: OPERATOR,
    kind: 'ResourceSetInputProvider',
    metadata: { name: 'app-image-tag', namespace: NAMESPACE, ...EVERY('5m') },
    spec: {
      type: 'OCIArtifactTag',
      url: 'oci://ghcr.io/my-org/my-app',
      // One name for all inputs: without a limit, the first of up to a hundred would win.
      filter: { semver: '1.x', limit: 1 },
      secretRef: { name: 'registry-auth' },
    },
  });
});

manifest('0:490', 'a Kustomization that deploys the newest tag', () => {
  const spec = {
    interval: '10m',
    ...KUSTOMIZATION_DEFAULTS,
    prune: true,
    sourceRef: { kind: 'OCIRepository', name: 'my-app-manifests' },
    path: './',
    // Quotes do not survive in a template, so that 1.10 would be a number; and a literal ${APP_IMAGE_TAG} is never applied.
    postBuild: { substitute: { APP_IMAGE_TAG: '<< inputs.tag | quote >>' }, substituteStrategy: 'Always' },
  };
  const metadata = { name: 'my-app', namespace: NAMESPACE };

  expect(imageAutomation().find(({ kind }) => kind === 'ResourceSet')).toEqual({
    apiVersion: OPERATOR,
    kind: 'ResourceSet',
    metadata: { name: 'my-app', namespace: NAMESPACE, ...SET_TIMES },
    spec: {
      inputsFrom: [{ apiVersion: OPERATOR, kind: 'ResourceSetInputProvider', name: 'app-image-tag' }],
      resources: [{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec }],
    },
  });
});

/** The operator and its FluxInstance share a namespace. */
function inFluxSystem(chart: Chart): Chart {
  return new Chart(chart, 'flux', { namespace: NAMESPACE, disableResourceNameHashes: true });
}
