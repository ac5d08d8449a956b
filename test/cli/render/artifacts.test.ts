import {
  HAS_KUSTOMIZE,
  appliedIn,
  artifact,
  artifactGenerator,
  configMap,
  instance,
  kustomization,
  load,
  problemsIn,
  unseenIn,
} from './fleet-support';

const CLUSTER = { 'clusters/prod/flux-system/i.yaml': instance('clusters/prod') };

const apps = kustomization('apps', './', '', 'kind: ExternalArtifact, name: apps');

async function applied(copies: string[], files: Record<string, string>) {
  const { contexts } = await load({
    ...CLUSTER,
    'clusters/prod/a.yaml': artifactGenerator(artifact('apps', ...copies)),
    'clusters/prod/b.yaml': apps,
    ...files,
  });
  const [context] = contexts;
  return { applied: appliedIn(context)['Kustomization flux-system/apps'], problems: problemsIn(context), unseen: unseenIn(context) };
}

const FILES = {
  'apps/a.yaml': configMap('a'),
  'apps/web/b.yaml': configMap('b'),
  'apps/web/deep/c.yaml': configMap('c'),
  'apps/web/test/d.yaml': configMap('d'),
};

describe('an artifact holds what the source-watcher copies into it', () => {
  const all = ['ConfigMap apps/a', 'ConfigMap apps/b', 'ConfigMap apps/c', 'ConfigMap apps/d'];

  test.each([
    ['all below a directory', ['{ from: "@fleet/apps/**", to: "@artifact/" }'], all],
    ['the directory itself', ['{ from: "@fleet/apps", to: "@artifact/" }'], all],
    ['one file', ['{ from: "@fleet/apps/a.yaml", to: "@artifact/x.yaml" }'], ['ConfigMap apps/a']],
    ['files of a name', ['{ from: "@fleet/apps/*.yaml", to: "@artifact/" }'], ['ConfigMap apps/a']],
    ['two stars are no more than one in the middle', ['{ from: "@fleet/apps/**/*.yaml", to: "@artifact/" }'], ['ConfigMap apps/b']],
    [
      'without what is excluded',
      ['{ from: "@fleet/apps/**", to: "@artifact/", exclude: ["deep/**", "d.yaml"] }'],
      ['ConfigMap apps/a', 'ConfigMap apps/b'],
    ],
    [
      'with what a later copy replaces',
      ['{ from: "@fleet/apps/a.yaml", to: "@artifact/x.yaml" }', '{ from: "@fleet/apps/web/b.yaml", to: "@artifact/x.yaml" }'],
      ['ConfigMap apps/b'],
    ],
  ])('%s', async (_, copies, expected) => {
    expect(await applied(copies, FILES)).toEqual({ applied: expected, problems: [], unseen: [] });
  });

  test('a merge changes what was copied before', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/a.yaml': artifactGenerator(
        artifact(
          'apps',
          '{ from: "@fleet/base/a.yaml", to: "@artifact/a.yaml" }',
          '{ from: "@fleet/prod/a.yaml", to: "@artifact/a.yaml", strategy: Merge }',
        ),
      ),
      'clusters/prod/b.yaml': apps,
      'base/a.yaml': configMap('a', { mode: 'slow', size: '1' }),
      'prod/a.yaml': 'data:\n  mode: fast\n',
    });
    expect(contexts[0].manifests.ofKind('ConfigMap').map(({ object }) => object.data)).toEqual([{ mode: 'fast', size: '1' }]);
  });

  test('a copy of nothing makes no artifact', async () => {
    expect(await applied(['{ from: "@fleet/gone/**", to: "@artifact/" }'], FILES)).toEqual({
      applied: undefined,
      problems: ['clusters/prod/a.yaml:10 path-not-found: nothing in the source matches gone/**'],
      unseen: ['Kustomization flux-system/apps: its artifact cannot be made: nothing in the source matches gone/**'],
    });
  });

  test('an archive is not read, and no problem is made of that', async () => {
    expect(await applied(['{ from: "@fleet/apps/a.yaml", to: "@artifact/", strategy: Extract }'], FILES)).toEqual({
      applied: undefined,
      problems: [],
      unseen: ['Kustomization flux-system/apps: its artifact cannot be made: an archive is not read'],
    });
  });

  test('what an overlay reaches outside of it is missed', async () => {
    const result = await applied(['{ from: "@fleet/apps/prod/**", to: "@artifact/" }'], {
      'apps/prod/kustomization.yaml': 'resources:\n  - ../base\n  - own.yaml\n  - gone.yaml\n',
      'apps/prod/own.yaml': configMap('own'),
      'apps/base/kustomization.yaml': 'resources: [a.yaml]\n',
      'apps/base/a.yaml': configMap('a'),
    });
    expect(result).toEqual({
      applied: ['ConfigMap apps/own'],
      problems: [
        'apps/prod/kustomization.yaml:2 artifact-misses-files: ../base is in the source but not in the artifact that Kustomization flux-system/apps builds; ArtifactGenerator flux-system/fleet has to copy it, and keep the directories above',
        'apps/prod/kustomization.yaml:4 kustomize-build-fails: gone.yaml does not exist',
      ],
      unseen: ['Kustomization flux-system/apps: apps/prod/kustomization.yaml:2: the path leads out of the artifact'],
    });
  });

  test.skipIf(!HAS_KUSTOMIZE)('what kustomize says names files as the repository has them', async () => {
    const { problems } = await applied(['{ from: "@fleet/apps/prod/**", to: "@artifact/" }'], {
      'apps/prod/kustomization.yaml': 'resources: [a.yaml]\nlabels: 5\n',
      'apps/prod/a.yaml': configMap('a'),
    });
    expect(problems).toEqual([expect.stringMatching(/^apps\/prod\/kustomization\.yaml:1 kustomize-build-fails: .*labels/)]);
  });

  test('a path pattern makes one of each directory', async () => {
    const { contexts } = await load({
      ...CLUSTER,
      'clusters/prod/a.yaml': artifactGenerator(
        artifact('app-{app}', '{ from: "@fleet/my-apps/{app}/**", to: "@artifact/" }'),
        '  pathPattern: "@fleet/my-apps/{app}"\n',
      ),
      'clusters/prod/b.yaml': kustomization('web', './', '', 'kind: ExternalArtifact, name: app-web'),
      'my-apps/Web/a.yaml': configMap('a'),
      'my-apps/db/b.yaml': configMap('b'),
    });
    expect(appliedIn(contexts[0])['Kustomization flux-system/web']).toEqual(['ConfigMap apps/a']);
    expect(contexts[0].manifests.generated.map(String)).toEqual([
      'GitRepository flux-system/flux-system',
      'Kustomization flux-system/flux-system',
      'ExternalArtifact flux-system/app-web',
      'ExternalArtifact flux-system/app-db',
    ]);
  });
});
