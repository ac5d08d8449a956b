import { JsonPatch } from 'cdk8s';
import { ConfigMap, ConfigMapProps } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const synthWith = (props: Partial<ConfigMapProps>) => synthOne((chart) => new ConfigMap(chart, 'settings', { data: {}, ...props }));

test('writes a ConfigMap', () => {
  expect(synthWith({ data: { DOMAIN: 'acme.io', 'app.conf': 'a = 1\nb = 2\n' } })).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'apps' },
    data: { DOMAIN: 'acme.io', 'app.conf': 'a = 1\nb = 2\n' },
  });
});

test('one that Flux reads carries the label that makes Flux act at once, beside the labels of the user', () => {
  expect(synthWith({ name: 'vars', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' }, watched: true })).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'vars',
      namespace: 'team-a',
      labels: { team: 'a', 'reconcile.fluxcd.io/watch': 'Enabled' },
      annotations: { note: 'b' },
    },
    data: {},
  });
});

test('keys keep their order', () => {
  expect(Object.keys(synthWith({ data: { b: '1', a: '2' } }).data)).toEqual(['b', 'a']);
});

test('a json patch acts', () => {
  const manifest = synthOne((chart) =>
    new ConfigMap(chart, 'settings', { data: {} }).apiObject.addJsonPatch(JsonPatch.add('/immutable', true)),
  );

  expect(manifest.immutable).toBe(true);
});

test('a ConfigMap that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const { name, namespace } = ConfigMap.fromConfigMapName(chart, 'shared', 'cluster-vars', 'flux-system');

  expect({ name, namespace }).toEqual({ name: 'cluster-vars', namespace: 'flux-system' });
  expect(chart.toJson()).toEqual([]);
});

test.each([
  [3, '3', "'replicas': '3'"],
  [true, 'true', "'replicas': 'true'"],
  [null, 'null', "'replicas': ''"],
  [{ min: 1 }, '{"min":1}', `'replicas': '{"min":1}'`],
])('the value %j is refused, because it is no string', (value, printed, fix) => {
  expect(errorOf(() => synthWith({ data: { replicas: value as unknown as string } }))).toBe(
    [`ConfigMap 'prod/settings': data['replicas'] must be a string; a ConfigMap holds nothing else, got ${printed}.`, `  fix: ${fix}`].join(
      '\n',
    ),
  );
});

test('a key that Kubernetes refuses is refused', () => {
  expect(errorOf(() => synthWith({ data: { 'conf/app': '' } }))).toBe(
    [
      `ConfigMap 'prod/settings': data must be a map whose keys have at most 253 letters, digits, -, _ and ., got "conf/app".`,
      "  fix: 'conf-app': '…'",
    ].join('\n'),
  );
});
