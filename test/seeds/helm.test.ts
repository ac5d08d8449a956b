import { ApiObject, Duration } from 'cdk8s';
import {
  ApplyBehavior,
  Canary,
  ConfigMap,
  Drift,
  GitRepository,
  HelmRelease,
  HelmReleaseProps,
  HelmRepository,
  IChartSource,
  OciRepository,
  OnFailure,
  ValuesFrom,
} from '../../src';
import { errorOf, synthOne } from '../support/synth';
import { manifest } from './support';

type Chart = Parameters<Parameters<typeof synthOne>[0]>[0];

const repository = (chart: Chart, name: string) => HelmRepository.fromHelmRepositoryName(chart, 'charts', name, 'flux-system');

/** A release of a document, made by the library. */
const release = (id: string, props: Omit<HelmReleaseProps, 'chart'>, source: (chart: Chart) => IChartSource): any =>
  synthOne((chart) => new HelmRelease(chart, id, { ...props, chart: source(chart) }));

/** What the library says and the documents leave to Flux: a release that fails is tried again, drift is seen, CRDs follow the chart. */
const RETRY = { name: 'RetryOnFailure', retryInterval: '5m' };
const ADDED = {
  install: { crds: 'Create', strategy: RETRY },
  upgrade: { crds: 'CreateReplace', strategy: RETRY },
  driftDetection: { mode: 'warn' },
  timeout: '5m',
};

/** What `OnFailure.rollback({ retries: 3 })` says: three more attempts, and back to what worked after the last. */
const remediation = { retries: 3, remediateLastFailure: true };
const strategy = { name: 'RemediateOnFailure' };
const ROLLED_BACK = {
  install: { crds: 'Create', strategy, remediation },
  upgrade: { crds: 'CreateReplace', strategy, remediation: { ...remediation, strategy: 'rollback' }, cleanupOnFail: true },
  rollback: { cleanupOnFail: true },
};
const named = (name: string, namespace: string) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name, namespace },
});
const from = (chart: string, version: string, name: string, more = {}) => ({
  chart: {
    spec: {
      chart,
      version,
      sourceRef: { kind: 'HelmRepository', name, namespace: 'flux-system' },
      reconcileStrategy: 'ChartVersion',
      ...more,
    },
  },
});

manifest('0:350', 'a chart in an OCI registry, tried again after a failure', () => {
  const made = release('cert-manager', { namespace: 'cert-manager', interval: Duration.hours(1) }, (chart) =>
    OciRepository.fromOciRepositoryName(chart, 'source', 'cert-manager-chart', 'cert-manager'),
  );

  expect(made).toEqual({
    ...named('cert-manager', 'cert-manager'),
    spec: { ...ADDED, interval: '1h', releaseName: 'cert-manager', chartRef: { kind: 'OCIRepository', name: 'cert-manager-chart' } },
  });
});

manifest('1:383', 'a chart of a repository, with values', () => {
  const values = { controller: { service: { type: 'LoadBalancer' } } };
  const made = release('nginx-ingress', { namespace: 'ingress-nginx', interval: Duration.minutes(10), values }, (chart) =>
    repository(chart, 'ingress-nginx').chart('ingress-nginx', '4.8.x', { interval: Duration.hours(1) }),
  );

  expect(made).toEqual({
    ...named('nginx-ingress', 'ingress-nginx'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'nginx-ingress',
      ...from('ingress-nginx', '4.8.x', 'ingress-nginx', { interval: '1h' }),
      values,
    },
  });
});

manifest('1:404', 'values of the program, then of a ConfigMap and a Secret', () => {
  const made = synthOne((chart) => {
    const config = ConfigMap.fromConfigMapName(chart, 'config', 'app-config');
    return new HelmRelease(chart, 'my-app', {
      interval: Duration.minutes(10),
      chart: repository(chart, 'my-charts').chart('my-app', '1.0.x'),
      values: { replicas: 2 },
      valuesFrom: [ValuesFrom.configMap(config, { key: 'values.yaml' }), ValuesFrom.secret('app-secrets', { key: 'secrets.yaml' })],
    });
  });

  expect(made).toEqual({
    ...named('my-app', 'apps'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'my-app',
      ...from('my-app', '1.0.x', 'my-charts'),
      values: { replicas: 2 },
      valuesFrom: [
        { kind: 'ConfigMap', name: 'app-config', valuesKey: 'values.yaml' },
        { kind: 'Secret', name: 'app-secrets', valuesKey: 'secrets.yaml' },
      ],
    },
  });
});

