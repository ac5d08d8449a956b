import { Duration, JsonPatch, Lazy } from 'cdk8s';
import {
  Bucket,
  CrdsPolicy,
  Drift,
  FluxVersion,
  GitRepository,
  HelmChart,
  HelmRelease,
  HelmReleaseProps,
  HelmRepository,
  helm,
  OciRepository,
  OnFailure,
  ValuesFrom,
} from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthAll, synthOne, testChart } from '../../support/synth';

type OptionalProps = Partial<HelmReleaseProps>;

const synthWith = (props: OptionalProps) =>
  synthOne((chart) => {
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    return new HelmRelease(chart, 'podinfo', { chart: source, ...props });
  });
const errorWith = (props: OptionalProps) => errorOf(() => synthWith(props));

test('writes a HelmRelease that tries again when it fails and says who owns the CRDs', () => {
  const manifest = synthWith({});

  expect(manifest).toEqual({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'podinfo', namespace: 'apps' },
    spec: {
      interval: '30m',
      timeout: '5m',
      releaseName: 'podinfo',
      chartRef: { kind: 'OCIRepository', name: 'podinfo' },
      install: { crds: 'Create', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
      upgrade: { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
      driftDetection: { mode: 'warn' },
    },
  });
  expect(schemaErrors(manifest)).toEqual([]);
});

test('all props together are written in the order of the documentation, and are valid', () => {
  const manifest = synthOne((chart) => {
    const first = HelmRelease.fromHelmReleaseName(chart, 'first', 'first', 'redis');
    return new HelmRelease(chart, 'id', {
      name: 'podinfo',
      namespace: 'web',
      labels: { team: 'a' },
      annotations: { note: 'b' },
      chart: OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo', 'charts'),
      values: { replicaCount: 2 },
      valuesFrom: [ValuesFrom.secret('podinfo-values')],
      releaseName: 'web-podinfo',
      interval: Duration.hours(1),
      timeout: Duration.minutes(90),
      onFailure: OnFailure.rollback({ retries: 2 }),
      drift: Drift.correct(),
      crds: CrdsPolicy.skip(),
      dependsOn: [first],
      serviceAccountName: 'deployer',
      kubeConfig: { secretRef: { name: 'spoke' } },
      postRenderers: [{ kustomize: { images: [{ name: 'podinfo', newTag: '6.9.0' }] } }],
      test: { enable: true },
      commonMetadata: { labels: { part: 'web' } },
      maxHistory: 3,
      healthCheckExprs: [{ apiVersion: 'acme.io/v1', kind: 'Widget', current: 'status.ready' }],
      waitStrategy: { name: helm.HelmReleaseSpecWaitStrategyName.POLLER },
    });
  });

  expect(schemaErrors(manifest)).toEqual([]);
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'podinfo', namespace: 'web', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '1h',
        timeout: '1h30m',
        dependsOn: [{ name: 'first', namespace: 'redis' }],
        serviceAccountName: 'deployer',
        kubeConfig: { secretRef: { name: 'spoke' } },
        releaseName: 'web-podinfo',
        chartRef: { kind: 'OCIRepository', name: 'podinfo', namespace: 'charts' },
        install: { crds: 'Skip', remediation: { remediateLastFailure: true, retries: 2 }, strategy: { name: 'RemediateOnFailure' } },
        upgrade: {
          cleanupOnFail: true,
          crds: 'Skip',
          remediation: { remediateLastFailure: true, retries: 2, strategy: 'rollback' },
          strategy: { name: 'RemediateOnFailure' },
        },
        rollback: { cleanupOnFail: true },
        test: { enable: true },
        driftDetection: { mode: 'enabled' },
        postRenderers: [{ kustomize: { images: [{ name: 'podinfo', newTag: '6.9.0' }] } }],
        valuesFrom: [{ kind: 'Secret', name: 'podinfo-values' }],
        values: { replicaCount: 2 },
        commonMetadata: { labels: { part: 'web' } },
        healthCheckExprs: [{ apiVersion: 'acme.io/v1', current: 'status.ready', kind: 'Widget' }],
        maxHistory: 3,
        waitStrategy: { name: 'poller' },
      },
    }),
  );
});

test('each kind of source is named by exactly one of the two fields for charts', () => {
  const charts = synthAll((chart) => {
    const sources = {
      oci: OciRepository.fromOciRepositoryName(chart, 'a', 'podinfo'),
      chart: HelmChart.fromHelmChartName(chart, 'b', 'podinfo'),
      helm: HelmRepository.fromHelmRepositoryName(chart, 'c', 'charts').chart('podinfo', '6.x'),
      git: GitRepository.fromGitRepositoryName(chart, 'd', 'podinfo').chart('./charts/podinfo'),
      bucket: Bucket.fromBucketName(chart, 'e', 'podinfo').chart('./charts/podinfo'),
    };
    for (const [id, source] of Object.entries(sources)) new HelmRelease(chart, id, { chart: source });
  }).map(({ spec }) => ({ chart: spec.chart, chartRef: spec.chartRef }));

  expect(charts).toEqual([
    { chartRef: { kind: 'OCIRepository', name: 'podinfo' } },
    { chartRef: { kind: 'HelmChart', name: 'podinfo' } },
    {
      chart: {
        spec: {
          chart: 'podinfo',
          version: '6.x',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
          reconcileStrategy: 'ChartVersion',
        },
      },
    },
    {
      chart: {
        spec: { chart: './charts/podinfo', sourceRef: { kind: 'GitRepository', name: 'podinfo' }, reconcileStrategy: 'Revision' },
      },
    },
    { chart: { spec: { chart: './charts/podinfo', sourceRef: { kind: 'Bucket', name: 'podinfo' }, reconcileStrategy: 'Revision' } } },
  ]);
});

