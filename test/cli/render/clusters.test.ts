import {
  HAS_KUSTOMIZE,
  appliedIn,
  configMap,
  inDirectory,
  instance,
  kustomization,
  load,
  placeText,
  problemsIn,
  unseenIn,
} from './fleet-support';

const GIT = 'kind: GitRepository, name: flux-system';

function source(name: string, url: string, kind = 'GitRepository'): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: flux-system }\nspec: { interval: 5m, url: ${url} }\n`;
}

describe('clusters of a FluxInstance', () => {
  test('Kustomizations are followed through each other, and know who applies them', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/instance.yaml': instance('./clusters/prod/'),
      'clusters/prod/platform.yaml': kustomization('platform', './platform'),
      'platform/apps.yaml': kustomization('apps', '/apps'),
      'apps/config.yaml': configMap('config'),
    });
    const [{ manifests, path, cluster, files, entryPaths }] = contexts;
    expect({ path, cluster, entryPaths }).toEqual({ path: 'clusters/prod', cluster: 'prod', entryPaths: ['clusters/prod'] });
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['FluxInstance flux-system/flux', 'Kustomization flux-system/platform'],
      'Kustomization flux-system/platform': ['Kustomization flux-system/apps'],
      'Kustomization flux-system/apps': ['ConfigMap apps/config'],
    });
    const [config] = manifests.ofKind('ConfigMap');
    expect(config.applier?.applier?.name).toBe('platform');
    expect(files.map((file) => file.path).sort()).toEqual([
      'apps/config.yaml',
      'clusters/prod/flux-system/instance.yaml',
      'clusters/prod/platform.yaml',
      'platform/apps.yaml',
    ]);
  });

  test('an instance that is applied by hand belongs to the cluster as well, once', async () => {
    const { contexts } = await load({ 'install/prod.yaml': instance('clusters/prod'), 'clusters/prod/config.yaml': configMap('config') });
    expect(contexts.map(appliedIn)).toEqual([{ sync: ['ConfigMap apps/config', 'FluxInstance flux-system/flux'] }]);
    expect(contexts[0].cluster).toBe('prod');
  });

  test('a gitless one syncs a directory that was pushed', async () => {
    const sync = (text: string) =>
      text.replace('kind: GitRepository', 'kind: OCIRepository').replace('https://github.com/acme/fleet', 'oci://ghcr.io/acme/fleet');
    const fleet = await load({
      'deploy/clusters/prod/flux-system/instance.yaml': sync(instance('clusters/prod')).replace('2.x', '2.8.x'),
      'deploy/clusters/prod/apps.yaml': kustomization('apps', './apps', '', 'kind: OCIRepository, name: flux-system'),
      'deploy/apps/config.yaml': configMap('config'),
    });
    expect(fleet.pattern).toBe('gitless');
    const [context] = fleet.contexts;
    expect({ path: context.path, version: context.fluxVersion }).toEqual({ path: 'deploy/clusters/prod', version: '2.8' });
    expect(appliedIn(context)['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);
  });

  test('a path that is not there is a problem where others of the same source are', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/instance.yaml': instance('clusters/prodution'),
      'clusters/prod/config.yaml': configMap('config'),
    });
    expect(contexts.map(appliedIn)).toEqual([{ sync: ['ConfigMap apps/config', 'FluxInstance flux-system/flux'] }]);
    expect(problemsIn(contexts[0])).toEqual([
      'clusters/prod/flux-system/instance.yaml:14 path-not-found: clusters/prodution is no directory of this repository',
    ]);
    expect(contexts[0].mayHoldUnseen('any')).toBe(true);
  });

  test('one that syncs from another repository has only what is beside it', async () => {
    const { contexts } = await load({ 'home/flux-system/instance.yaml': instance('fleet/prod'), 'home/config.yaml': configMap('config') });
    expect(contexts.map(appliedIn)).toEqual([{ sync: ['ConfigMap apps/config', 'FluxInstance flux-system/flux'] }]);
    expect(unseenIn(contexts[0])).toEqual(['Kustomization flux-system/flux-system: its FluxInstance syncs from another repository']);
    expect(problemsIn(contexts[0])).toEqual([]);
  });
});

describe('clusters of flux bootstrap', () => {
  const SYNC = `${source('flux-system', 'ssh://git@github.com/acme/fleet')}---\n${kustomization('flux-system', './clusters/prod')}`;

  test('the sync applies itself, and is the applier of the rest', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/gotk-sync.yaml': SYNC,
      'clusters/prod/apps.yaml': kustomization('apps', './apps', '', 'kind: GitRepository, name: same-repository'),
      'clusters/prod/source.yaml': source('same-repository', 'https://github.com/acme/fleet.git'),
      'apps/config.yaml': configMap('config'),
    });
    const [{ manifests }] = contexts;
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['Kustomization flux-system/flux-system'],
      'Kustomization flux-system/flux-system': [
        'Kustomization flux-system/apps',
        'GitRepository flux-system/flux-system',
        'GitRepository flux-system/same-repository',
      ],
      'Kustomization flux-system/apps': ['ConfigMap apps/config'],
    });
    expect(manifests.generated).toEqual([]);
  });

  test.skipIf(!HAS_KUSTOMIZE)('patches beside it change what it does', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/gotk-sync.yaml': SYNC,
      'clusters/prod/flux-system/gotk-components.yaml': '# This manifest was generated by flux.\n',
      'clusters/prod/flux-system/kustomization.yaml': `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [gotk-components.yaml, gotk-sync.yaml]
