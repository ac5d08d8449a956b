import { Chart } from 'cdk8s';
import {
  ArtifactGenerator,
  ArtifactSource,
  Auth,
  Bucket,
  BucketProvider,
  ChartOrigin,
  ConfigMap,
  FluxApp,
  GitRef,
  GitRepository,
  HelmChart,
  HelmRelease,
  HelmReleaseFromOci,
  HelmRepository,
  IManifestSource,
  Kustomization,
  Layer,
  LayeredCluster,
  OciRepository,
  ValuesFrom,
} from '../../src';
import { objectsByName, PODINFO, SYNC } from '../support/fleet';
import { errorOf } from '../support/synth';

const GIT = { url: 'https://github.com/acme/charts', ref: GitRef.branch('main') };

/** The objects of an app with two clusters, and a chart outside of both. */
function objectsWith(connect: (own: LayeredCluster, other: LayeredCluster, outside: Chart) => unknown): Record<string, any> {
  const app = new FluxApp();
  const [own, other] = ['own', 'other'].map((id) => new LayeredCluster(app, id, { sync: SYNC }));
  connect(own, other, new Chart(app, 'outside', { namespace: 'flux-system', disableResourceNameHashes: true }));
  return objectsByName(app.synthFiles());
}

test.each<[string, (own: LayeredCluster, other: LayeredCluster) => unknown, string, string, string]>([
  [
    'a layer that waits for a release of another cluster',
    (own, other) => own.apps.dependsOn(new HelmReleaseFromOci(other.apps, 'podinfo', PODINFO)),
    "Kustomization 'own/flux-system/apps'",
    'dependsOn',
    'HelmReleaseFromOci other/apps/podinfo',
  ],
  [
    'a release that waits for a release of another cluster',
    (own, other) => {
      const [mine, theirs] = [own, other].map((cluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO));
      mine.dependsOn(theirs);
    },
    "HelmRelease 'own/apps/podinfo/release'",
    'dependsOn',
    'HelmReleaseFromOci other/apps/podinfo',
  ],
  [
    'a release that waits for a layer of another cluster',
    (own, other) => new HelmReleaseFromOci(own.apps, 'podinfo', PODINFO).dependsOn(other.apps),
    "HelmRelease 'own/apps/podinfo/release'",
    'dependsOn',
    'Layer other/apps',
  ],
  [
    'a layer that is made with a dependency in another cluster',
    (own, other) => new Layer(own, 'web', { dependsOn: [other.apps] }),
    "Kustomization 'own/flux-system/web'",
    'dependsOn',
    'Layer other/apps',
  ],
  [
    'a Kustomization with a source of another cluster',
    (own, other) => new Kustomization(own.apps, 'web', { source: new GitRepository(other, 'web', GIT), path: './' }),
    "Kustomization 'own/apps/web'",
    'source',
    'GitRepository other/web',
  ],
  [
    'a layer with a source of another cluster',
    (own, other) => new Layer(own, 'web', { source: new GitRepository(other, 'web', GIT), path: './' }),
    "Kustomization 'own/flux-system/web'",
    'source',
    'GitRepository other/web',
  ],
  [
    'a release with an artifact of another cluster, where only its name is known',
    (own, other) => new HelmRelease(own.apps, 'web', { chart: OciRepository.fromOciRepositoryName(other, 'web', 'web') }),
    "HelmRelease 'own/apps/web'",
    'chart',
    'ImportedOciRepository other/web',
  ],
  [
    'a HelmChart with a repository of another cluster',
    (own, other) => {
      const repository = new HelmRepository(other.apps, 'charts', { url: 'https://charts.acme.io', namespace: 'web' });
      new HelmChart(own.apps, 'web', { origin: ChartOrigin.repository(repository, 'web', '1.x'), namespace: 'web' });
    },
    "HelmChart 'own/apps/web'",
    'origin',
    'HelmRepository other/apps/charts',
  ],
  [
    'an ArtifactGenerator with a source of another cluster',
    (own, other) => {
      const files = ArtifactSource.files('web', new GitRepository(other, 'web', GIT));
      new ArtifactGenerator(own, 'web', { sources: [files], artifacts: [{ name: 'web', copy: [{ from: '@web/**', to: '@artifact/' }] }] });
    },
    "ArtifactGenerator 'own/web'",
    'sources',
    'GitRepository other/web',
  ],
  [
    'a release with values of another cluster',
    (own, other) => {
      const values = new ConfigMap(other.apps, 'values', { data: { 'values.yaml': 'a: 1' }, namespace: 'web' });
      const chart = OciRepository.fromOciRepositoryName(own.apps, 'web-chart', 'web', 'web');
      new HelmRelease(own.apps, 'web', { chart, namespace: 'web', valuesFrom: [ValuesFrom.configMap(values)] });
    },
    "HelmRelease 'own/apps/web'",
    'valuesFrom',
    'ConfigMap other/apps/values',
  ],
  [
    'a release with a HelmChart of another cluster',
    (own, other) => {
      const repository = new HelmRepository(other.apps, 'charts', { url: 'https://charts.acme.io', namespace: 'web' });
      const chart = new HelmChart(other.apps, 'web', { origin: ChartOrigin.repository(repository, 'web', '1.x'), namespace: 'web' });
      new HelmRelease(own.apps, 'web', { chart });
    },
    "HelmRelease 'own/apps/web'",
    'chart',
    'HelmChart other/apps/web',
  ],
  [
    'a release with a chart in a Git repository of another cluster',
    (own, other) => new HelmRelease(own.apps, 'web', { chart: new GitRepository(other, 'charts', GIT).chart('./web'), namespace: 'web' }),
    "HelmRelease 'own/apps/web'",
    'chart',
    'GitRepository other/charts',
  ],
  [
    'a release with a chart of a Helm repository of another cluster',
    (own, other) => {
      const repository = new HelmRepository(other, 'charts', { url: 'https://charts.acme.io' });
      new HelmRelease(own.apps, 'web', { chart: repository.chart('web', '1.x'), namespace: 'web' });
    },
    "HelmRelease 'own/apps/web'",
    'chart',
    'HelmRepository other/charts',
  ],
  [
    'a release with a chart in a bucket of another cluster',
    (own, other) => {
      const auth = Auth.secret('minio');
      const bucket = new Bucket(other, 'charts', {
        provider: BucketProvider.GENERIC,
        endpoint: 'minio.acme.io',
        bucketName: 'charts',
        auth,
      });
      new HelmRelease(own.apps, 'web', { chart: bucket.chart('./web'), namespace: 'web' });
    },
    "HelmRelease 'own/apps/web'",
    'chart',
    'Bucket other/charts',
  ],
])('%s is refused', (_sentence, connect, at, prop, got) => {
  expect(errorOf(() => objectsWith(connect))).toBe(
    [
      `${at}: ${prop} must be of the cluster 'own'; clusters know nothing of each other, got "${got}".`,
      "  fix: define it in 'own' as well",
    ].join('\n'),
  );
});