test('values keep null, with which Helm removes a default of the chart, and the order of the program', () => {
  const { values } = synthWith({ values: { zeta: null, alpha: { nodeSelector: null, tolerations: [] } } }).spec;

  expect(JSON.stringify(values)).toBe('{"zeta":null,"alpha":{"nodeSelector":null,"tolerations":[]}}');
});

test('values may be computed late', () => {
  const replicas = { count: 1 };
  const values = { replicaCount: Lazy.any({ produce: () => replicas.count }) };
  replicas.count = 3;

  expect(synthWith({ values }).spec.values).toEqual({ replicaCount: 3 });
});

test('dependencies are listed by namespace and name, in whichever order they were declared', () => {
  const manifests = synthAll((chart) => {
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    const other = HelmRelease.fromHelmReleaseName(chart, 'z', 'z', 'redis');
    const [a, b] = ['a', 'b'].map((id) => new HelmRelease(chart, id, { chart: source }));
    new HelmRelease(chart, 'one', { chart: source, dependsOn: [other, b, a] });
    new HelmRelease(chart, 'two', { chart: source, dependsOn: [a] }).dependsOn(b, other, a);
  });

  const dependencies = [{ name: 'a' }, { name: 'b' }, { name: 'z', namespace: 'redis' }];
  expect(manifests.slice(2).map(({ spec }) => spec.dependsOn)).toEqual([dependencies, dependencies]);
});

test('the name of the Helm release follows the name of the object, and can be read', () => {
  const chart = testChart();
  const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');

  expect(new HelmRelease(chart, 'id', { name: 'podinfo', chart: source }).releaseName).toBe('podinfo');
  expect(new HelmRelease(chart, 'other', { releaseName: 'web', chart: source }).releaseName).toBe('web');
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) => {
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');
    new HelmRelease(chart, 'podinfo', { chart: source }).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true));
  });

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a release that is defined elsewhere can be waited for and writes nothing', () => {
  const chart = testChart();
  const elsewhere = HelmRelease.fromHelmReleaseName(chart, 'redis', 'redis');

  expect(chart.toJson()).toEqual([]);
  expect(errorOf(() => (elsewhere as HelmRelease).dependsOn(chart))).toBe(
    "HelmRelease 'redis' is defined elsewhere: say there what it depends on",
  );
});

const LONG = `${'a'.repeat(50)}-long`;

test.each([
  [
    'a name that Flux would replace is refused, with what it would become',
    { name: LONG },
    [
      `HelmRelease 'prod/podinfo': name must be at most 53 characters; Flux would install it as '${'a'.repeat(40)}-7987e6358416', got "${LONG}".`,
      `  fix: releaseName: '${'a'.repeat(50)}-lo'`,
    ],
  ],
  [
    'the same holds for a release name',
    { releaseName: LONG },
    [
      `HelmRelease 'prod/podinfo': releaseName must be at most 53 characters; Flux would install it as '${'a'.repeat(40)}-7987e6358416', got "${LONG}".`,
      `  fix: releaseName: '${'a'.repeat(50)}-lo'`,
    ],
  ],
  [
    'a release name that Helm refuses is refused',
    { releaseName: 'Pod_Info' },
    [
      `HelmRelease 'prod/podinfo': releaseName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Pod_Info".`,
      "  fix: releaseName: 'pod-info'",
    ],
  ],
  [
    'an empty release name is refused',
    { releaseName: '' },
    [
      `HelmRelease 'prod/podinfo': releaseName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "".`,
      "  fix: releaseName: 'my-name'",
    ],
  ],
  [
    'an interval of zero is refused',
    { interval: Duration.seconds(0) },
    [
      `HelmRelease 'prod/podinfo': interval must be a duration of whole seconds, one at least, got "0ms".`,
      '  fix: interval: Duration.seconds(1)',
    ],
  ],
  [
    'a timeout below a second is refused',
    { timeout: Duration.millis(500) },
    [
      `HelmRelease 'prod/podinfo': timeout must be a duration of whole seconds, one at least, got "500ms".`,
      '  fix: timeout: Duration.seconds(1)',
    ],
  ],
] as [string, OptionalProps, string[]][])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test.each([
  ['healthCheckExprs', { healthCheckExprs: [{ apiVersion: 'v1', kind: 'Pod', current: 'true' }] }],
  ['waitStrategy', { waitStrategy: { name: helm.HelmReleaseSpecWaitStrategyName.LEGACY } }],
])('%s is refused for a Flux that does not know it', (prop, props) => {
  const chart = testChart();
  setFleetContext(chart, { fluxVersion: FluxVersion.V2_7 });
  const source = OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo');

  expect(errorOf(() => new HelmRelease(chart, 'podinfo', { chart: source, ...props }))).toBe(
    [
      `HelmRelease 'prod/podinfo': ${prop} must be used with Flux 2.8 or newer, got "Flux 2.7".`,
      `  fix: remove ${prop}, or set fluxVersion: FluxVersion.V2_8 when the cluster runs it`,
    ].join('\n'),
  );
});
