import { Duration } from 'cdk8s';
import {
  AlertProvider,
  Auth,
  Canary,
  CanaryAlert,
  CanaryAnalysis,
  CanaryMetric,
  Drift,
  Environment,
  flagger,
  FluxApp,
  HelmReleaseFromOci,
  LayeredCluster,
  MetricTemplate,
  OciRef,
  Sync,
  Verify,
} from 'cdk8s-fluxcd';

/** Prometheus of the platform, which the gateway reports to. */
const PROMETHEUS = 'http://prometheus.monitoring:9090';

const app = new FluxApp({ program: 'main.ts' });

for (const environment of [Environment.STAGING, Environment.PRODUCTION]) {
  const cluster = new LayeredCluster(app, environment, {
    environment,
    split: true,
    sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
  });

  new HelmReleaseFromOci(cluster.controllers, 'flagger', {
    chartUrl: 'oci://ghcr.io/fluxcd/charts/flagger',
    version: OciRef.semver('1.x'),
    verify: Verify.githubActions({ repository: 'fluxcd/flagger' }),
    values: { meshProvider: 'gatewayapi:v1', metricsServer: PROMETHEUS },
  });
  addPodinfo(cluster, `podinfo.${environment}.acme.io`, analysisOf(environment, cluster));
}

/** Staging moves at once when ten checks were right, production step by step, and tells people when it went back. */
function analysisOf(environment: Environment, cluster: LayeredCluster): CanaryAnalysis {
  if (environment === Environment.STAGING) return CanaryAnalysis.iterations(10, { interval: Duration.seconds(30) });

  const slow = new MetricTemplate(cluster.configs, 'slow-requests', {
    namespace: 'flagger',
    provider: { type: flagger.MetricTemplateSpecProviderType.PROMETHEUS, address: PROMETHEUS },
    query: [
      'sum(rate(http_request_duration_seconds_count{namespace="{{ namespace }}",pod=~"{{ target }}-.*"}[{{ interval }}]))',
      '- sum(rate(http_request_duration_seconds_bucket{namespace="{{ namespace }}",pod=~"{{ target }}-.*",le="0.5"}[{{ interval }}]))',
    ].join('\n'),
  });
  const slack = new AlertProvider(cluster.configs, 'slack', {
    namespace: 'flagger',
    type: flagger.AlertProviderSpecType.SLACK,
    secretName: 'slack-webhook',
    channel: 'releases',
  });
  return CanaryAnalysis.weighted({
    stepWeight: 5,
    maxWeight: 50,
    metrics: [CanaryMetric.successRate(99.5), CanaryMetric.template(slow, { max: 1 }, Duration.minutes(2))],
    alerts: [CanaryAlert.warnings(slack)],
  });
}

/** Flagger scales the Deployment of the chart down and makes one of its own, so replicas are nobody's to correct. */
function addPodinfo(cluster: LayeredCluster, host: string, analysis: CanaryAnalysis): void {
  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: OciRef.semver('6.x'),
    verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
    drift: Drift.correct([{ paths: ['/spec/replicas'], target: { kind: 'Deployment', name: 'podinfo' } }]),
    // Flagger makes the Services.
    values: { service: { enabled: false } },
  });
  new Canary(cluster.apps, 'podinfo-canary', {
    name: 'podinfo',
    namespace: 'podinfo',
    provider: flagger.CanarySpecProvider.GATEWAYAPI_V1,
    port: 9898,
    service: { port: 9898, gatewayRefs: [{ name: 'public', namespace: 'gateways' }], hosts: [host] },
    analysis,
  });
}

app.synth();
