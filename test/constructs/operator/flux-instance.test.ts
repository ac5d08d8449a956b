import { JsonPatch } from 'cdk8s';
import { FluxInstance, FluxInstanceProps, FluxVersion, operator, Sync } from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { schemaErrors } from '../../support/schema';
import { synthOne } from '../../support/synth';

const CORE = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

const synthWith = (props: FluxInstanceProps = {}) => {
  const manifest = synthOne((chart) => new FluxInstance(chart, 'id', props));
  expect(schemaErrors(manifest)).toEqual([]);
  return manifest;
};

test('writes the one FluxInstance of a cluster, whatever its construct is called', () => {
  expect(synthWith()).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'apps' },
    spec: {
      distribution: { version: '2.9.x', registry: 'ghcr.io/fluxcd' },
      components: CORE,
      cluster: { type: 'kubernetes', size: 'medium', multitenant: false, networkPolicy: true },
    },
  });
});

test('all props together are written in the order of the documentation, and are valid', () => {
  const manifest = synthWith({
    version: '2.9.4',
    registry: 'registry.acme.io/fluxcd',
    artifact: 'oci://registry.acme.io/flux-operator-manifests:latest',
    imagePullSecret: 'registry-auth',
    extraComponents: [operator.FluxInstanceSpecComponents.SOURCE_HYPHEN_WATCHER],
    size: operator.FluxInstanceSpecClusterSize.LARGE,
    type: operator.FluxInstanceSpecClusterType.OPENSHIFT,
    domain: 'acme.local',
    storage: { class: 'standard', size: '10Gi' },
    sharding: { shards: ['shard1'] },
    patches: [{ target: { kind: 'Deployment' }, patch: '- op: remove\n  path: /spec/x\n' }],
    sync: Sync.git('https://github.com/acme/fleet'),
    syncPath: 'clusters/production',
    multitenant: true,
    tenantWorkloadIdentity: true,
  });

  expect(JSON.stringify(manifest.spec)).toBe(
    JSON.stringify({
      distribution: {
        version: '2.9.4',
        registry: 'registry.acme.io/fluxcd',
        artifact: 'oci://registry.acme.io/flux-operator-manifests:latest',
        imagePullSecret: 'registry-auth',
      },
      components: [...CORE, 'source-watcher'],
      cluster: {
        type: 'openshift',
        size: 'large',
        domain: 'acme.local',
        multitenant: true,
        tenantDefaultServiceAccount: 'default',
        objectLevelWorkloadIdentity: true,
        networkPolicy: true,
        multitenantWorkloadIdentity: true,
      },
      sharding: { shards: ['shard1'] },
      storage: { class: 'standard', size: '10Gi' },
      sync: { kind: 'GitRepository', url: 'https://github.com/acme/fleet', ref: 'refs/heads/main', path: 'clusters/production' },
      kustomize: { patches: [{ patch: '- op: remove\n  path: /spec/x\n', target: { kind: 'Deployment' } }] },
    }),
  );
});

test('workload identity of tenants who are not confined needs no default account', () => {
  expect(synthWith({ tenantWorkloadIdentity: true }).spec.cluster).toEqual({
    type: 'kubernetes',
    size: 'medium',
    multitenant: false,
    networkPolicy: true,
    objectLevelWorkloadIdentity: true,
  });
});

test('the version follows the targeted release of Flux', () => {
  const manifest = synthOne((chart) => {
    setFleetContext(chart, { fluxVersion: FluxVersion.V2_7 });
    return new FluxInstance(chart, 'flux');
  });

  expect(manifest.spec.distribution.version).toBe('2.7.x');
});

test('extra components stand in the order of the API, each once', () => {
  const { IMAGE_HYPHEN_AUTOMATION_HYPHEN_CONTROLLER, IMAGE_HYPHEN_REFLECTOR_HYPHEN_CONTROLLER, SOURCE_HYPHEN_CONTROLLER } =
    operator.FluxInstanceSpecComponents;
  const extraComponents = [IMAGE_HYPHEN_AUTOMATION_HYPHEN_CONTROLLER, SOURCE_HYPHEN_CONTROLLER, IMAGE_HYPHEN_REFLECTOR_HYPHEN_CONTROLLER];

  expect(synthWith({ extraComponents }).spec.components).toEqual([...CORE, 'image-reflector-controller', 'image-automation-controller']);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new FluxInstance(chart, 'flux').apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});
