import { Chart } from 'cdk8s';
import {
  ChartOrigin,
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
  });

  expect(objects['Kustomization flux-system/web'].spec).toMatchObject({
    sourceRef: { kind: 'GitRepository', name: 'shared' },
    dependsOn: [{ name: 'first' }],
  });
  expect(objects['HelmRelease flux-system/podinfo'].spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'podinfo' });
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
