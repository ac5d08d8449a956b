import { JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { Patch } from '../../../src';
import { errorOf } from '../../support/synth';

const GRAFANA = { kind: 'Deployment', name: 'grafana' };

test('a merge patch names its object itself', () => {
  const { patch, target } = Patch.merge({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { type: 'ClusterIP' } });

  expect(parse(patch)).toEqual({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { type: 'ClusterIP' } });
  expect(target).toBeUndefined();
});

test('null in a merge patch stays, because it removes a field', () => {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { clusterIP: null } };

  expect(parse(Patch.merge(object).patch)).toEqual(object);
});

test('a merge patch of what a target selects looks like an object, which kustomize wants', () => {
  const { patch, target } = Patch.mergeInto(GRAFANA, { metadata: { labels: { team: 'a' } }, spec: { replicas: 2 } });

  expect(parse(patch)).toEqual({
    apiVersion: 'not-used',
    kind: 'Deployment',
    metadata: { name: 'not-used', labels: { team: 'a' } },
    spec: { replicas: 2 },
  });
  expect(target).toEqual(GRAFANA);
});

test('operations are those of JSON patches, in their order', () => {
  const { patch, target } = Patch.operations(GRAFANA, JsonPatch.add('/metadata/labels/team', 'a'), JsonPatch.remove('/spec/replicas'));

  expect(parse(patch)).toEqual([
    { op: 'add', path: '/metadata/labels/team', value: 'a' },
    { op: 'remove', path: '/spec/replicas' },
  ]);
  expect(target).toEqual(GRAFANA);
});

test('what is dropped is not applied', () => {
  const { patch, target } = Patch.drop(GRAFANA);

  expect(parse(patch)).toEqual({ apiVersion: 'not-used', kind: 'Deployment', metadata: { name: 'not-used' }, $patch: 'delete' });
  expect(target).toEqual(GRAFANA);
});

test.each([
  [
    'a merge patch that names no object is refused',
    () => Patch.merge({ kind: 'Service', spec: {} }),
    [
      'Patch.merge(): object must be given apiVersion, kind and metadata.name, by which kustomize finds what to patch, got {"kind":"Service"}.',
      "  fix: Patch.mergeInto({ kind: 'Deployment' }, { spec: { … } }), for whatever a target selects",
    ],
  ],
  [
    'a target that selects everything is refused',
    () => Patch.mergeInto({ name: '' }, { spec: {} }),
    [
      'Patch.mergeInto(): target must be given one field at least; an empty one selects every object, got {"name":""}.',
      "  fix: { kind: 'Deployment', name: 'podinfo' }",
    ],
  ],
  [
    'a JSON patch without operations is refused',
    () => Patch.operations(GRAFANA),
    [
      'Patch.operations(): operations must be one at least; Flux fails on an empty patch, got [].',
      "  fix: Patch.operations(target, JsonPatch.replace('/spec/replicas', 2))",
    ],
  ],
] as [string, () => unknown, string[]][])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});
