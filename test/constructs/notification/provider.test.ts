import { Duration, JsonPatch } from 'cdk8s';
import {
  FluxApp,
  FluxVersion,
  LayeredCluster,
  notification,
  Provider,
  ProviderProps,
  ProviderType,
  ProviderTypeOptions,
} from '../../../src';
import { PROVIDER_TRAITS } from '../../../src/primitives/provider-traits';
import { SYNC } from '../../support/fleet';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthOne, testChart } from '../../support/synth';

const { ProviderSpecType: Type } = notification;
const SLACK = ProviderType.slackBot('flux', 'slack-token');
const FLEET = 'https://github.com/acme/fleet';

const synthWith = (props: Partial<ProviderProps>) => synthOne((chart) => new Provider(chart, 'x', { type: SLACK, ...props }));
const errorWith = (props: Partial<ProviderProps>) => errorOf(() => synthWith(props));

test('writes a Provider with what the type needs', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Provider',
    metadata: { name: 'x', namespace: 'apps' },
    spec: {
      type: 'slack',
      address: 'https://slack.com/api/chat.postMessage',
      channel: 'flux',
      secretRef: { name: 'slack-token' },
    },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'status',
    namespace: 'flux-system',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    type: ProviderType.azureDevOps('https://dev.azure.com/acme/fleet/_git/fleet', 'azure-token'),
    serviceAccountName: 'notifier',
    certSecretName: 'ca',
    proxySecretName: 'proxy',
    timeout: Duration.minutes(90),
    commitStatusExpr: "event.involvedObject.name + '/production'",
    suspend: true,
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
      kind: 'Provider',
      metadata: { name: 'status', namespace: 'flux-system', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        type: 'azuredevops',
        address: 'https://dev.azure.com/acme/fleet/_git/fleet',
        secretRef: { name: 'azure-token' },
        serviceAccountName: 'notifier',
        certSecretRef: { name: 'ca' },
        commitStatusExpr: "event.involvedObject.name + '/production'",
        proxySecretRef: { name: 'proxy' },
        suspend: true,
        timeout: '90m',
      },
    }),
  );
});

test.each<[ProviderType, object]>([
  [SLACK, { type: 'slack', address: 'https://slack.com/api/chat.postMessage', channel: 'flux', secretRef: { name: 'slack-token' } }],
  [
    ProviderType.slackBot('flux', 'slack-token', 'production'),
    {
      type: 'slack',
      address: 'https://slack.com/api/chat.postMessage',
      channel: 'flux',
      username: 'production',
      secretRef: { name: 'slack-token' },
    },
  ],
  [ProviderType.slackWebhook('slack'), { type: 'slack', secretRef: { name: 'slack' } }],
  [ProviderType.microsoftTeams('teams'), { type: 'msteams', secretRef: { name: 'teams' } }],
  [ProviderType.discord('discord', 'Flux'), { type: 'discord', username: 'Flux', secretRef: { name: 'discord' } }],
  [ProviderType.pagerDuty('${PAGERDUTY_KEY}'), { type: 'pagerduty', address: 'https://events.pagerduty.com', channel: '${PAGERDUTY_KEY}' }],
  [ProviderType.opsgenie('opsgenie'), { type: 'opsgenie', address: 'https://api.opsgenie.com/v2/alerts', secretRef: { name: 'opsgenie' } }],
  [ProviderType.github(FLEET, 'github'), { type: 'github', address: FLEET, secretRef: { name: 'github' } }],
  [
    ProviderType.gitlab('https://gitlab.com/acme/fleet', 'gitlab'),
    { type: 'gitlab', address: 'https://gitlab.com/acme/fleet', secretRef: { name: 'gitlab' } },
  ],
  [
    ProviderType.azureDevOps('https://dev.azure.com/acme/fleet/_git/fleet'),
    { type: 'azuredevops', address: 'https://dev.azure.com/acme/fleet/_git/fleet' },
  ],
  [ProviderType.githubDispatch(FLEET, 'github'), { type: 'githubdispatch', address: FLEET, secretRef: { name: 'github' } }],
  [
    ProviderType.grafana('https://grafana.acme.io/api/annotations', 'grafana'),
    { type: 'grafana', address: 'https://grafana.acme.io/api/annotations', secretRef: { name: 'grafana' } },
  ],
  [
    ProviderType.alertmanager('http://alertmanager.monitoring.svc:9093/api/v2/alerts/'),
    { type: 'alertmanager', address: 'http://alertmanager.monitoring.svc:9093/api/v2/alerts/' },
  ],
  [ProviderType.generic('https://hooks.acme.io/flux'), { type: 'generic', address: 'https://hooks.acme.io/flux' }],
  [
    ProviderType.genericHmac('http://sink:8080', 'hmac'),
    { type: 'generic-hmac', address: 'http://sink:8080', secretRef: { name: 'hmac' } },
  ],
  [
    ProviderType.of(Type.ZULIP, { address: 'https://chat.acme.io', channel: 'flux/production', secretName: 'zulip' }),
    { type: 'zulip', address: 'https://chat.acme.io', channel: 'flux/production', secretRef: { name: 'zulip' } },
  ],
  [
    ProviderType.of(Type.TELEGRAM, { channel: '@acme', secretName: 'telegram' }),
    { type: 'telegram', channel: '@acme', secretRef: { name: 'telegram' } },
  ],
])('%j writes the fields of its type', (type, spec) => {
  const manifest = synthWith({ type });

  expect(manifest.spec).toEqual(spec);
  expect(schemaErrors(manifest)).toEqual([]);
});

