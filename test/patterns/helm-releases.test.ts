import { Chart, Duration, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Auth,
  GitRef,
  HealthCheckExpr,
  helm,
  HelmRelease,
  HelmReleaseFromGit,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  HelmReleaseOptions,
  KubeConfig,
  Layer,
  LayeredCluster,
  Namespace,
  OciRef,
  Tenancy,
  TenantSource,
  TenantSpace,
  Verify,
} from '../../src';
import { filesOfCluster, objectsByName, objectsIn, PODINFO } from '../support/fleet';
import { schemaErrors } from '../support/schema';
import { errorOf, synthAll } from '../support/synth';

const LOCKED = { tenancy: Tenancy.locked() };

/** The objects beside those of the cluster itself. */
function objectsOf(define: (cluster: LayeredCluster) => unknown, props = {}): Record<string, any> {
  const objects = Object.entries(objectsByName(filesOfCluster(define, props)));
  return Object.fromEntries(objects.filter(([name]) => !name.includes(' flux-system/')));
}

/** How every release says what to do on failure, with CRDs and on drift. */
const DEFAULTS = {
  install: { crds: 'Create', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
  upgrade: { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
  driftDetection: { mode: 'enabled' },
};

/** Which layer writes a namespace may change; the one that loses it must not delete it. */
const KEPT = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

test.each<[string, (cluster: LayeredCluster, props: HelmReleaseOptions) => unknown]>([
  ['an OCI registry', ({ apps }, props) => new HelmReleaseFromOci(apps, 'x', { ...PODINFO, ...props })],
  [
    'a Helm repository',
    ({ apps }, props) => new HelmReleaseFromRepository(apps, 'x', { repositoryUrl: 'https://charts.acme.io', version: '1.x', ...props }),
  ],
  [
    'a Git repository',
    ({ apps }, props) =>
      new HelmReleaseFromGit(apps, 'x', {
        repositoryUrl: 'https://github.com/acme/x',
        ref: GitRef.branch('main'),
        chartPath: './chart',
        ...props,
      }),
  ],
])('a chart from %s is installed with all that a HelmRelease can say', (_, define) => {
  const objects = objectsOf((cluster) =>
    define(cluster, {
      kubeConfig: KubeConfig.secret('spoke'),
      postRenderers: [{ kustomize: { images: [{ name: 'acme/x', newTag: '2' }] } }],
      test: { enable: true },
      commonMetadata: { labels: { team: 'x' } },
      maxHistory: 3,
      healthCheckExprs: [HealthCheckExpr.condition('acme.io/v1', 'Widget')],
      waitStrategy: { name: helm.HelmReleaseSpecWaitStrategyName.LEGACY },
    }),
  );

  expect(objects['HelmRelease x/x'].spec).toMatchObject({
    kubeConfig: { secretRef: { name: 'spoke' } },
    postRenderers: [{ kustomize: { images: [{ name: 'acme/x', newTag: '2' }] } }],
    test: { enable: true },
    commonMetadata: { labels: { team: 'x' } },
    maxHistory: 3,
    healthCheckExprs: [{ apiVersion: 'acme.io/v1', kind: 'Widget' }],
    waitStrategy: { name: 'legacy' },
  });
  expect(schemaErrors(objects['HelmRelease x/x'])).toEqual([]);
});

test('a chart from an OCI registry is a source, a release and a namespace of their own', () => {
  const objects = objectsOf((cluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO));

  expect(objects).toEqual({
    'Namespace podinfo': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'podinfo', annotations: KEPT } },
    'OCIRepository podinfo/podinfo': {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'podinfo', namespace: 'podinfo' },
      spec: {
        interval: '5m',
        url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
        ref: { semver: '6.x' },
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      },
    },
    'HelmRelease podinfo/podinfo': {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'podinfo', namespace: 'podinfo' },
      spec: {
        interval: '30m',
        timeout: '5m',
        releaseName: 'podinfo',
        chartRef: { kind: 'OCIRepository', name: 'podinfo' },
        ...DEFAULTS,
      },
    },
  });
});

test('a chart from a Helm repository is a source, a release and a namespace of their own', () => {
  const objects = objectsOf(
    (cluster) =>
      new HelmReleaseFromRepository(cluster.apps, 'traefik', { repositoryUrl: 'https://traefik.github.io/charts', version: '37.x' }),
  );

  expect(objects).toEqual({
    'Namespace traefik': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'traefik', annotations: KEPT } },
    'HelmRepository traefik/traefik': {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name: 'traefik', namespace: 'traefik' },
      spec: { interval: '1h', url: 'https://traefik.github.io/charts' },
    },
    'HelmRelease traefik/traefik': {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'traefik', namespace: 'traefik' },
      spec: {
        interval: '30m',
        timeout: '5m',
        releaseName: 'traefik',
        chart: {
          spec: {
            chart: 'traefik',
            version: '37.x',
            sourceRef: { kind: 'HelmRepository', name: 'traefik' },
            reconcileStrategy: 'ChartVersion',
          },
        },
        ...DEFAULTS,
      },
    },
  });
});