manifest('1:429', 'tests, and back to what worked; corrected: rollback.recreate is deprecated and does nothing', () => {
  const values = { image: { tag: 'v1.0.0' } };
  const props = { interval: Duration.minutes(10), onFailure: OnFailure.rollback({ retries: 3 }), test: { enable: true }, values };
  const made = release('my-app', props, (chart) => repository(chart, 'my-charts').chart('my-app', '1.0.x'));

  expect(made).toEqual({
    ...named('my-app', 'apps'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'my-app',
      ...from('my-app', '1.0.x', 'my-charts'),
      // The document remediates a failed install only in part, and leaves to Flux that an upgrade goes back.
      ...ROLLED_BACK,
      test: { enable: true },
      values,
    },
  });
});

manifest('1:461', 'a release that waits for releases of other namespaces', () => {
  const values = { ingress: { enabled: true, className: 'nginx' } };
  const made = synthOne((chart) => {
    const release = (name: string) => HelmRelease.fromHelmReleaseName(chart, name, name, name === 'nginx-ingress' ? 'ingress-nginx' : name);
    return new HelmRelease(chart, 'my-app', {
      interval: Duration.minutes(10),
      dependsOn: [release('cert-manager'), release('nginx-ingress')],
      chart: repository(chart, 'my-charts').chart('my-app', '1.0.x'),
      values,
    });
  });

  expect(made).toEqual({
    ...named('my-app', 'apps'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'my-app',
      dependsOn: [
        { name: 'cert-manager', namespace: 'cert-manager' },
        { name: 'nginx-ingress', namespace: 'ingress-nginx' },
      ],
      ...from('my-app', '1.0.x', 'my-charts'),
      values,
    },
  });
});

manifest('1:1094', 'Flagger', () => {
  const made = release('flagger', { namespace: 'flagger-system', interval: Duration.minutes(10) }, (chart) =>
    repository(chart, 'flagger').chart('flagger', '1.x'),
  );

  expect(made).toEqual({
    ...named('flagger', 'flagger-system'),
    spec: { ...ADDED, interval: '10m', releaseName: 'flagger', ...from('flagger', '1.x', 'flagger') },
  });
});

manifest('1:1110', 'a canary that gets ten percent more each minute', () => {
  const made = synthOne((chart) => new Canary(chart, 'my-app', { port: 80 }));

  expect(made).toEqual({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'my-app', namespace: 'apps' },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'my-app' },
      service: { port: 80 },
      analysis: {
        interval: '1m',
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' }],
      },
    },
  });
});

manifest('1:1291', 'a chart in a registry, from the namespace of Flux', () => {
  const made = release('podinfo', { interval: Duration.minutes(10) }, (chart) =>
    OciRepository.fromOciRepositoryName(chart, 'source', 'podinfo-chart', 'flux-system'),
  );

  expect(made).toEqual({
    ...named('podinfo', 'apps'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'podinfo',
      chartRef: { kind: 'OCIRepository', name: 'podinfo-chart', namespace: 'flux-system' },
    },
  });
});

manifest('2:108', 'the standard shape; corrected: the chart calls it crds.enabled today', () => {
  const made = release(
    'cert-manager',
    {
      namespace: 'cert-manager',
      interval: Duration.hours(24),
      onFailure: OnFailure.rollback({ retries: 3 }),
      drift: Drift.correct(),
      values: { crds: { enabled: true } },
    },
    (chart) => repository(chart, 'jetstack').chart('cert-manager', '1.14.4'),
  );

  expect(made).toEqual({
    ...named('cert-manager', 'cert-manager'),
    spec: {
      ...ADDED,
      interval: '24h',
      releaseName: 'cert-manager',
      ...from('cert-manager', '1.14.4', 'jetstack'),
      ...ROLLED_BACK,
      driftDetection: { mode: 'enabled' },
      values: { crds: { enabled: true } },
    },
  });
});

