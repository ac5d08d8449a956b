import { artifact, artifactGenerator, appliedIn, configMap, instance, kustomization, load, problemsIn, unseenIn } from './fleet-support';

describe('a source of another namespace', () => {
  const FILES = {
    'clusters/prod/team.yaml': kustomization(
      'team',
      './apps',
      '',
      'kind: GitRepository, name: flux-system, namespace: flux-system',
    ).replace('namespace: flux-system\nspec', 'namespace: team\nspec'),
    'apps/a.yaml': configMap('a'),
  };

  test('is not followed where kustomize-controller refuses it', async () => {
    const { contexts, notRendered } = await load({
      ...FILES,
      'clusters/prod/flux-system/i.yaml': instance('clusters/prod', '  cluster: { multitenant: true }\n'),
    });
    const reason = 'kustomize-controller refuses its reference to GitRepository flux-system/flux-system in another namespace';
    expect(appliedIn(contexts[0])['Kustomization team/team']).toBeUndefined();
    expect(problemsIn(contexts[0])).toEqual([]);
    expect(notRendered).toEqual([
      { cluster: 'prod', applier: 'Kustomization team/team', place: { file: 'clusters/prod/team.yaml', line: 1, column: 1 }, reason },
    ]);
  });

  test('is followed elsewhere', async () => {
    const { contexts, notRendered } = await load({ ...FILES, 'clusters/prod/flux-system/i.yaml': instance('clusters/prod') });
    expect(appliedIn(contexts[0])['Kustomization team/team']).toEqual(['ConfigMap apps/a']);
    expect(notRendered).toEqual([]);
  });
});

describe('a path that leads nowhere', () => {
  const SOURCE = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { interval: 1m, url: "https://github.com/acme/fleet" }
---
`;

  test('is reported once, also in the sync of bootstrap, which is found where it stands', async () => {
    const { contexts } = await load({
      'clusters/prod/flux-system/gotk-sync.yaml': SOURCE + kustomization('flux-system', './clusters/production'),
      'clusters/prod/a.yaml': configMap('a', undefined, 'flux-system'),
    });
    expect(problemsIn(contexts[0])).toEqual([
      'clusters/prod/flux-system/gotk-sync.yaml:15 path-not-found: ./clusters/production is no directory of this repository',
    ]);
  });

  test.each([
    ['./apps/prod', '; did you mean ./apps/production?'],
    ['apps/prodction', '; did you mean apps/production?'],
    ['./app/staging/eu', '; did you mean ./apps/staging/eu?'],
    ['./apps/staging/us', ''],
    ['./elsewhere', ''],
  ])('%s is compared with the directories beside it', async (path, suggestion) => {
    const { contexts } = await load({
      'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
      'clusters/prod/apps.yaml': kustomization('apps', path),
      'apps/production/a.yaml': configMap('a'),
      'apps/staging/eu/a.yaml': configMap('a'),
    });
    const message = `${path} is no directory of its source${suggestion}`;
    expect(problemsIn(contexts[0])).toEqual([`clusters/prod/apps.yaml:10 path-not-found: ${message}`]);
    expect(unseenIn(contexts[0])).toEqual([`Kustomization flux-system/apps: ${message}`]);
  });
});

test('a file that an artifact misses is reported with the copy that would bring it', async () => {
  const { contexts } = await load({
    'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
    'clusters/prod/a.yaml': artifactGenerator(artifact('apps', '{ from: "@fleet/apps/prod/**", to: "@artifact/prod/" }')),
    'clusters/prod/b.yaml': kustomization('apps', './prod', '', 'kind: ExternalArtifact, name: apps'),
    'apps/prod/kustomization.yaml': 'resources:\n  - ../base\n  - ../single.yaml\n  - ../../shared\n',
    'apps/base/kustomization.yaml': 'resources: []\n',
    'apps/single.yaml': configMap('a'),
    'shared/kustomization.yaml': 'resources: []\n',
  });
  const place = 'apps/prod/kustomization.yaml';
  const misses = (path: string) =>
    `${path} is in the source but not in the artifact that Kustomization flux-system/apps builds; ArtifactGenerator flux-system/fleet`;
  expect(problemsIn(contexts[0])).toEqual([
    `${place}:2 artifact-misses-files: ${misses('../base')} has to copy from @fleet/apps/base/** to @artifact/base/`,
    `${place}:3 artifact-misses-files: ${misses('../single.yaml')} has to copy from @fleet/apps/single.yaml to @artifact/single.yaml`,
    `${place}:4 artifact-misses-files: ${misses('../../shared')} has to copy it, and keep the directories above`,
  ]);
});

describe('a FluxInstance in the wrong place', () => {
  const STAGING = { 'clusters/staging/flux-system/i.yaml': instance('clusters/staging'), 'clusters/staging/a.yaml': configMap('a') };

  test('that syncs the directory of another cluster starts a cluster all the same, and it is said what is not applied', async () => {
    const { contexts, notRendered } = await load({ ...STAGING, 'clusters/prod/flux-system/i.yaml': instance('clusters/staging') });
    expect(contexts.map(({ cluster, path, environment, entryPaths }) => ({ cluster, path, environment, entryPaths }))).toEqual([
      { cluster: 'prod', path: 'clusters/staging', environment: 'production', entryPaths: ['clusters/staging'] },
      { cluster: 'staging', path: 'clusters/staging', environment: 'staging', entryPaths: ['clusters/staging'] },
    ]);
    expect(notRendered).toEqual([
      {
        cluster: 'prod',
        applier: 'FluxInstance flux-system/flux',
        place: { file: 'clusters/prod/flux-system/i.yaml', line: 14, column: 5 },
        reason: 'its FluxInstance syncs clusters/staging, where another cluster starts, so that nothing of clusters/prod is applied',
      },
    ]);
  });

  test('that syncs nothing, among what clusters apply, is no cluster beside others', async () => {
    const stray = { 'infrastructure/flux-system/i.yaml': instance('').replace(/ {2}sync:[^]*/, '') };
    expect((await load({ ...STAGING, ...stray })).contexts.map(({ cluster }) => cluster)).toEqual(['staging']);
    expect((await load(stray)).contexts.map(({ cluster }) => cluster)).toEqual(['infrastructure']);
  });
});
