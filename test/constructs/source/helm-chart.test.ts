import { Duration, JsonPatch } from 'cdk8s';
import { Bucket, ChartOrigin, GitRepository, HelmChart, HelmChartProps, HelmRelease, HelmRepository, source } from '../../../src';
import { errorOf, synthAll, synthOne, testChart } from '../../support/synth';

const shared = testChart();
const repository = HelmRepository.fromHelmRepositoryName(shared, 'nginx', 'nginx');
const git = GitRepository.fromGitRepositoryName(shared, 'fleet', 'fleet');
const bucket = Bucket.fromBucketName(shared, 'charts', 'charts');

const NGINX: HelmChartProps = { origin: ChartOrigin.repository(repository, 'ingress-nginx', '4.x') };

const synthWith = (props: Partial<HelmChartProps>) => synthOne((chart) => new HelmChart(chart, 'nginx', { ...NGINX, ...props }));
const errorWith = (props: Partial<HelmChartProps>) => errorOf(() => synthWith(props));

test('writes a HelmChart with a five minute interval', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmChart',
    metadata: { name: 'nginx', namespace: 'apps' },
    spec: {
      interval: '5m',
      chart: 'ingress-nginx',
      version: '4.x',
      sourceRef: { kind: 'HelmRepository', name: 'nginx' },
      reconcileStrategy: 'ChartVersion',
    },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'ingress',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    interval: Duration.hours(2),
    valuesFiles: ['values.yaml', 'values-prod.yaml'],
    ignoreMissingValuesFiles: true,
    verify: { provider: source.HelmChartSpecVerifyProvider.COSIGN, secretRef: { name: 'signers' } },
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmChart',
      metadata: { name: 'ingress', namespace: 'apps', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '2h',
        chart: 'ingress-nginx',
        version: '4.x',
        sourceRef: { kind: 'HelmRepository', name: 'nginx' },
        reconcileStrategy: 'ChartVersion',
        valuesFiles: ['values.yaml', 'values-prod.yaml'],
        verify: { provider: 'cosign', secretRef: { name: 'signers' } },
        ignoreMissingValuesFiles: true,
      },
    }),
  );
});

test.each([
  [ChartOrigin.git(git, './charts/podinfo'), { kind: 'GitRepository', name: 'fleet' }],
  [ChartOrigin.bucket(bucket, './charts/podinfo'), { kind: 'Bucket', name: 'charts' }],
])('a chart among other files follows every change of them', (origin, sourceRef) => {
  expect(synthWith({ origin }).spec).toEqual({ interval: '5m', chart: './charts/podinfo', sourceRef, reconcileStrategy: 'Revision' });
});

test('a HelmRelease refers to it', () => {
  const [, release] = synthAll((chart) => {
    new HelmRelease(chart, 'ingress', { chart: new HelmChart(chart, 'nginx', NGINX) });
  });

  expect(release.spec.chartRef).toEqual({ kind: 'HelmChart', name: 'nginx' });
});

test('a chart that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const imported = HelmChart.fromHelmChartName(chart, 'shared', 'nginx', 'flux-system');

  expect(imported.toReleaseChart(chart, 'apps')).toEqual({ chartRef: { kind: 'HelmChart', name: 'nginx', namespace: 'flux-system' } });
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new HelmChart(chart, 'nginx', NGINX).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, () => unknown, string[]]>([
  [
    'a source in another namespace is refused, because the reference has no field for it',
    () => synthWith({ namespace: 'team-a' }),
    [
      `HelmChart 'prod/nginx': origin must be a HelmRepository in the namespace of this object, team-a; Flux looks nowhere else, got "HelmRepository apps/nginx".`,
      `  fix: namespace: 'apps'`,
    ],
  ],
  [
    'a signature is refused where Flux reads none',
    () => synthWith({ origin: ChartOrigin.git(git, './charts/podinfo'), verify: { provider: source.HelmChartSpecVerifyProvider.COSIGN } }),
    [
      `HelmChart 'prod/nginx': verify must be used with charts of a HelmRepository only; the API server refuses it elsewhere, got "GitRepository".`,
      `  fix: remove verify; set it on the GitRepository 'fleet' if that kind has it`,
    ],
  ],
  [
    'a version that takes whatever comes is refused',
    () => ChartOrigin.repository(repository, 'ingress-nginx', '*'),
    [
      `ImportedHelmRepository 'prod/nginx': version must be a version or a range of versions with a number in it; '*' installs the next major release by itself, got "*".`,
      `  fix: version: '1.x'`,
    ],
  ],
  [
    'a path that leaves the source is refused',
    () => ChartOrigin.bucket(bucket, '../podinfo'),
    [
      `ImportedBucket 'prod/charts': path must be the directory of a chart, relative to the root of the source, without '..', got "../podinfo".`,
      `  fix: path: './podinfo'`,
    ],
  ],
  [
    'an interval of zero is refused',
    () => synthWith({ interval: Duration.seconds(0) }),
    [
      `HelmChart 'prod/nginx': interval must be a duration of whole seconds, one at least, got "0ms".`,
      '  fix: interval: Duration.seconds(1)',
    ],
  ],
])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});

test('a name that Kubernetes refuses is refused', () => {
  expect(errorWith({ name: 'Nginx' })).toContain("\n  fix: name: 'nginx'");
});