patches:
  - target: { kind: Kustomization }
    patch: |
      - op: add
        path: /spec/postBuild
        value: { substitute: { WHO: me } }
`,
      'clusters/prod/config.yaml': configMap('config', { who: '${WHO}' }),
    });
    expect(problemsIn(contexts[0])).toEqual([]);
    const [config] = contexts[0].manifests.ofKind('ConfigMap');
    expect(config.object.data).toEqual({ who: 'me' });
    expect(config._unsubstituted.data).toEqual({ who: '${WHO}' });
    expect(placeText(config.at('data', 'who').place)).toBe('clusters/prod/config.yaml:7');
  });

  test('what bootstrap will write stands in for it while the file is a placeholder', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/gotk-sync.yaml': '# later\n',
      'clusters/prod/flux-system/gotk-components.yaml': '# later\n',
      'clusters/prod/flux-system/kustomization.yaml': 'resources: [gotk-components.yaml, gotk-sync.yaml]\n',
      'clusters/prod/apps.yaml': kustomization('apps', './apps'),
      'apps/config.yaml': configMap('config'),
    });
    const [context] = contexts;
    expect(appliedIn(context)).toEqual({
      sync: ['Kustomization flux-system/apps'],
      'Kustomization flux-system/apps': ['ConfigMap apps/config'],
    });
    expect(context.manifests.generated.map((made) => `${made} ${placeText(made.root.place)}`)).toEqual([
      'GitRepository flux-system/flux-system clusters/prod/flux-system/gotk-sync.yaml:1',
      'Kustomization flux-system/flux-system clusters/prod/flux-system/gotk-sync.yaml:1',
    ]);
    expect(problemsIn(context)).toEqual([]);
  });
});

describe('other clusters', () => {
  test('directories with Kustomizations that nothing else applies', async () => {
    const { contexts } = await load({
      'clusters/staging/apps.yaml': kustomization('apps', './apps'),
      'clusters/staging/deep/more.yaml': kustomization('more', './apps'),
      'clusters/prod/apps.yaml': kustomization('apps', './apps'),
      'apps/config.yaml': configMap('config'),
      'apps/nested.yaml': kustomization('nested', './nested'),
      'nested/config.yaml': configMap('nested'),
    });
    expect(contexts.map(({ cluster, environment }) => ({ cluster, environment }))).toEqual([
      { cluster: 'prod', environment: 'production' },
      { cluster: 'staging', environment: 'staging' },
    ]);
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['Kustomization flux-system/apps'],
      'Kustomization flux-system/apps': ['ConfigMap apps/config', 'Kustomization flux-system/nested'],
      'Kustomization flux-system/nested': ['ConfigMap apps/nested'],
    });
  });

  test('one whose Kustomization applies its own directory, by whatever file', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/sync.yaml': `${source('fleet', 'https://github.com/acme/fleet')}---\n${kustomization('sync', './clusters/prod', '', 'kind: GitRepository, name: fleet')}`,
      'clusters/prod/config.yaml': configMap('config'),
    });
    expect(contexts.map(appliedIn)).toEqual([
      {
        sync: ['Kustomization flux-system/sync'],
        'Kustomization flux-system/sync': ['ConfigMap apps/config', 'GitRepository flux-system/fleet'],
      },
    ]);
    expect(contexts[0].cluster).toBe('prod');
    expect(unseenIn(contexts[0])).toEqual([]);
  });

  test('one whose Kustomization applies the directory around its own', async () => {
    const { contexts, notRendered } = await load({
      'flux/config/cluster.yaml': `${source('home', 'https://github.com/acme/home')}---\n${kustomization('cluster', './flux', '', 'kind: GitRepository, name: home')}`,
      'flux/cluster/ks.yaml': kustomization('apps', './apps', '', 'kind: GitRepository, name: home'),
      'apps/config.yaml': configMap('config'),
    });
    expect(contexts.map(({ path }) => path)).toEqual(['flux']);
    expect(appliedIn(contexts[0])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);
    expect(notRendered).toEqual([]);
  });

  test('those that take their Kustomizations from a directory that they share', async () => {
    const { contexts } = await load({
      'clusters/base/kustomization.yaml': 'resources: [apps.yaml]\n',
      'clusters/base/apps.yaml': kustomization('apps', './apps'),
      'clusters/dev/kustomization.yaml': 'resources: [../base]\n',
      'clusters/prod/kustomization.yaml': 'resources: [../base]\n',
      'apps/config.yaml': configMap('config'),
    });
    expect(contexts.map(({ cluster, environment }) => ({ cluster, environment }))).toEqual([
      { cluster: 'dev', environment: 'development' },
      { cluster: 'prod', environment: 'production' },
    ]);
    expect(appliedIn(contexts[1])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);
  });

  test('a directory with nothing of Flux is judged by itself, and nothing is missing in it', async () => {
    const fleet = await load({
      'a.yaml': configMap('a'),
      'sub/kustomization.yaml': 'resources: [b.yaml]\n',
      'sub/b.yaml': configMap('b'),
      'x.json': '{}',
    });
    expect(fleet.pattern).toBe('unknown');
    expect(fleet.contexts.map(appliedIn)).toEqual([{ sync: ['ConfigMap apps/b', 'ConfigMap apps/a'] }]);
    expect(fleet.contexts.map(({ cluster, path, environment }) => ({ cluster, path, environment }))).toEqual([{ cluster: '' }]);
    expect(fleet.notRendered).toEqual([
      { cluster: '', applier: 'the sync', place: {}, reason: 'nothing in the repository says what is applied' },
    ]);
    expect(fleet.contexts[0].mayHoldUnseen()).toBe(true);
    expect(fleet.contexts[0].files.map(({ path }) => path)).toEqual(['sub/kustomization.yaml', 'sub/b.yaml', 'a.yaml']);
  });

  test('clusters of one name are told apart by their paths', async () => {
    const { contexts } = await load({
      'eu/prod/flux-system/i.yaml': instance('eu/prod'),
      'us/prod/flux-system/i.yaml': instance('us/prod'),
    });
    expect(contexts.map(({ cluster }) => cluster)).toEqual(['eu/prod', 'us/prod']);
    expect(contexts[0].otherClusters).toEqual([contexts[1]]);
  });

  test('only those that are asked for are loaded', async () => {
    const { contexts } = await load(
      { 'clusters/a/flux-system/i.yaml': instance('clusters/a'), 'clusters/b/flux-system/i.yaml': instance('clusters/b') },
      { clusters: ['b'] },
    );
    expect(contexts.map(({ cluster, entryPaths }) => ({ cluster, entryPaths }))).toEqual([
      { cluster: 'b', entryPaths: ['clusters/a', 'clusters/b'] },
    ]);
  });
});

describe('sources', () => {
  const CLUSTER = { 'clusters/prod/flux-system/i.yaml': instance('clusters/prod') };

  test('of another repository cannot be seen, unless it is given', async () => {
    const files = {
      ...CLUSTER,
      'clusters/prod/team.yaml': `${source('team', 'https://github.com/acme/team')}---\n${kustomization('team', './deploy', '', 'kind: GitRepository, name: team')}`,
      'other/deploy/config.yaml': configMap('config'),
    };
    const unseen = await load(files);
    expect(unseenIn(unseen.contexts[0])).toEqual(['Kustomization flux-system/team: its source is another repository']);
    expect(unseen.notRendered.map(({ cluster, applier, reason }) => ({ cluster, applier, reason }))).toEqual([
      { cluster: 'prod', applier: 'Kustomization flux-system/team', reason: 'its source is another repository' },
    ]);
    await inDirectory({ 'deploy/config.yaml': configMap('other') }, async (other) => {
      const seen = await load(files, { with: new Map([['team', other]]) });
      expect(unseenIn(seen.contexts[0])).toEqual([]);
      expect(appliedIn(seen.contexts[0])['Kustomization flux-system/team']).toEqual(['ConfigMap apps/other']);
      expect(seen.contexts[0].manifests.ofKind('ConfigMap')[0].root.place.file).toMatch(/^\.\.\/.*\/deploy\/config\.yaml$/);
    });
  });

  test('that nobody defines are no other repository', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/a.yaml': kustomization('a', './x', '', 'kind: GitRepository, name: gone'),
    });
    expect(unseenIn(contexts[0])).toEqual([
      'Kustomization flux-system/a: its source GitRepository flux-system/gone is not among the objects of the cluster',
    ]);
    expect(problemsIn(contexts[0])).toEqual([]);
  });

  test('do not let a path out: two dots stop at the root', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/a.yaml': kustomization('a', '../../apps', '', GIT),
      'clusters/prod/b.yaml': kustomization('b', './gone', '', GIT),
      'apps/config.yaml': configMap('config'),
    });
    expect(appliedIn(contexts[0])['Kustomization flux-system/a']).toEqual(['ConfigMap apps/config']);
    expect(problemsIn(contexts[0])).toEqual(['clusters/prod/b.yaml:10 path-not-found: ./gone is no directory of its source']);
  });
});