test('every type that Flux knows has its traits', () => {
  expect([...PROVIDER_TRAITS.keys()].sort()).toEqual(Object.values(Type).sort());
});

test('a Provider that is defined elsewhere is named and not written', () => {
  const chart = testChart();
  const provider = Provider.fromProviderName(chart, 'slack', 'slack', 'flux-system');

  expect([provider.name, provider.namespace]).toEqual(['slack', 'flux-system']);
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new Provider(chart, 'x', { type: SLACK }).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, () => ProviderType, string[]]>([
  [
    'a type without its address is refused',
    () => ProviderType.of(Type.DISCORD),
    [
      'ProviderType.of(): address must be given: the type discord cannot send anything without it, got undefined.',
      "  fix: address: 'https://…', or secretName: 'webhook' of a Secret with the key address",
    ],
  ],
  [
    'a commit status needs the repository, which stands in no Secret',
    () => ProviderType.of(Type.GITHUB, { secretName: 'github' }),
    [
      'ProviderType.of(): address must be given: the type github cannot send anything without it, got undefined.',
      "  fix: address: 'https://github.com/acme/fleet'",
    ],
  ],
  [
    'a type without its token is refused',
    () => ProviderType.of(Type.MATRIX, { address: 'https://matrix.org', channel: '!room:matrix.org' }),
    [
      'ProviderType.of(): secretName must be given: the type matrix cannot send anything without it, got undefined.',
      "  fix: secretName: '…' of a Secret with the key token",
    ],
  ],
  [
    'a type without its channel is refused',
    () => ProviderType.of(Type.TELEGRAM, { secretName: 'telegram' }),
    ['ProviderType.of(): channel must be given: the type telegram cannot send anything without it, got undefined.', "  fix: channel: '…'"],
  ],
  [
    'the API of Slack needs a channel',
    () => ProviderType.slackBot('', 'slack'),
    [
      'ProviderType.slackBot(): channel must be given: the type slack cannot send anything without it, got undefined.',
      "  fix: channel: '…'",
    ],
  ],
  [
    'the API of Slack needs a token',
    () => ProviderType.of(Type.SLACK, { address: 'https://slack.com/api/chat.postMessage', channel: 'flux' }),
    [
      'ProviderType.of(): secretName must be given: the type slack cannot send anything without it, got undefined.',
      "  fix: secretName: '…' of a Secret with the key token",
    ],
  ],
  [
    'a channel is refused where Flux ignores it',
    () => ProviderType.of(Type.MSTEAMS, { channel: 'flux', secretName: 'teams' }),
    ['ProviderType.of(): channel must be left out with the type msteams, which has no use for it, got "flux".', '  fix: remove channel'],
  ],
  [
    'a user name is refused where Flux ignores it',
    () => ProviderType.of(Type.OPSGENIE, { address: 'https://api.opsgenie.com/v2/alerts', username: 'flux', secretName: 'opsgenie' }),
    ['ProviderType.of(): username must be left out with the type opsgenie, which has no use for it, got "flux".', '  fix: remove username'],
  ],
  [
    'an address is refused where Flux ignores it',
    () => ProviderType.of(Type.TELEGRAM, { address: 'https://api.telegram.org', channel: '@acme', secretName: 'telegram' }),
    [
      'ProviderType.of(): address must be left out with the type telegram, which has no use for it, got "https://api.telegram.org/***".',
      '  fix: remove address',
    ],
  ],
  [
    'Zulip needs a topic',
    () => ProviderType.of(Type.ZULIP, { address: 'https://chat.acme.io', channel: 'flux', secretName: 'zulip' }),
    ['ProviderType.of(): channel must be a channel and a topic, as <channel>/<topic>, got "flux".', "  fix: channel: 'flux/flux'"],
  ],
  [
    'the name of a Secret is checked',
    () => ProviderType.discord('Discord_Webhook'),
    [
      `ProviderType.discord(): secretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Discord_Webhook".`,
      "  fix: secretName: 'discord-webhook'",
    ],
  ],
  [
    'events do not leave the cluster in the clear',
    () => ProviderType.generic('http://hooks.acme.io/flux'),
    [
      'ProviderType.generic(): address must be an address that starts with https://; over http:// only inside of the cluster, got "http://hooks.acme.io/***".',
      "  fix: address: 'https://hooks.acme.io', or 'http://<service>.<namespace>.svc'",
    ],
  ],
  [
    'a repository has an https address',
    () => ProviderType.github('git@github.com:acme/fleet', 'github'),
    [
      'ProviderType.github(): address must be the address of a repository that starts with https://, got "***".',
      "  fix: address: 'https://github.com/acme/fleet'",
    ],
  ],
])('%s', (_sentence, make, message) => {
  expect(errorOf(make)).toBe(message.join('\n'));
});

test.each([
  'https://acme.webhook.office.com/webhookb2/hunter2',
  'https://outlook.office.com/webhook/hunter2',
  'https://outlook.office365.com/webhook/hunter2',
])('the retired connector %s is refused', (address) => {
  expect(errorOf(() => ProviderType.of(Type.MSTEAMS, { address }))).toBe(
    [
      `ProviderType.of(): address must be that of a workflow: Microsoft has retired the connectors of Office 365, got "${new URL(address).origin}/***".`,
      "  fix: make a workflow for incoming webhooks in Teams, keep its address in a Secret, and use ProviderType.microsoftTeams('teams')",
    ].join('\n'),
  );
});

test.each<[notification.ProviderSpecType, ProviderTypeOptions, string]>([
  [Type.SLACK, { address: 'https://hooks.slack.com/services/T0/B0/hunter2' }, 'https://hooks.slack.com/***'],
  [Type.DISCORD, { address: 'https://discord.com/api/webhooks/1/hunter2' }, 'https://discord.com/***'],
  [
    Type.MSTEAMS,
    { address: 'https://prod-1.westeurope.logic.azure.com:443/workflows/1?sig=hunter2' },
    'https://prod-1.westeurope.logic.azure.com:443/***',
  ],
  [Type.GOOGLECHAT, { address: 'https://chat.googleapis.com/v1/spaces/1/messages?key=a&token=hunter2' }, 'https://chat.googleapis.com/***'],
  [Type.LARK, { address: 'https://open.larksuite.com/open-apis/bot/v2/hook/hunter2' }, 'https://open.larksuite.com/***'],
  [Type.GENERIC, { address: 'https://flux:hunter2@hooks.acme.io' }, 'https://hooks.acme.io/***'],
  [Type.SENTRY, { address: 'https://hunter2@sentry.io/1' }, 'https://sentry.io/***'],
  [Type.NATS, { address: 'nats://flux:hunter2@nats.acme.io:4222', channel: 'flux' }, 'nats://nats.acme.io:4222/***'],
  [Type.AZUREEVENTHUB, { address: 'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKey=hunter2', channel: 'flux' }, '***'],
])('an address of %s that is a secret is refused, and not repeated', (type, options, shown) => {
  const message = errorOf(() => ProviderType.of(type, options));

  expect(message).toBe(
    [
      `ProviderType.of(): address must be kept in the Secret under the key address: who knows it can use it, and this program stands in Git, got "${shown}".`,
      "  fix: secretName: 'webhook', without address",
    ].join('\n'),
  );
  expect(message).not.toContain('hunter2');
});

test.each<[string, Partial<ProviderProps>, string[]]>([
  [
    'certificates are refused where Flux ignores them',
    { type: ProviderType.discord('discord'), certSecretName: 'ca' },
    [
      `Provider 'prod/x': certSecretName must be left out with the type discord, which has no use for it, got "ca".`,
      '  fix: remove certSecretName',
    ],
  ],
  [
    'a proxy is refused where Flux ignores it',
    { type: ProviderType.gitlab('https://gitlab.com/acme/fleet', 'gitlab'), proxySecretName: 'proxy' },
    [
      `Provider 'prod/x': proxySecretName must be left out with the type gitlab, which has no use for it, got "proxy".`,
      '  fix: remove proxySecretName',
    ],
  ],
  [
    'an identity is refused where Flux ignores it',
    { serviceAccountName: 'notifier' },
    [
      `Provider 'prod/x': serviceAccountName must be left out with the type slack, which has no use for it, got "notifier".`,
      '  fix: remove serviceAccountName',
    ],
  ],
  [
    'the name of a commit status is refused where there is none',
    { commitStatusExpr: "'x'" },
    [
      `Provider 'prod/x': commitStatusExpr must be left out with the type slack, which writes no commit status, got "'x'".`,
      '  fix: remove commitStatusExpr',
    ],
  ],
  [
    'a timeout is whole seconds',
    { timeout: Duration.millis(1500) },
    [`Provider 'prod/x': timeout must be a duration of whole seconds, one at least, got "1500ms".`, '  fix: timeout: Duration.seconds(2)'],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('comments on pull requests need Flux 2.8', () => {
  const cluster = new LayeredCluster(new FluxApp({ fluxVersion: FluxVersion.V2_7 }), 'production', { sync: SYNC });
  const type = ProviderType.of(Type.GITHUBPULLREQUESTCOMMENT, { address: FLEET, secretName: 'github' });

  expect(errorOf(() => new Provider(cluster, 'comments', { type }))).toBe(
    [
      `Provider 'production/comments': ProviderType.of('githubpullrequestcomment') must be used with Flux 2.8 or newer, got "Flux 2.7".`,
      "  fix: remove ProviderType.of('githubpullrequestcomment'), or set fluxVersion: FluxVersion.V2_8 when the cluster runs it",
    ].join('\n'),
  );
});
