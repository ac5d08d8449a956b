import { patched } from '../../../cli/repository/simple-patch';
import { MisplacedFluxInstance } from '../../../src/rules/operator/misplaced-flux-instance/rule';
import { FluxSystemOutsideCluster } from '../../../src/rules/structure/flux-system-outside-cluster/rule';
import { verify } from '../../../src/verification/verify';
import { appliedIn, configMap, HAS_KUSTOMIZE, instance, kustomization, load } from '../render/fleet-support';

const overlay = (patch: string) => `resources: [../../base]\npatches:\n${patch}`;
const BASE = { 'base/kustomization.yaml': 'resources: [flux.yaml]\n', 'base/flux.yaml': instance('clusters/unset') };

test.skipIf(!HAS_KUSTOMIZE)('a FluxInstance in a base is one cluster for each overlay that gives it a path', async () => {
  const fleet = await load({
    ...BASE,
    'clusters/prod/kustomization.yaml': overlay('  - path: path.yaml\n'),
    'clusters/prod/path.yaml':
      'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: { name: flux, namespace: flux-system }\nspec: { sync: { path: clusters/prod } }\n',
    'clusters/dev/kustomization.yaml': overlay(
      '  - target: { kind: FluxInstance }\n    patch: |\n      - { op: replace, path: /spec/sync/path, value: clusters/dev }\n',
    ),
  });
  expect(fleet.contexts.map(({ cluster, path, manifests }) => [cluster, path, manifests.manifests.map(String)])).toEqual([
    ['dev', 'clusters/dev', ['FluxInstance flux-system/flux']],
    ['prod', 'clusters/prod', ['FluxInstance flux-system/flux']],
  ]);
  expect(fleet.notRendered).toEqual([]);
});

describe('a FluxInstance that a Kustomization of its own cluster applies', () => {
  const self = (namespace: string) => ({
    'flux/cluster/ks.yaml': kustomization('flux-instance', './apps/flux-instance/app', '  targetNamespace: flux-system\n'),
    'apps/flux-instance/app/instance.yaml': instance('flux/cluster').replace('  namespace: flux-system\n', namespace),
  });

  test.each([
    ['with its namespace', '  namespace: flux-system\n'],
    ['without a namespace in its file', ''],
  ])('%s starts the cluster, and is there once', async (_, namespace) => {
    const { contexts, notRendered } = await load(self(namespace));
    expect(contexts.map(({ cluster, path }) => [cluster, path])).toEqual([['cluster', 'flux/cluster']]);
    expect(appliedIn(contexts[0])).toEqual({
      sync: ['Kustomization flux-system/flux-instance'],
      'Kustomization flux-system/flux-instance': ['FluxInstance flux-system/flux'],
    });
    expect(notRendered).toEqual([]);
    expect(verify(contexts[0], [new FluxSystemOutsideCluster(), new MisplacedFluxInstance()])).toEqual([]);
  });

  test('is outside of its cluster where two clusters share it', async () => {
    const { contexts } = await load({
      ...self(''),
      'flux/other/ks.yaml': kustomization('flux-instance', './apps/flux-instance/app', '  targetNamespace: flux-system\n'),
      'flux/other/flux.yaml': instance('flux/other'),
    });
    const findings = contexts.flatMap((context) => verify(context, [new FluxSystemOutsideCluster()]));
    expect(findings.map(({ finding }) => finding.message)).toEqual([
      'apps/flux-instance/app/instance.yaml belongs to Flux itself, and lies below no cluster (flux/cluster, flux/other)',
    ]);
  });

  test('has no namespace in the cluster where nothing sets one', async () => {
    const { contexts } = await load({ 'clusters/prod/flux.yaml': instance('clusters/prod').replace('  namespace: flux-system\n', '') });
    expect(appliedIn(contexts[0])).toEqual({ sync: ['FluxInstance flux'] });
  });
});

test('patches of a FluxInstance change the sync that it makes', async () => {
  const patches = `  kustomize:
    patches:
      - target: { kind: Kustomization }
        patch: |
          - op: add
            path: /spec/postBuild
            value: { substitute: { WHO: me } }
      - target: { kind: (GitRepository|OCIRepository) }
        patch: |
          - { op: add, path: /spec/verify, value: { mode: HEAD } }
      - patch: |
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          metadata: { name: flux-system, namespace: flux-system }
          spec: { serviceAccountName: flux, prune: null }
      - target: { kind: Deployment }
        patch: |
          - { op: add, path: /spec/replicas, value: 2 }
`;
  const { contexts } = await load({
    'clusters/prod/flux-system/i.yaml': instance('clusters/prod', patches),
    'clusters/prod/apps.yaml': kustomization('apps', './apps'),
    'clusters/prod/config.yaml': configMap('config', { who: '${WHO}' }),
    'apps/config.yaml': configMap('config'),
  });
  const [{ manifests }] = contexts;
  expect(Object.keys(appliedIn(contexts[0]))).toEqual(['sync', 'Kustomization flux-system/apps']);
  expect(manifests.manifests.find(({ object }) => object.data?.who)?.object.data).toEqual({ who: 'me' });
  expect(manifests.generated.map(({ object }) => object.spec)).toEqual([
    expect.objectContaining({ url: 'https://github.com/acme/fleet', verify: { mode: 'HEAD' } }),
    {
      interval: '10m',
      path: 'clusters/prod',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      postBuild: { substitute: { WHO: 'me' } },
      serviceAccountName: 'flux',
    },
  ]);
});

describe('a simple patch', () => {
  const OBJECT = { kind: 'A', metadata: { name: 'a' }, spec: { list: [1], map: { x: 1 } } };
  const kind = { kind: 'A' };

  test.each([
    ['replaces lists and keeps what it does not name', 'spec: { list: [2], map: { z: 2 } }', kind, { list: [2], map: { x: 1, z: 2 } }],
    ['removes', '[{ op: remove, path: /spec/map/x }]', kind, { list: [1], map: {} }],
    ['is for the object that it names', 'kind: A\nmetadata: { name: a }\nspec: { map: null }', undefined, { list: [1] }],
  ])('%s', (_, text, target, spec) => {
    expect(patched(OBJECT, text, target)).toEqual({ ...OBJECT, spec });
  });

  test.each([
    ['of another kind', '[{ op: remove, path: /spec }]', { kind: 'B' }],
    ['that names another object', 'kind: A\nmetadata: { name: b }\nspec: null', undefined],
    ['of items of lists', '[{ op: add, path: /spec/list/-, value: 2 }]', kind],
    ['into nothing', '[{ op: add, path: /spec/gone/x, value: 2 }]', kind],
    ['that moves', '[{ op: move, from: /spec/map, path: /spec/x }]', kind],
    ['of prototypes', '[{ op: add, path: /__proto__/x, value: 2 }]', kind],
    ['that cannot be read', '[', kind],
  ])('%s is none', (_, text, target) => {
    expect(patched(OBJECT, text, target)).toBeUndefined();
  });
});
