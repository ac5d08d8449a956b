import { ConfigMap, HelmReleaseFromOci, Layer, LayeredCluster, LayerProps, Namespace, Tenancy, TenantSource, TenantSpace } from '../../src';
import { filesOfCluster, layersIn, PODINFO } from '../support/fleet';
import { refusalOfCluster } from '../support/findings';
import { errorOf } from '../support/synth';

/** A layer that is applied to another cluster. */
const remote = (cluster: LayeredCluster, id: string, props: LayerProps = {}) =>
  new Layer(cluster, id, { kubeConfig: { secretRef: { name: `kubeconfig-${id}` } }, ...props });

const pathsOf = (define: (cluster: LayeredCluster) => unknown, ending: string) =>
  Object.keys(filesOfCluster(define)).filter((path) => path.endsWith(ending));

const withoutAccount = (layer: string) =>
  [
    `Kustomization 'production/flux-system/${layer}': serviceAccountName must be set together with kubeConfig: a locked cluster would act as the account 'default' of the other cluster, which has no rights, got undefined.`,
    "  fix: serviceAccountName: 'flux', with such an account and its rights in flux-system of the other cluster",
  ].join('\n');

test('one object may stand in every cluster', () => {
  const paths = pathsOf((cluster) => {
    for (const layer of [cluster.apps, remote(cluster, 'spoke-a'), remote(cluster, 'spoke-b')]) {
      new ConfigMap(layer, 'settings', { namespace: 'web', data: {} });
    }
  }, 'config-map.yaml');

  expect(paths).toEqual([
    'apps/production/web/settings-config-map.yaml',
    'spoke-a/production/web/settings-config-map.yaml',
    'spoke-b/production/web/settings-config-map.yaml',
  ]);
});

test('every cluster gets the namespaces that nobody had to write', () => {
  const paths = pathsOf((cluster) => {
    for (const layer of [cluster.apps, remote(cluster, 'spoke-a'), remote(cluster, 'spoke-b', { namespace: 'web' })]) {
      new HelmReleaseFromOci(layer, 'podinfo', { ...PODINFO, namespace: 'web' });
    }
  }, 'namespace.yaml');

  expect(paths).toEqual([
    'apps/production/web/namespace.yaml',
    'spoke-a/production/web/namespace.yaml',
    'spoke-b/production/web/namespace.yaml',
  ]);
});

test('a namespace of the cluster itself does not replace the one of another cluster', () => {
  const paths = pathsOf((cluster) => {
    new Namespace(cluster.apps, 'web');
    new HelmReleaseFromOci(remote(cluster, 'spoke'), 'web', PODINFO);
  }, 'namespace.yaml');

  expect(paths).toEqual(['apps/production/web/namespace.yaml', 'spoke/production/web/namespace.yaml']);
});

test('two definitions of one object in another cluster are refused', () => {
  const define = (cluster: LayeredCluster) => {
    const layer = remote(cluster, 'spoke');
    for (const id of ['a', 'b']) new ConfigMap(layer, id, { name: 'settings', namespace: 'web', data: {} });
  };

  expect(refusalOfCluster(define)).toEqual([
    "error[kustomize-build-fails] ConfigMap web/settings stands in one directory twice, also at ConfigMap 'production/spoke/a' @ ConfigMap 'production/spoke/b' (metadata.name)",
  ]);
});

test('the Kustomization of the layer is an object of the cluster itself', () => {
  const define = (cluster: LayeredCluster) => {
    new Namespace(remote(cluster, 'spoke', { serviceAccountName: 'flux', dependsOn: [cluster.apps] }), 'web');
    new Namespace(cluster.apps, 'web');
  };

  expect(layersIn(filesOfCluster(define)).spoke).toEqual({
    interval: '30m',
    retryInterval: '5m',
    timeout: '5m',
    dependsOn: [{ name: 'apps' }],
    serviceAccountName: 'flux',
    kubeConfig: { secretRef: { name: 'kubeconfig-spoke' } },
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    path: './fleet/spoke/production',
    prune: true,
  });
});

describe('a layer of another cluster that names no account', () => {
  const addTenant = (cluster: LayeredCluster) =>
    new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
  const addRemote = (cluster: LayeredCluster) => new Namespace(remote(cluster, 'spoke'), 'web');

  test('is applied with the rights that its kubeconfig has', () => {
    expect(layersIn(filesOfCluster(addRemote)).spoke.serviceAccountName).toBeUndefined();
  });

  test('is refused where the program confines tenants', () => {
    expect(errorOf(() => filesOfCluster(addRemote, { tenancy: Tenancy.locked() }))).toBe(withoutAccount('spoke'));
  });

  test.each([
    ['before', [addTenant, addRemote]],
    ['after', [addRemote, addTenant]],
  ])('is refused as soon as there is a tenant, also one that comes %s the layer', (_order, steps) => {
    expect(errorOf(() => filesOfCluster((cluster) => steps.forEach((step) => step(cluster))))).toBe(withoutAccount('spoke'));
  });

  test('is accepted where the program confines nobody', () => {
    const files = filesOfCluster((cluster) => [addTenant(cluster), addRemote(cluster)], {
      tenancy: Tenancy.shared('one team runs it all'),
    });

    expect(layersIn(files).spoke.serviceAccountName).toBeUndefined();
  });
});
