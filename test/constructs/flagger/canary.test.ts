import { Duration } from 'cdk8s';
import { Canary, CanaryAnalysis, CanaryMetric, CanaryProps, flagger, MetricTemplate } from '../../../src';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthAll, synthOne } from '../../support/synth';

const canary = (props: Partial<CanaryProps> = {}) => synthOne((chart) => new Canary(chart, 'web', { port: 80, ...props }));

test('writes a Canary of the Deployment with its name, which gets ten percent more each minute', () => {
  const manifest = canary();

  expect(manifest).toEqual({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'web', namespace: 'apps' },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      service: { port: 80 },
      analysis: {
        interval: '1m',
        threshold: 5,
        stepWeight: 10,
        maxWeight: 50,
        metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' }],
      },
    },
  });
  expect(schemaErrors(manifest)).toEqual([]);
});

test('all props together are valid', () => {
  const [template, manifest] = synthAll((chart) => {
    const provider = { type: flagger.MetricTemplateSpecProviderType.PROMETHEUS, address: 'http://prometheus.monitoring' };
    const errors = new MetricTemplate(chart, 'errors', { provider, query: 'rate(errors[{{ interval }}])' });
    new Canary(chart, 'web', {
      targetName: 'frontend',
      targetKind: flagger.CanarySpecTargetRefKind.DAEMON_SET,
      port: 80,
      service: { port: 1, hosts: ['web.acme.io'] },
      provider: flagger.CanarySpecProvider.ISTIO,
      progressDeadline: Duration.minutes(2),
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: flagger.CanarySpecAutoscalerRefKind.HORIZONTAL_POD_AUTOSCALER, name: 'web' },
      analysis: CanaryAnalysis.iterations(10, {
        interval: Duration.seconds(90),
        threshold: 2,
        match: [{ headers: { cookie: { exact: 'beta' } } }],
        metrics: [
          CanaryMetric.requestDuration(Duration.millis(500), Duration.seconds(30)),
          CanaryMetric.template(errors, { max: 5 }, Duration.hours(1)),
        ],
      }),
    });
  });

  expect([template, manifest].flatMap(schemaErrors)).toEqual([]);
  expect(template.spec).toEqual({
    provider: { type: 'prometheus', address: 'http://prometheus.monitoring' },
    query: 'rate(errors[{{ interval }}])',
  });
  expect(manifest.spec).toEqual({
    provider: 'istio',
    targetRef: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'frontend' },
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web' },
    progressDeadlineSeconds: 120,
    service: { port: 80, hosts: ['web.acme.io'] },
    analysis: {
      interval: '1m30s',
      threshold: 2,
      iterations: 10,
      match: [{ headers: { cookie: { exact: 'beta' } } }],
      metrics: [
        { name: 'request-duration', thresholdRange: { max: 500 }, interval: '30s' },
        { name: 'errors', templateRef: { name: 'errors', namespace: 'apps' }, thresholdRange: { max: 5 }, interval: '60m' },
      ],
    },
  });
});

test.each([
  [
    'a port that is none is refused',
    () => canary({ port: 70000 }),
    ["Canary 'prod/web': port must be a port, from 1 to 65535, got 70000.", '  fix: port: 80'],
  ],
  [
    'a step larger than the whole way is refused',
    () => CanaryAnalysis.weighted({ stepWeight: 60 }),
    ['CanaryAnalysis.weighted(): stepWeight must be no more than maxWeight, 50, got 60.', '  fix: stepWeight: 50'],
  ],
  [
    'a weight that is no percentage is refused',
    () => CanaryAnalysis.weighted({ maxWeight: 101 }),
    ['CanaryAnalysis.weighted(): maxWeight must be a whole percentage from 1 to 100, got 101.', '  fix: maxWeight: 50'],
  ],
  [
    'no iteration is refused',
    () => CanaryAnalysis.iterations(0),
    ['CanaryAnalysis.iterations(): count must be a whole number, one at least, got 0.', '  fix: CanaryAnalysis.iterations(10)'],
  ],
  [
    'a success rate of nothing is refused',
    () => CanaryMetric.successRate(0),
    ['CanaryMetric.successRate(): minPercent must be a percentage above 0, got 0.', '  fix: CanaryMetric.successRate(99)'],
  ],
  [
    'a metric without bounds is refused',
    () => synthOne((chart) => CanaryMetric.template(new Canary(chart, 'web', { port: 80 }), {})),
    [
      'CanaryMetric.template(): range must be given min or max; without one, everything is right, got {}.',
      '  fix: CanaryMetric.template(errors, { max: 5 })',
    ],
  ],
  [
    'an empty query is refused',
    () =>
      synthOne((chart) => {
        const provider = { type: flagger.MetricTemplateSpecProviderType.PROMETHEUS };
        return new MetricTemplate(chart, 'errors', { provider, query: ' ' });
      }),
    [
      `MetricTemplate 'prod/errors': query must be a query of the provider, got " ".`,
      `  fix: query: 'sum(rate(http_errors_total{namespace="{{ namespace }}"}[{{ interval }}]))'`,
    ],
  ],
] as [string, () => unknown, string[]][])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});