test('a chart from a Git repository is rolled out with every commit that changes it', () => {
  const objects = objectsOf(
    (cluster) =>
      new HelmReleaseFromGit(cluster.apps, 'podinfo', {
        repositoryUrl: 'https://github.com/stefanprodan/podinfo',
        ref: GitRef.semver('6.x'),
        chartPath: './charts/podinfo',
      }),
  );

  expect(objects['GitRepository podinfo/podinfo'].spec).toEqual({
    interval: '5m',
    url: 'https://github.com/stefanprodan/podinfo',
    ref: { semver: '6.x' },
  });
  expect(objects['HelmRelease podinfo/podinfo'].spec.chart).toEqual({
    spec: { chart: './charts/podinfo', sourceRef: { kind: 'GitRepository', name: 'podinfo' }, reconcileStrategy: 'Revision' },
  });
});

test('credentials, signatures, intervals and everything of a release are passed on', () => {
  const objects = objectsOf(
    (cluster) =>
      new HelmReleaseFromOci(cluster.apps, 'web', {
        ...PODINFO,
        name: 'podinfo',
        namespace: 'frontend',
        version: OciRef.tag('6.9.0'),
        auth: Auth.secret('ghcr-auth'),
        verify: Verify.key('cosign'),
        sourceInterval: Duration.minutes(1),
        values: { replicaCount: 2 },
        labels: { team: 'web' },
        timeout: Duration.minutes(10),
        serviceAccountName: 'deployer',
      }),
  );

  expect(objects['OCIRepository frontend/podinfo'].spec).toMatchObject({
    interval: '1m',
    ref: { tag: '6.9.0' },
    secretRef: { name: 'ghcr-auth' },
    verify: { provider: 'cosign', secretRef: { name: 'cosign' } },
  });
  expect(objects['HelmRelease frontend/podinfo']).toMatchObject({
    metadata: { labels: { team: 'web' } },
    spec: { timeout: '10m', values: { replicaCount: 2 }, serviceAccountName: 'deployer' },
  });
  expect(objects['Namespace frontend']).toBeDefined();
});

test('the namespace of the layer is that of its releases', () => {
  const objects = objectsOf((cluster) => {
    const layer = new Layer(cluster, 'web', { namespace: 'web' });
    new HelmReleaseFromOci(layer, 'podinfo', PODINFO);
  });

  expect(Object.keys(objects).sort()).toEqual(['HelmRelease web/podinfo', 'Namespace web', 'OCIRepository web/podinfo']);
});

test('two releases of one namespace write it once, in the layer that comes first', () => {
  const files = filesOfCluster((cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'a', { ...PODINFO, namespace: 'shared' });
    new HelmReleaseFromOci(cluster.apps, 'b', { ...PODINFO, namespace: 'shared' });
    new HelmReleaseFromOci(cluster.controllers, 'c', { ...PODINFO, namespace: 'shared' });
  });

  expect(Object.keys(files).filter((path) => path.endsWith('namespace.yaml'))).toEqual([
    'infrastructure/controllers/production/shared/namespace.yaml',
  ]);
});

test('a release of the cluster itself writes the namespace, because the sync comes before all layers', () => {
  const files = filesOfCluster((cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'a', { ...PODINFO, namespace: 'shared' });
    new HelmReleaseFromOci(cluster, 'b', { ...PODINFO, namespace: 'shared' });
  });

  expect(Object.keys(files).filter((path) => path.endsWith('namespace.yaml'))).toEqual(['clusters/production/shared/namespace.yaml']);
});

test('a namespace that the program defines anywhere in the cluster is the only one', () => {
  const files = filesOfCluster((cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new Namespace(cluster.controllers, 'podinfo', { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } });
  });

  expect(Object.keys(files).filter((path) => path.includes('namespace'))).toEqual([
    'infrastructure/controllers/production/podinfo/namespace.yaml',
  ]);
});

test('namespaces that every cluster has are not written', () => {
  const objects = objectsOf((cluster) => {
    new HelmReleaseFromOci(cluster.controllers, 'metrics-server', { ...PODINFO, namespace: 'kube-system' });
    new HelmReleaseFromOci(cluster.controllers, 'flagger', { ...PODINFO, namespace: 'flux-system' });
  });

  expect(Object.keys(objects).filter((name) => name.startsWith('Namespace'))).toEqual([]);
});

test('a source is shared by passing it, and only then', () => {
  const objects = objectsOf((cluster) => {
    const first = new HelmReleaseFromOci(cluster.apps, 'first', PODINFO);
    new HelmRelease(cluster.apps, 'second', { chart: first.source, namespace: 'first' });
    new HelmReleaseFromOci(cluster.apps, 'third', PODINFO);
  });

  expect(Object.keys(objects).filter((name) => name.startsWith('OCIRepository'))).toEqual([
    'OCIRepository first/first',
    'OCIRepository third/third',
  ]);
  expect(objects['HelmRelease first/second'].spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'first' });
});

