import fc from 'fast-check';
import { stringify } from 'yaml';
import { changedBy, withCommonMetadata } from '../../src/manifests/kustomization-changes';
import { inTemporaryDirectory, putFiles } from '../app/temporary-directory';
import { objectsIn } from '../support/fleet';
import { buildTool } from '../support/kustomize';

const RELEASE = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'web', namespace: 'apps', labels: { team: 'a' } },
  spec: { interval: '5m', values: { replicas: 1, hosts: ['a'] } },
};
const WORKLOAD = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'apps' },
  spec: {
    replicas: 1,
    template: { spec: { containers: [{ name: 'web', image: 'ghcr.io/acme/web:1.0' }], initContainers: [{ name: 'i', image: 'busybox' }] } },
  },
};
const merge = (object: object, target?: object) => ({ patch: stringify(object), target });
const identity = ({ apiVersion, kind, metadata: { name, namespace } }: typeof RELEASE | typeof WORKLOAD) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

/** What kustomize itself makes of the objects; the fields of Flux's spec have the names of kustomize. */
function builtBy(build: (directory: string) => string, spec: object, objects: object[]): any[] {
  let built: any[] = [];
  inTemporaryDirectory((directory) => {
    putFiles(directory, {
      'kustomization.yaml': stringify({ resources: ['objects.yaml'], ...spec }),
      'objects.yaml': objects.map((object) => stringify(object)).join('---\n'),
    });
    built = objectsIn(build(directory));
  });
  return built;
}

const changes: [string, object][] = [
  [
    'a merge into a kind that kustomize does not know replaces lists',
    { patches: [merge({ ...identity(RELEASE), spec: { values: { hosts: ['b'], a: { b: 1 } } } })] },
  ],
  ['null removes a field', { patches: [merge({ ...identity(RELEASE), spec: { values: { replicas: null, other: { gone: null } } } })] }],
  ['a merge into a workload adds fields', { patches: [merge({ ...identity(WORKLOAD), spec: { replicas: 3, minReadySeconds: 5 } })] }],
  [
    'a target is a regular expression',
    {
      patches: [
        { target: { kind: 'Helm.*', name: 'we' }, patch: '- {op: add, path: /spec/x, value: 1}' },
        { target: { kind: 'Helm.*', name: 'w.b' }, patch: '- {op: add, path: /spec/y, value: 1}' },
      ],
    },
  ],
  [
    'operations add, replace and remove',
    {
      patches: [
        {
          target: { group: 'apps' },
          patch:
            '- {op: replace, path: /spec/replicas, value: 2}\n- {op: add, path: /metadata/labels, value: {a~1b: c}}\n- {op: remove, path: /spec/template}\n',
        },
      ],
    },
  ],
  ['an object is dropped', { patches: [merge({ ...identity(WORKLOAD), $patch: 'delete' })] }],
  ['a patch of another object changes nothing', { patches: [{ target: { kind: 'Service' }, patch: '- {op: remove, path: /spec}' }] }],
  [
    'tags and names of images',
    {
      images: [
        { name: 'ghcr.io/acme/web', newTag: '2.0' },
        { name: 'busybox', newName: 'mirror.acme.io/busybox', digest: `sha256:${'a'.repeat(64)}` },
      ],
    },
  ],
  [
    'patches come before images',
    {
      patches: [
        merge({
          apiVersion: 'helm.toolkit.fluxcd.io/v2',
          kind: 'HelmRelease',
          metadata: { name: 'web', namespace: 'apps' },
          spec: { values: { containers: [{ image: 'busybox:1' }] } },
        }),
      ],
      images: [{ name: 'busybox', newTag: '2' }],
    },
  ],
];

test.each(changes)('%s, as kustomize does it', (_sentence, spec) => {
  const build = buildTool();
  if (!build) throw new Error('this test needs kustomize or kubectl on PATH');
  const results = [RELEASE, WORKLOAD].map((object) => changedBy(spec, object));

  expect(results.map(({ isUnknown }) => isUnknown)).toEqual([false, false]);
  const built = builtBy(build, spec, [RELEASE, WORKLOAD]);
  const byKind = (a: any, b: any) => (a.kind < b.kind ? -1 : 1);
  expect([...built].sort(byKind)).toEqual(results.flatMap(({ object }) => object ?? []).sort(byKind));
});

test.each([
  ['names are changed', { namePrefix: 'a-' }],
  ['components are built', { components: ['../ha'] }],
  [
    'lists of a workload are merged by their keys',
    { patches: [merge({ ...identity(WORKLOAD), spec: { template: { spec: { containers: [] } } } })] },
  ],
  ['objects are selected by labels', { patches: [{ target: { labelSelector: 'a=b' }, patch: '- {op: remove, path: /spec}' }] }],
  [
    'an operation goes through a list',
    { patches: [{ target: { kind: 'Deployment' }, patch: '- {op: remove, path: /spec/template/spec/containers/0/image}' }] },
  ],
])('where %s, only kustomize knows the result', (_sentence, spec) => {
  expect(changedBy(spec, WORKLOAD)).toEqual({ isUnknown: true });
});

test('merges of any values into a custom resource are those of kustomize', () => {
  const build = buildTool();
  if (!build) throw new Error('this test needs kustomize or kubectl on PATH');
  const scalar = fc.constantFrom(1, 'x', true, '007');
  // kustomize cannot put a list where a map was, nor a number where a text was, so a key says what it holds.
  const { map } = fc.letrec((tie) => ({
    map: fc.record(
      {
        s: fc.constantFrom('x', '007', 'true'),
        l: fc.array(scalar, { maxLength: 3 }),
        m: fc.oneof({ maxDepth: 3 }, fc.constant({}), tie('map')),
        q: fc.constantFrom(1, 2.5),
      },
      { requiredKeys: [] },
    ),
  })) as { map: fc.Arbitrary<object> };
  fc.assert(
    fc.property(fc.array(fc.tuple(map, map), { minLength: 8, maxLength: 8 }), (pairs) => {
      const objects = pairs.map(([values], index) => ({
        ...RELEASE,
        metadata: { name: `r${index}`, namespace: 'apps' },
        spec: { values: { z: 1, ...values } },
      }));
      const patches = pairs.map(([, values], index) =>
        merge({ ...identity(objects[index] as any), spec: { values: { z: 2, ...values } } }),
      );

      expect(builtBy(build, { patches }, objects)).toEqual(objects.map((object) => changedBy({ patches }, object).object));
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

test('common labels and annotations are added over those that are there', () => {
  const spec = { commonMetadata: { labels: { team: 'b', part: 'x' }, annotations: { note: 'c' } } };

  expect(withCommonMetadata(spec, RELEASE)).toEqual({
    ...RELEASE,
    metadata: { name: 'web', namespace: 'apps', labels: { team: 'b', part: 'x' }, annotations: { note: 'c' } },
  });
  expect(withCommonMetadata({}, RELEASE)).toBe(RELEASE);
});
