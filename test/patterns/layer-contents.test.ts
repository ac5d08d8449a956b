import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { HelmRelease, HelmReleaseFromOci, LayeredCluster, source, Tenancy, TenantSource, TenantSpace } from '../../src';
import { filesOfCluster, layersIn, objectsByName, PODINFO } from '../support/fleet';
import { refusalOfCluster } from '../support/findings';
import { errorOf } from '../support/synth';

const objectsOf = (define: (cluster: LayeredCluster) => unknown) => objectsByName(filesOfCluster(define));

test('an object that names itself not is named after its construct, wherever that stands and in every cluster', () => {
  const objects = objectsOf(({ apps }) => {
    const group = new Construct(apps, 'group');
    new ApiObject(group, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'web' } });
    new source.GitRepository(apps, 'legacy', {
      metadata: { namespace: 'web' },
      spec: { interval: '5m', url: 'https://github.com/acme/legacy', ref: { branch: 'main' } },
    });
  });

  expect(Object.keys(objects)).toEqual(expect.arrayContaining(['ConfigMap web/settings', 'GitRepository web/legacy']));
});

test('a release that shares a source lives beside it where nothing else says so', () => {
  const files = filesOfCluster(({ apps }) => {
    const first = new HelmReleaseFromOci(apps, 'redis', PODINFO);
    new HelmRelease(apps, 'redis-b', { chart: first.source });
  });

  expect(objectsByName(files)['HelmRelease redis/redis-b'].spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'redis' });
});

test('in a locked cluster its account stands beside it as well', () => {
  const files = filesOfCluster(
    ({ apps }) => {
      const first = new HelmReleaseFromOci(apps, 'redis', PODINFO);
      new HelmRelease(apps, 'redis-b', { chart: first.source });
    },
    { tenancy: Tenancy.locked() },
  );

  expect(Object.keys(files).filter((path) => path.startsWith('apps/'))).toEqual([
    'apps/production/kustomization.yaml',
    'apps/production/redis/kustomization.yaml',
    'apps/production/redis/namespace.yaml',
    'apps/production/redis/rbac.yaml',
    'apps/production/redis/redis-b-release.yaml',
    'apps/production/redis/release.yaml',
    'apps/production/redis/source.yaml',
  ]);
});

test('a release without a place gets no account, but the error that says so', () => {
  const define = ({ apps }: LayeredCluster) =>
    new HelmRelease(apps, 'web', { chart: { toReleaseChart: () => ({ chartRef: { kind: 'OCIRepository', name: 'web' } }) } as never });

  expect(refusalOfCluster(define, { tenancy: Tenancy.locked() })).toContain(
    "error[object-without-namespace] HelmRelease web has no namespace @ HelmRelease 'production/apps/web' (metadata.name)",
  );
});

test('a release of the platform in the namespace of a tenant is refused, because the tenant could use its account', () => {
  const define = (cluster: LayeredCluster) => {
    new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
    new HelmReleaseFromOci(cluster.apps, 'redis', { ...PODINFO, namespace: 'team-a' });
  };

  expect(refusalOfCluster(define)).toEqual([
    "error[privileged-account-in-tenant-namespace] ClusterRoleBinding flux-team-a-redis gives the role 'cluster-admin' to ServiceAccount flux-redis in namespace team-a, which tenant 'team-a' can use @ ClusterRoleBinding 'production/apps/redis/release/account/cluster-role-binding' (subjects[0])",
  ]);
});

test('it is accepted with the account of the tenant', () => {
  const objects = objectsOf((cluster) => {
    new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
    new HelmReleaseFromOci(cluster.apps, 'redis', { ...PODINFO, namespace: 'team-a', serviceAccountName: 'flux' });
  });

  expect(objects['HelmRelease team-a/redis'].spec.serviceAccountName).toBe('flux');
});

test('a layer gives its releases the time that they take one after the other', () => {
  const files = filesOfCluster(({ controllers, apps }) => {
    const timeout = Duration.minutes(20);
    const database = new HelmReleaseFromOci(controllers, 'database', { ...PODINFO, timeout });
    const cache = new HelmReleaseFromOci(controllers, 'cache', { ...PODINFO, timeout: Duration.minutes(3) });
    new HelmReleaseFromOci(controllers, 'web', { ...PODINFO, timeout, dependsOn: [database, cache] });
    new HelmReleaseFromOci(apps, 'podinfo', { ...PODINFO, dependsOn: [database] });
  });

  expect([layersIn(files)['infra-controllers'].timeout, layersIn(files).apps.timeout]).toEqual(['40m', '5m']);
});

test('what only the compiler of TypeScript requires is required of other languages as well', () => {
  const chartUrl = PODINFO.chartUrl;

  expect(errorOf(() => objectsOf(({ apps }) => new HelmReleaseFromOci(apps, 'web', { chartUrl } as never)))).toBe(
    ["OciRepository 'production/apps/web/source': ref must be given, got undefined.", "  fix: ref: OciRef.semver('6.x')"].join('\n'),
  );
  expect(errorOf(() => objectsOf(({ apps }) => new HelmRelease(apps, 'web', {} as never)))).toBe(
    [
      "HelmRelease 'production/apps/web': chart must be given, got undefined.",
      '  fix: chart: new OciRepository(…), or HelmReleaseFromOci',
    ].join('\n'),
  );
});