test('in a locked cluster a release of the platform has an account, whose rights reach everything that a chart may bring', () => {
  const files = filesOfCluster((cluster) => new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO), LOCKED);

  expect(objectsIn(files['infrastructure/controllers/production/cert-manager/rbac.yaml'])).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'flux-cert-manager', namespace: 'cert-manager' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'flux-cert-manager' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux-cert-manager', namespace: 'cert-manager' }],
    },
  ]);
  expect(objectsByName(files)['HelmRelease cert-manager/cert-manager'].spec.serviceAccountName).toBe('flux-cert-manager');
  expect(objectsByName(files)['Kustomization flux-system/infra-controllers'].spec.serviceAccountName).toBe('kustomize-controller');
});

test('an account that the program names is not replaced', () => {
  const objects = objectsOf(
    (cluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', { ...PODINFO, serviceAccountName: 'deployer' }),
    LOCKED,
  );

  expect(Object.keys(objects).sort()).toEqual(['HelmRelease podinfo/podinfo', 'Namespace podinfo', 'OCIRepository podinfo/podinfo']);
  expect(objects['HelmRelease podinfo/podinfo'].spec.serviceAccountName).toBe('deployer');
});

test('the first tenant locks the cluster, also for releases that were defined before', () => {
  const addTenant = (cluster: LayeredCluster) =>
    new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
  const addRelease = (cluster: LayeredCluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  const before = filesOfCluster((cluster) => [addRelease(cluster), addTenant(cluster)]);
  const after = filesOfCluster((cluster) => [addTenant(cluster), addRelease(cluster)]);

  expect(before).toEqual(after);
  expect(objectsByName(before)['HelmRelease podinfo/podinfo'].spec.serviceAccountName).toBe('flux-podinfo');
});

test('in a chart of plain cdk8s the namespace of the chart is used, and somebody else makes it', () => {
  const manifests = synthAll((chart) => new HelmReleaseFromOci(chart, 'podinfo', PODINFO));

  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'OCIRepository apps/podinfo',
    'HelmRelease apps/podinfo',
  ]);
});

test('in a chart of plain cdk8s without a namespace the release brings its own', () => {
  const chart = new Chart(Testing.app(), 'plain');
  new HelmReleaseFromOci(chart, 'podinfo', PODINFO);
  const manifests = Testing.synth(chart);

  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`).sort()).toEqual([
    'HelmRelease podinfo/podinfo',
    'Namespace /podinfo',
    'OCIRepository podinfo/podinfo',
  ]);
});

test('every object of the three kinds of release is valid by its schema', () => {
  const objects = objectsOf((cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'a', PODINFO);
    new HelmReleaseFromRepository(cluster.apps, 'b', { repositoryUrl: 'https://charts.acme.io', chart: 'podinfo', version: '6.x' });
    new HelmReleaseFromGit(cluster.apps, 'c', {
      repositoryUrl: 'https://github.com/acme/c',
      ref: GitRef.branch('main'),
      chartPath: './chart',
    });
  }, LOCKED);
  const flux = Object.entries(objects).filter(([, { apiVersion }]) => apiVersion.includes('fluxcd.io'));

  expect(flux.map(([name, object]) => [name, schemaErrors(object)])).toEqual(flux.map(([name]) => [name, []]));
});

test.each<[string, (scope: Construct) => unknown, string[]]>([
  [
    'an https address of an OCI chart is refused',
    (scope) => new HelmReleaseFromOci(scope, 'podinfo', { ...PODINFO, chartUrl: 'https://ghcr.io/stefanprodan/charts/podinfo' }),
    [
      `OciRepository 'production/apps/podinfo/source': url must be an address that starts with oci://, got "https://ghcr.io/stefanprodan/charts/podinfo".`,
      "  fix: url: 'oci://ghcr.io/stefanprodan/charts/podinfo'",
    ],
  ],
  [
    'an id that is no namespace is refused where no other is given',
    (scope) => new HelmReleaseFromOci(scope, 'pod.info', PODINFO),
    [
      `HelmReleaseFromOci 'production/apps/pod.info': id must be a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends, got "pod.info".`,
      "  fix: id: 'pod-info'",
    ],
  ],
  [
    'the namespace default is refused',
    (scope) => new HelmReleaseFromOci(scope, 'podinfo', { ...PODINFO, namespace: 'default' }),
    [
      `HelmReleaseFromOci 'production/apps/podinfo': namespace must be a namespace of its own; 'default' has no owner, no quota and no policy, got "default".`,
      "  fix: namespace: 'apps'",
    ],
  ],
])('%s', (_sentence, define, message) => {
  expect(errorOf(() => filesOfCluster((cluster) => define(cluster.apps)))).toBe(message.join('\n'));
});
