import { Gate, HelmRelease, HelmReleaseFromOci, Kustomization, Layer, LayeredCluster } from '../../src';
import { filesOf, filesOfCluster, layersIn, objectsByName, PODINFO, SYNC } from '../support/fleet';
import { errorOf } from '../support/synth';

/** Two layers without an order, each with one release. */
function twoLayers(connect: (parts: ReturnType<typeof define>) => unknown) {
  const files = filesOfCluster((cluster) => connect(define(cluster)));
  const releases = Object.entries(objectsByName(files)).filter(([name]) => name.startsWith('HelmRelease'));
  return {
    layers: layersIn(files),
    releases: Object.fromEntries(releases.map(([, { metadata, spec }]) => [metadata.name, spec.dependsOn])),
  };
}

function define(cluster: LayeredCluster) {
  const [first, second] = ['first', 'second'].map((id) => new Layer(cluster, id));
  const [database, web] = [new HelmReleaseFromOci(first, 'database', PODINFO), new HelmReleaseFromOci(second, 'web', PODINFO)];
  return { cluster, first, second, database, web };
}

test('releases wait for each other, also across layers and namespaces', () => {
  const { releases, layers } = twoLayers(({ database, web }) => web.dependsOn(database));

  expect(releases).toEqual({ database: undefined, web: [{ name: 'database', namespace: 'database' }] });
  expect([layers.second.dependsOn, layers.first.wait]).toEqual([undefined, undefined]);
});

test('a layer that waits for a release waits for the layer of the release, until it is healthy', () => {
  const { layers } = twoLayers(({ second, database }) => second.dependsOn(database));

  expect([layers.second.dependsOn, layers.first.wait]).toEqual([[{ name: 'first' }], true]);
});

test('a release that waits for a layer makes its own layer wait', () => {
  const { layers, releases } = twoLayers(({ first, web }) => web.dependsOn(first));

  expect([layers.second.dependsOn, layers.first.wait]).toEqual([[{ name: 'first' }], true]);
  expect(releases.web).toBeUndefined();
});

test('a release may wait for a Kustomization', () => {
  const { layers } = twoLayers(({ cluster, web }) => {
    const legacy = new Kustomization(cluster, 'legacy', { source: cluster.source, path: './legacy' });
    web.dependsOn(legacy);
  });

  expect([layers.second.dependsOn, layers.legacy.wait]).toEqual([[{ name: 'legacy' }], true]);
});

test('a gate that the program chose is kept', () => {
  const files = filesOfCluster((cluster) => {
    const first = new Layer(cluster, 'first', { gate: Gate.applied() });
    new HelmReleaseFromOci(first, 'database', PODINFO);
    new HelmReleaseFromOci(new Layer(cluster, 'second', { dependsOn: [first] }), 'web', PODINFO);
  });

  expect([layersIn(files).second.dependsOn, layersIn(files).first.wait]).toEqual([[{ name: 'first' }], undefined]);
});

test.each<[string, (parts: ReturnType<typeof define>) => unknown, string[]]>([
  [
    'a layer that waits for one of its own releases is refused',
    ({ first, database }) => first.dependsOn(database),
    [
      `Kustomization 'production/flux-system/first': dependsOn must be in another Layer: Kustomization 'first' applies both, and applies them together, got "HelmReleaseFromOci production/first/database".`,
      '  fix: move the one that comes first to an earlier Layer',
    ],
  ],
  [
    'a release that waits for its own layer is refused',
    ({ first, database }) => database.dependsOn(first),
    [
      `HelmRelease 'production/first/database/release': dependsOn must be in another Layer: Kustomization 'first' applies both, and applies them together, got "Layer production/first".`,
      '  fix: move the one that comes first to an earlier Layer',
    ],
  ],
  [
    'a release of the cluster itself cannot wait for a layer',
    ({ cluster, first }) => new HelmReleaseFromOci(cluster, 'early', { ...PODINFO, dependsOn: [first] }),
    [
      `HelmRelease 'production/early/release': dependsOn must be within a Layer on both sides: Flux lets a Kustomization and a HelmRelease wait for each other only through the Kustomization that applies the release, got "Layer production/first".`,
      "  fix: define 'production/early/release' inside a Layer",
    ],
  ],
  [
    'a cycle across the kinds is refused',
    ({ first, second, database, web }) => [web.dependsOn(first), first.dependsOn(second), database],
    [
      `Kustomization 'production/flux-system/first': dependsOn must be free of cycles; nothing in a cycle ever becomes ready, got "first → second → first".`,
      '  fix: remove the dependency of second on first, or the one of first on second',
    ],
  ],
])('%s', (_sentence, connect, message) => {
  expect(errorOf(() => twoLayers(connect))).toBe(message.join('\n'));
});

test.each<[string, (own: LayeredCluster, other: LayeredCluster) => unknown, string[]]>([
  [
    'a dependency on another cluster is refused',
    (own, other) => own.apps.dependsOn(other.apps),
    [
      `Kustomization 'own/flux-system/apps': dependsOn must be of the cluster 'own'; clusters know nothing of each other, got "Layer other/apps".`,
      "  fix: define it in 'own' as well",
    ],
  ],
  [
    'a chart of another cluster is refused',
    (own, other) => {
      const { source } = new HelmReleaseFromOci(other.apps, 'web', PODINFO);
      new HelmRelease(own.apps, 'web', { chart: source, namespace: 'web' });
    },
    [
      `HelmRelease 'own/apps/web': chart must be of the cluster 'own'; clusters know nothing of each other, got "OciRepository other/apps/web/source".`,
      "  fix: define it in 'own' as well",
    ],
  ],
  [
    'a source of another cluster is refused',
    (own, other) => new Kustomization(own, 'web', { source: other.source, path: './web' }),
    [
      `Kustomization 'own/web': source must be of the cluster 'own'; clusters know nothing of each other, got "ImportedGitRepository other/flux-system/source".`,
      "  fix: define it in 'own' as well",
    ],
  ],
])('%s', (_sentence, connect, message) => {
  const define = () =>
    filesOf((app) => {
      const [own, other] = ['own', 'other'].map((id) => new LayeredCluster(app, id, { sync: SYNC }));
      connect(own, other);
    });

  expect(errorOf(define)).toBe(message.join('\n'));
});
