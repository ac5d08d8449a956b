import fc from 'fast-check';
import { KubernetesObject } from '../../src/manifests/kubernetes-object';
import { commonPart, overlayPatch } from '../../src/repository/overlay';

const release = (values: unknown, more: object = {}): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { interval: '5m', values },
  ...more,
});

test('the common part has every field that is equal, and no other', () => {
  expect(
    commonPart([
      release({ a: 1, b: 1, list: [1], map: { x: 1, y: 2 }, n: null }),
      release({ b: 2, a: 1, list: [2], map: { y: 2 }, n: null }),
    ]),
  ).toEqual(release({ a: 1, map: { y: 2 }, n: null }));
});

test('a map of which nothing is equal is not left empty', () => {
  expect(commonPart([release({ a: 1 }), release({ a: 2 })])).toEqual({ ...release({}), spec: { interval: '5m' } });
  expect(commonPart([release({}), release({})])).toEqual(release({}));
});

test('what is equal by no more than its name has no common part', () => {
  const map = (data: object): KubernetesObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });

  expect(commonPart([map({ a: '1' }), map({ a: '2' })])).toBeUndefined();
  expect(commonPart([map({ a: '1', b: '1' }), map({ a: '2', b: '1' })])).toEqual(map({ b: '1' }));

  const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
  expect(commonPart([namespace, namespace])).toEqual(namespace);
});

test('a patch is a merge of the fields that are missing', () => {
  expect(
    overlayPatch(
      release({ a: 1 }),
      release({ a: 1, b: { c: ['x'] } }, { metadata: { name: 'web', namespace: 'apps', labels: { t: 'a' } } }),
    ),
  ).toEqual({
    content: {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'web', namespace: 'apps', labels: { t: 'a' } },
      spec: { values: { b: { c: ['x'] } } },
    },
  });
  expect(overlayPatch(release({ a: 1 }), release({ a: 1 }))).toBeUndefined();
});

test.each([
  ['null', null],
  ['an empty map', {}],
  ['an empty list', []],
  ['a directive of kustomize', { $patch: 'delete' }],
])('a patch with %s is one of operations for exactly this object', (_sentence, value) => {
  const named = (values: object): KubernetesObject => ({ ...release(values), metadata: { name: 'web.acme.io' } });

  expect(overlayPatch(named({ a: 1 }), named({ a: 1, 'x/y~z': value }))).toEqual({
    content: [{ op: 'add', path: '/spec/values/x~1y~0z', value }],
    target: { group: 'helm.toolkit.fluxcd.io', version: 'v2', kind: 'HelmRelease', name: 'web\\.acme\\.io' },
  });
});

test('a list of a kind that kustomize knows is added by operations, because a merge goes by keys', () => {
  const workload = (spec: object): KubernetesObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec });

  expect(overlayPatch(workload({ a: 1 }), workload({ a: 1, list: [{ name: 'x' }] }))?.target).toEqual({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    name: 'web',
  });
  expect(overlayPatch(workload({ a: 1 }), workload({ a: 1, replicas: 3 }))?.target).toBeUndefined();
});

test('the common part and a patch together are the object, for any objects', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 });
  const added = (base: any, content: any): any => {
    if (typeof base !== 'object' || base === null || Array.isArray(base)) return content;
    const result = { ...base };
    for (const [key, value] of Object.entries(content ?? {})) result[key] = Object.hasOwn(base, key) ? added(base[key], value) : value;
    return result;
  };
  const applied = (base: any, { content, target }: any): any => {
    if (!target) return added(base, content);
    const result = structuredClone(base);
    for (const { path, value } of content) {
      const keys = path
        .slice(1)
        .split('/')
        .map((step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
      const last = keys.pop();
      keys.reduce((at: any, step: string) => at[step], result)[last] = value;
    }
    return result;
  };
  fc.assert(
    fc.property(fc.array(values, { minLength: 2, maxLength: 3 }), (versions) => {
      const objects = versions.map((version) => release(version));
      const base = commonPart(objects)!;
      for (const object of objects) expect(applied(base, overlayPatch(base, object) ?? { content: {} })).toEqual(object);
    }),
  );
});
