import { ConfigMap, GitRef, GitRepository, HelmReleaseFromOci, Install, LayeredCluster, Shard, TenantSource, TenantSpace } from '../../src';
import { filesOfCluster, objectsByName, PODINFO } from '../support/fleet';
import { refusalOfCluster } from '../support/findings';
import { errorOf, testChart } from '../support/synth';

const LABEL = 'sharding.fluxcd.io/key';
const SHARDED = { install: Install.operator({ sharding: { shards: ['one', 'two'] } }) };

/** The objects with a label, by name. */
const shardsIn = (define: (cluster: LayeredCluster) => unknown) =>
  Object.fromEntries(
    Object.entries(objectsByName(filesOfCluster(define, SHARDED))).flatMap(([name, { metadata }]) =>
      metadata.labels?.[LABEL] === undefined ? [] : [[name, metadata.labels[LABEL]]],
    ),
  );

test('what Flux reconciles gets the label, and nothing else does', () => {
  expect(
    shardsIn((cluster) => {
      const release = new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      new ConfigMap(release, 'settings', { namespace: 'podinfo', data: {} });
      Shard.of(release).assign('one');
    }),
  ).toEqual({ 'HelmRelease podinfo/podinfo': 'one', 'OCIRepository podinfo/podinfo': 'one' });
});

test('a layer gives its own Kustomization away as well', () => {
  expect(
    shardsIn((cluster) => {
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      Shard.of(cluster.apps).assign('two');
      new HelmReleaseFromOci(cluster.controllers, 'other', PODINFO);
    }),
  ).toEqual({
    'HelmRelease podinfo/podinfo': 'two',
    'Kustomization flux-system/apps': 'two',
    'OCIRepository podinfo/podinfo': 'two',
  });
});

test('a tenant is given away with its source and its sync', () => {
  expect(
    shardsIn((cluster) => {
      const tenant = new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
      Shard.of(tenant).assign('one').assign('two');
    }),
  ).toEqual({ 'GitRepository team-a/team-a': 'two', 'Kustomization team-a/team-a': 'two' });
});

test('a single object keeps its other labels', () => {
  const chart = testChart();
  const source = new GitRepository(chart, 'web', { url: 'https://github.com/acme/web', ref: GitRef.branch('main'), labels: { team: 'a' } });
  Shard.of(source).assign('one');

  expect(chart.toJson()[0].metadata.labels).toEqual({ team: 'a', [LABEL]: 'one' });
});

test('a shard that the cluster does not have is an error', () => {
  const define = (cluster: LayeredCluster) => {
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    Shard.of(cluster.apps.kustomization).assign('three');
  };

  expect(refusalOfCluster(define, SHARDED)).toEqual([
    `error[inconsistent-sharding] Kustomization flux-system/apps has the shard three, which does not exist @ Kustomization 'production/flux-system/apps' (metadata.labels["sharding.fluxcd.io/key"])`,
  ]);
});

test('what holds no Flux object is refused', () => {
  const map = new ConfigMap(testChart(), 'settings', { data: {} });

  expect(errorOf(() => Shard.of(map))).toBe(
    [
      `Shard.of(): construct must be one that holds a source, a Kustomization or a HelmRelease already; no other object has a shard, got "${map.node.path}".`,
      '  fix: call it after the objects are defined',
    ].join('\n'),
  );
});

test('a name that no label can have is refused', () => {
  const source = new GitRepository(testChart(), 'web', { url: 'https://github.com/acme/web', ref: GitRef.branch('main') });

  expect(errorOf(() => Shard.of(source).assign('Shard 1'))).toBe(
    [
      "Shard.assign(): shard must be a Kubernetes name: at most 63 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got \"Shard 1\".",
      "  fix: shard: 'shard-1'",
    ].join('\n'),
  );
});
