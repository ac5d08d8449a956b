import { Finding } from '../../../src/verification/finding';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadFleet } from '../../../cli/load-fleet';
import { HAS_KUSTOMIZE, appliedIn, configMap, inDirectory, instance, kustomization, load, placeText, problemsIn } from './fleet-support';

const FLEET = {
  'clusters/prod/flux-system/i.yaml': instance('clusters/prod'),
  'clusters/prod/apps.yaml': kustomization('apps', './apps'),
  'clusters/staging/flux-system/i.yaml': instance('clusters/staging'),
  'apps/config.yaml': configMap('config'),
};

describe('the directory that is named', () => {
  test('may be one cluster of a Git repository', async () => {
    await inDirectory(FLEET, async (root) => {
      execFileSync('git', ['init', '-q'], { cwd: root });
      const fleet = await loadFleet({ directory: join(root, 'clusters/prod') });
      expect(fleet.root).toBe(root);
      expect(fleet.contexts.map(({ cluster, entryPaths }) => ({ cluster, entryPaths }))).toEqual([
        { cluster: 'prod', entryPaths: ['clusters/prod', 'clusters/staging'] },
      ]);
      expect(appliedIn(fleet.contexts[0])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);
    });
  });

  test('may be a tree that is committed somewhere else', async () => {
    const moved = Object.fromEntries(
      Object.entries(FLEET).map(([path, text]) => [
        path,
        text.replace('path: clusters', 'path: ./fleet/clusters').replace('path: ./apps', 'path: ./fleet/apps'),
      ]),
    );
    const { contexts } = await load(moved);
    expect(contexts.map(({ cluster, path }) => ({ cluster, path }))).toEqual([
      { cluster: 'prod', path: 'clusters/prod' },
      { cluster: 'staging', path: 'clusters/staging' },
    ]);
    expect(appliedIn(contexts[0])['Kustomization flux-system/apps']).toEqual(['ConfigMap apps/config']);

    const inside = await load(Object.fromEntries(Object.entries(moved).map(([path, text]) => [`examples/one/fleet/${path}`, text])));
    expect(inside.contexts[0].path).toBe('examples/one/fleet/clusters/prod');
    expect(problemsIn(inside.contexts[0])).toEqual([]);
  });

  test('is the root of its sources where Git says so, and then a wrong path is wrong', async () => {
    await inDirectory({ 'clusters/prod/flux-system/i.yaml': instance('clusters/x/clusters/prod') }, async (root) => {
      execFileSync('git', ['init', '-q'], { cwd: root });
      const { contexts } = await loadFleet({ directory: root });
      expect(problemsIn(contexts[0])).toEqual([
        'clusters/prod/flux-system/i.yaml:14 path-not-found: clusters/x/clusters/prod is no directory of this repository',
      ]);
    });
  });

  test('may leave out files', async () => {
    const { contexts } = await load({
      ...FLEET,
      '.sourceignore': 'apps/ignored/\n',
      'apps/ignored/values.yaml': 'a: b\n',
    });
    expect(problemsIn(contexts[0])).toEqual([]);
  });
});

describe('a field that a kustomization writes into all objects', () => {
  test.skipIf(!HAS_KUSTOMIZE)('has the place of that kustomization', async () => {
    const { contexts } = await load({
      ...FLEET,
      'apps/kustomization.yaml': 'namespace: shop\nresources: [web.yaml]\nimages:\n  - name: web\n    newTag: "2"\n',
      'apps/web.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: web, image: "web:1" }\n',
    });
    const [web] = contexts[0].manifests.ofKind('Deployment.apps');
    const image = web.at('spec', 'template', 'spec', 'containers').items()[0].at('image');
    expect([web.namespace, image.value]).toEqual(['shop', 'web:2']);
    expect([placeText(web.at('metadata', 'namespace').place), placeText(image.place)]).toEqual([
      'apps/kustomization.yaml:1',
      'apps/kustomization.yaml:5',
    ]);
  });

  test.skipIf(!HAS_KUSTOMIZE)('is that of the kustomization whose labels and annotations reach the object, and of no other', async () => {
    const { contexts } = await load({
      ...FLEET,
      'apps/kustomization.yaml': 'resources: [web, db]\n',
      'apps/web/kustomization.yaml':
        'resources: [a.yaml]\ncommonAnnotations:\n  kept: "yes"\ncommonLabels:\n  old: "1"\nlabels:\n  - pairs:\n      new: "2"\n',
      'apps/web/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
      'apps/db/kustomization.yaml': 'resources: [b.yaml]\n',
      'apps/db/b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n  labels:\n    old: "1"\n',
    });
    const places = contexts[0].manifests.ofKind('ConfigMap').map(({ name, root }) => {
      const fields = [
        root.at('metadata', 'annotations', 'kept'),
        root.at('metadata', 'labels', 'old'),
        root.at('metadata', 'labels', 'new'),
      ];
      return [name, ...fields.map((field) => (field.exists ? placeText(field.place) : 'nowhere'))];
    });
    expect(places).toEqual([
      ['a', 'apps/web/kustomization.yaml:3', 'apps/web/kustomization.yaml:5', 'apps/web/kustomization.yaml:8'],
      ['b', 'nowhere', 'apps/db/b.yaml:6', 'nowhere'],
    ]);
  });
});

test.skipIf(!HAS_KUSTOMIZE)('what identifies an object stands in its document, although a strategic merge patch repeats it', async () => {
  const { contexts } = await load({
    ...FLEET,
    'apps/kustomization.yaml': 'resources: [config.yaml]\npatches:\n  - path: patch.yaml\n',
    'apps/patch.yaml': configMap('config', { key: 'patched' }),
  });
  const [config] = contexts[0].manifests.ofKind('ConfigMap');
  const fields = [config.at('apiVersion'), config.at('kind'), config.at('metadata', 'name'), config.at('metadata', 'namespace')];
  expect([...fields, config.at('data', 'key')].map(({ place }) => placeText(place))).toEqual([
    'apps/config.yaml:1',
    'apps/config.yaml:2',
    'apps/config.yaml:4',
    'apps/config.yaml:5',
    'apps/patch.yaml:7',
  ]);
});

test.skipIf(!HAS_KUSTOMIZE)(
  'a part of a text has the place of its line, in a document and in a patch inside a kustomization file',
  async () => {
    const { contexts } = await load({
      ...FLEET,
      'apps/kustomization.yaml':
        'resources: [config.yaml]\npatches:\n  - target: { kind: ConfigMap }\n    patch: |\n      - value: |\n          first\n          second\n        op: add\n        path: /data/more\n',
      'apps/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  run.sh: |\n    one\n    two\n  flat: one two\n',
    });
    const [config] = contexts[0].manifests.ofKind('ConfigMap');
    const placeOf = (key: string, part: string): string => placeText(new Finding(config.at('data', key), 'x', { part }).place);
    expect([
      placeOf('run.sh', 'one'),
      placeOf('run.sh', 'two'),
      placeOf('run.sh', 'not there'),
      placeOf('flat', 'two'),
      placeOf('more', 'second'),
    ]).toEqual(['apps/config.yaml:6', 'apps/config.yaml:7', 'apps/config.yaml:5', 'apps/config.yaml:8', 'apps/kustomization.yaml:7']);
  },
);