manifest('3:250', 'a range of versions, values of the program and of a ConfigMap', () => {
  const values = { replicaCount: 3, service: { type: 'ClusterIP' } };
  const made = synthOne((chart) => {
    const config = ConfigMap.fromConfigMapName(chart, 'config', 'nginx-values', 'web');
    return new HelmRelease(chart, 'nginx', {
      namespace: 'web',
      interval: Duration.minutes(10),
      chart: repository(chart, 'bitnami').chart('nginx', '15.x', { interval: Duration.hours(1) }),
      values,
      valuesFrom: [ValuesFrom.configMap(config, { key: 'values.yaml' })],
    });
  });

  expect(made).toEqual({
    ...named('nginx', 'web'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'nginx',
      ...from('nginx', '15.x', 'bitnami', { interval: '1h' }),
      values,
      valuesFrom: [{ kind: 'ConfigMap', name: 'nginx-values', valuesKey: 'values.yaml' }],
    },
  });
});

manifest('3:275', 'a release that waits for its database', () => {
  const values = { externalDatabase: { host: 'mysql.database.svc.cluster.local', database: 'wordpress' }, mariadb: { enabled: false } };
  const made = synthOne(
    (chart) =>
      new HelmRelease(chart, 'wordpress', {
        namespace: 'blog',
        interval: Duration.minutes(10),
        dependsOn: [HelmRelease.fromHelmReleaseName(chart, 'mysql', 'mysql', 'database')],
        chart: repository(chart, 'bitnami').chart('wordpress', '18.x'),
        values,
      }),
  );

  expect(made).toEqual({
    ...named('wordpress', 'blog'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'wordpress',
      dependsOn: [{ name: 'mysql', namespace: 'database' }],
      ...from('wordpress', '18.x', 'bitnami'),
      values,
    },
  });
});

manifest('3:299', 'a chart in a Git repository; corrected: a new revision is a new version, or Flux would never see a change', () => {
  const made = release('my-app', { namespace: 'production', interval: Duration.minutes(10) }, (chart) =>
    GitRepository.fromGitRepositoryName(chart, 'source', 'my-app', 'flux-system').chart('./charts/my-app'),
  );

  expect(made).toEqual({
    ...named('my-app', 'production'),
    spec: {
      ...ADDED,
      interval: '10m',
      releaseName: 'my-app',
      chart: {
        spec: {
          chart: './charts/my-app',
          sourceRef: { kind: 'GitRepository', name: 'my-app', namespace: 'flux-system' },
          reconcileStrategy: 'Revision',
        },
      },
    },
  });
});

manifest('3:1107', 'a release by hand; corrected: not in the namespace default, which nobody owns', () => {
  const values = { replicaCount: 2, service: { type: 'ClusterIP' } };
  const props = { interval: Duration.minutes(10), values };
  const made = release('nginx', { ...props, namespace: 'nginx' }, (chart) => repository(chart, 'bitnami').chart('nginx', '15.x'));

  expect(made).toEqual({
    ...named('nginx', 'nginx'),
    spec: { ...ADDED, interval: '10m', releaseName: 'nginx', ...from('nginx', '15.x', 'bitnami'), values },
  });
  expect(
    errorOf(() => release('nginx', { ...props, namespace: 'default' }, (chart) => repository(chart, 'bitnami').chart('nginx', '15.x'))),
  ).toContain("namespace must be a namespace of its own; 'default' has no owner");
});

manifest('1:1471', 'a Job that is replaced when it changes', () => {
  const made = synthOne((chart) => {
    const job = new ApiObject(chart, 'job', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'db-migration' } });
    ApplyBehavior.of(job).force();
  });

  expect(made).toEqual({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'db-migration', namespace: 'apps', annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } },
  });
});