test('a refused dependency on another cluster leaves nothing behind', () => {
  const objects = objectsWith((own, other) => {
    for (const { apps } of [own, other]) new HelmReleaseFromOci(apps, 'podinfo', PODINFO);
    errorOf(() => own.apps.dependsOn(other.apps));
  });

  expect(objects['Kustomization flux-system/apps'].spec.dependsOn).toBeUndefined();
});

test('an object of a cluster may name what no cluster of the program has', () => {
  const objects = objectsWith((own, _other, outside) => {
    const source = new GitRepository(outside, 'shared', GIT);
    new Layer(own, 'web', { source, path: './web', dependsOn: [Kustomization.fromKustomizationName(outside, 'first', 'first')] });
    new HelmRelease(own, 'podinfo', { chart: OciRepository.fromOciRepositoryName(outside, 'podinfo', 'podinfo') });
    new HelmRelease(own, 'packed', { chart: source.chart('./charts/web') });
  });

  expect(objects['Kustomization flux-system/web'].spec).toMatchObject({
    sourceRef: { kind: 'GitRepository', name: 'shared' },
    dependsOn: [{ name: 'first' }],
  });
  expect(objects['HelmRelease flux-system/podinfo'].spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'podinfo' });
  expect(objects['HelmRelease flux-system/packed'].spec.chart.spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'shared' });
});

test('an object outside of all clusters may name what a cluster has', () => {
  const objects = objectsWith((own, _other, outside) => new Kustomization(outside, 'web', { source: own.source, path: './web' }));

  expect(objects['Kustomization flux-system/web'].spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'flux-system' });
});

test('two layers of one cluster may name what the other has', () => {
  const objects = objectsWith((own) => {
    const source: IManifestSource = new GitRepository(new Layer(own, 'sources', { namespace: 'web' }), 'web', GIT);
    new Layer(own, 'web', { source, path: './' });
  });

  expect(objects['Kustomization flux-system/web'].spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'web', namespace: 'web' });
});
