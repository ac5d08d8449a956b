import {
  AlertProvider,
  AlertProviderProps,
  Canary,
  CanaryAlert,
  CanaryAnalysis,
  CanaryMetric,
  FluxApp,
  flagger,
  LayeredCluster,
  MetricTemplate,
  Provider,
  ProviderType,
} from '../../../src';
import { SYNC } from '../../support/fleet';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthAll, synthOne } from '../../support/synth';

const { SLACK, GCHAT } = flagger.AlertProviderSpecType;

const provider = (props: Partial<AlertProviderProps> = {}) =>
  synthOne((chart) => new AlertProvider(chart, 'slack', { type: SLACK, secretName: 'slack-webhook', ...props }));

test('writes an AlertProvider whose address stands in a Secret', () => {
  const manifest = provider();

  expect(manifest).toEqual({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'AlertProvider',
    metadata: { name: 'slack', namespace: 'apps' },
    spec: { type: 'slack', secretRef: { name: 'slack-webhook' } },
  });
  expect(schemaErrors(manifest)).toEqual([]);
});

test('all props together are valid', () => {
  const manifest = provider({ type: GCHAT, name: 'chat', channel: 'releases', username: 'flagger', proxy: 'http://proxy.acme.io:3128' });

  expect(schemaErrors(manifest)).toEqual([]);
  expect([manifest.metadata.name, manifest.spec]).toEqual([
    'chat',
    {
      type: 'gchat',
      channel: 'releases',
      username: 'flagger',
      proxy: 'http://proxy.acme.io:3128',
      secretRef: { name: 'slack-webhook' },
    },
  ]);
});

test('a canary tells of failures, of what somebody has to confirm, or of everything', () => {
  const canary = synthAll((chart) => {
    const slack = new AlertProvider(chart, 'slack', { type: SLACK, secretName: 'slack-webhook' });
    const chat = AlertProvider.fromAlertProviderName(chart, 'elsewhere', 'chat', 'flagger');
    new Canary(chart, 'web', {
      port: 80,
      analysis: CanaryAnalysis.weighted({ alerts: [CanaryAlert.errors(slack), CanaryAlert.warnings(chat), CanaryAlert.info(chat)] }),
    });
  }).at(-1);

  expect(schemaErrors(canary)).toEqual([]);
  expect(canary.spec.analysis.alerts).toEqual([
    { name: 'slack', severity: 'error', providerRef: { name: 'slack', namespace: 'apps' } },
    { name: 'chat', severity: 'warn', providerRef: { name: 'chat', namespace: 'flagger' } },
    { name: 'chat', severity: 'info', providerRef: { name: 'chat', namespace: 'flagger' } },
  ]);
});

/** What becomes of a canary in one cluster whose analysis needs what another cluster has. */
function acrossClusters(analysis: (elsewhere: LayeredCluster) => CanaryAnalysis): string {
  const app = new FluxApp();
  const [one, other] = ['one', 'other'].map((id) => new LayeredCluster(app, id, { sync: SYNC }));
  return errorOf(() => new Canary(one.apps, 'web', { namespace: 'web', port: 80, analysis: analysis(other) }));
}

test.each([
  [
    'an AlertProvider of another cluster',
    () =>
      acrossClusters((other) => {
        const slack = new AlertProvider(other.configs, 'slack', { namespace: 'flagger', type: SLACK, secretName: 'slack' });
        return CanaryAnalysis.weighted({ alerts: [CanaryAlert.errors(slack)] });
      }),
    [
      "Canary 'one/apps/web': analysis must be of the cluster 'one'; clusters know nothing of each other, got \"AlertProvider other/infra-configs/slack\".",
      "  fix: define it in 'one' as well",
    ],
  ],
  [
    'a query of another cluster',
    () =>
      acrossClusters((other) => {
        const prometheus = { type: flagger.MetricTemplateSpecProviderType.PROMETHEUS };
        const errors = new MetricTemplate(other.configs, 'errors', { namespace: 'flagger', provider: prometheus, query: 'up' });
        return CanaryAnalysis.iterations(3, { metrics: [CanaryMetric.template(errors, { max: 5 })] });
      }),
    [
      "Canary 'one/apps/web': analysis must be of the cluster 'one'; clusters know nothing of each other, got \"MetricTemplate other/infra-configs/errors\".",
      "  fix: define it in 'one' as well",
    ],
  ],
  [
    'a Provider of Flux',
    () => errorOf(() => synthOne((chart) => CanaryAlert.info(new Provider(chart, 'slack', { type: ProviderType.slackBot('a', 'b') })))),
    [
      'CanaryAlert.info(): provider must be an AlertProvider of Flagger, which reads no other kind, got "Provider slack".',
      "  fix: new AlertProvider(layer, 'slack', { type: flagger.AlertProviderSpecType.SLACK, secretName: 'slack' })",
    ],
  ],
  [
    'the webhook itself, which is not shown,',
    () => errorOf(() => provider({ secretName: 'https://hooks.slack.com/services/hunter2' })),
    [
      `AlertProvider 'prod/slack': secretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "https://hooks.slack.com/…".`,
      "  fix: secretName: 'https-hooks.slack.com'",
    ],
  ],
  [
    'a proxy with a password',
    () => errorOf(() => provider({ proxy: 'http://me:hunter2@proxy.acme.io' })),
    [
      `AlertProvider 'prod/slack': proxy must be an address that starts with http:// or https://, without a password: it stands in Git, got "http://…@proxy.acme.io".`,
      "  fix: proxy: 'http://proxy.acme.io:3128'",
    ],
  ],
] as [string, () => string, string[]][])('%s is refused', (_what, act, message) => {
  expect(act()).toBe(message.join('\n'));
});
