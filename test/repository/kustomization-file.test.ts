import fc from 'fast-check';
import { kustomizationFiles } from '../../src/repository/kustomization-file';

/** The resources that each directory lists. */
const listed = (...paths: string[]) => Object.fromEntries([...kustomizationFiles(paths)].map(([path, { resources }]) => [path, resources]));

test('each directory lists its files and its directories, sorted', () => {
  expect(listed('b/release.yaml', 'b/namespace.yaml', 'a/deep/er/x.yml', 'top.yaml')).toEqual({
    'kustomization.yaml': ['a', 'b', 'top.yaml'],
    'a/kustomization.yaml': ['deep'],
    'a/deep/kustomization.yaml': ['er'],
    'a/deep/er/kustomization.yaml': ['x.yml'],
    'b/kustomization.yaml': ['namespace.yaml', 'release.yaml'],
  });
});

test('the file is one of kustomize', () => {
  expect(kustomizationFiles(['a.yaml']).get('kustomization.yaml')).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['a.yaml'],
  });
});

test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])('a directory with a %s stands for all below it', (name) => {
  expect(listed(`web/${name}`, 'web/base/a.yaml', 'web/app.conf', 'b.yaml')).toEqual({ 'kustomization.yaml': ['b.yaml', 'web'] });
});

test('a directory further down may stand for itself', () => {
  expect(listed('web/a.yaml', 'web/base/kustomization.yaml', 'web/base/b.yaml')).toEqual({
    'kustomization.yaml': ['web'],
    'web/kustomization.yaml': ['a.yaml', 'base'],
  });
});

test('where the top has a file of its own, nothing is added', () => {
  expect(listed('kustomization.yaml', 'a.yaml', 'b/c.yaml')).toEqual({});
});

test('files that are no YAML are not listed, and neither are directories that hold nothing else', () => {
  expect(listed('a.yaml', 'README.md', 'docs/index.md')).toEqual({ 'kustomization.yaml': ['a.yaml'] });
});

test('a file that only ends like one of kustomize is listed', () => {
  expect(listed('podinfo-kustomization.yaml')).toEqual({ 'kustomization.yaml': ['podinfo-kustomization.yaml'] });
});

test('every YAML file is reached from the top exactly once', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const path = fc.array(name, { maxLength: 3 }).chain((directories) => name.map((file) => [...directories, `${file}.yaml`].join('/')));

  fc.assert(
    fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 12 }), (paths) => {
      const files = kustomizationFiles(paths);
      const reached = (directory: string): string[] =>
        files
          .get(`${directory}kustomization.yaml`)!
          .resources.flatMap((entry) => (entry.endsWith('.yaml') ? [directory + entry] : reached(`${directory}${entry}/`)));
      expect(reached('').sort()).toEqual([...paths].sort());
    }),
  );
});

test('what is built in from elsewhere is listed with its patches, also in a directory without files', () => {
  const patches = [{ path: 'release-patch.yaml' }];
  const files = kustomizationFiles(
    ['own/release.yaml'],
    new Map([
      ['', [{ base: '../base/equal', patches: [] }]],
      ['patched', [{ base: '../../base/patched', patches }]],
    ]),
  );

  expect([...files].map(([path, { resources, patches: listed }]) => [path, resources, listed])).toEqual([
    ['kustomization.yaml', ['../base/equal', 'own', 'patched'], undefined],
    ['own/kustomization.yaml', ['release.yaml'], undefined],
    ['patched/kustomization.yaml', ['../../base/patched'], patches],
  ]);
});
