import { ConfigMap, HelmRelease, HelmReleaseProps, OciRepository, ValuesFrom } from '../../../src';
import { errorOf, synthAll, synthOne } from '../../support/synth';

const valuesFrom = (...references: ValuesFrom[]) =>
  synthOne((chart) => {
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    return new HelmRelease(chart, 'podinfo', { chart: source, valuesFrom: references });
  }).spec.valuesFrom;

test('a Secret is named, with what Flux reads by default left out', () => {
  expect(valuesFrom(ValuesFrom.secret('podinfo-values'))).toEqual([{ kind: 'Secret', name: 'podinfo-values' }]);
});

test('key, target path and optional are written, and the order is kept because later ones win', () => {
  expect(
    valuesFrom(
      ValuesFrom.secret('b', { key: 'password', targetPath: 'redis.password', optional: true }),
      ValuesFrom.secret('a', { key: 'values.yaml' }),
    ),
  ).toEqual([
    { kind: 'Secret', name: 'b', optional: true, targetPath: 'redis.password', valuesKey: 'password' },
    { kind: 'Secret', name: 'a', valuesKey: 'values.yaml' },
  ]);
});

test('a ConfigMap of the program is labelled, so that a change acts at once', () => {
  const [configMap, release] = synthAll((chart) => {
    const values = new ConfigMap(chart, 'values', { data: { 'values.yaml': 'replicaCount: 2\n' } });
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    new HelmRelease(chart, 'podinfo', { chart: source, valuesFrom: [ValuesFrom.configMap(values)] });
  });

  expect(configMap.metadata).toEqual({ name: 'values', namespace: 'apps', labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } });
  expect(release.spec.valuesFrom).toEqual([{ kind: 'ConfigMap', name: 'values' }]);
});

test('a ConfigMap that is defined elsewhere is named', () => {
  const manifest = synthOne((chart) => {
    const values = ConfigMap.fromConfigMapName(chart, 'values', 'shared');
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    new HelmRelease(chart, 'podinfo', { chart: source, valuesFrom: [ValuesFrom.configMap(values)] });
  });

  expect(manifest.spec.valuesFrom).toEqual([{ kind: 'ConfigMap', name: 'shared' }]);
});

test('a ConfigMap of another namespace is refused, because the reference has no namespace', () => {
  const inOtherNamespace = (props: Partial<HelmReleaseProps>) =>
    errorOf(() =>
      synthOne((chart) => {
        const values = ConfigMap.fromConfigMapName(chart, 'values', 'shared', 'platform');
        const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
        new HelmRelease(chart, 'podinfo', { chart: source, valuesFrom: [ValuesFrom.configMap(values)], ...props });
      }),
    );

  expect(inOtherNamespace({})).toBe(
    [
      `HelmRelease 'prod/podinfo': valuesFrom must be a ConfigMap in the namespace of this object, apps; Flux looks nowhere else, got "ConfigMap platform/shared".`,
      "  fix: namespace: 'platform'",
    ].join('\n'),
  );
});
