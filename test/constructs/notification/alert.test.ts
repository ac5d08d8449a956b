import { JsonPatch } from 'cdk8s';
import {
  Alert,
  AlertProps,
  Cluster,
  ConfigMap,
  EventSeverity,
  FluxApp,
  FluxObjectKind,
  FluxObjects,
  FluxVersion,
  GitRef,
  GitRepository,
  Kustomization,
  Provider,
  ProviderType,
} from '../../../src';
import { SYNC } from '../../support/fleet';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthAll, testChart } from '../../support/synth';

const { KUSTOMIZATION, HELM_RELEASE, RESOURCE_SET, EXTERNAL_ARTIFACT } = FluxObjectKind;
const EVERY = [FluxObjects.every(KUSTOMIZATION)];

function synthWith(props: Partial<AlertProps>): any {
  const manifests = synthAll((chart) => {
    const provider = Provider.fromProviderName(chart, 'provider', 'slack');
    new Alert(chart, 'x', { provider, eventSources: EVERY, ...props });
  });
  return manifests[0];
}
const errorWith = (props: Partial<AlertProps>) => errorOf(() => synthWith(props));

test('writes an Alert for the namespace of its own', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Alert',
    metadata: { name: 'x', namespace: 'apps' },
    spec: { providerRef: { name: 'slack' }, eventSources: [{ kind: 'Kustomization', name: '*' }] },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'failures',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    eventSeverity: EventSeverity.ERROR,
    eventSources: [
      FluxObjects.every(HELM_RELEASE, { namespace: 'team-a', matchLabels: { tier: 'web' } }),
      FluxObjects.named(KUSTOMIZATION, 'apps', 'apps'),
      FluxObjects.every(RESOURCE_SET, { namespace: 'flux-system' }),
    ],
    inclusionList: ['.*failed.*'],
    exclusionList: ['.*waiting.*', '(?i)progress'],
    summary: 'production',
    eventMetadata: { region: 'eu' },
    suspend: true,
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
      kind: 'Alert',
      metadata: { name: 'failures', namespace: 'apps', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        providerRef: { name: 'slack' },
        eventSeverity: 'error',
        eventSources: [
          { kind: 'HelmRelease', matchLabels: { tier: 'web' }, name: '*', namespace: 'team-a' },
          { kind: 'Kustomization', name: 'apps' },
          { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', name: '*', namespace: 'flux-system' },
        ],
        eventMetadata: { region: 'eu', summary: 'production' },
        inclusionList: ['.*failed.*'],
        exclusionList: ['.*waiting.*', '(?i)progress'],
        suspend: true,
      },
    }),
  );
  expect(schemaErrors(manifest)).toEqual([]);
});

test('objects of the program and objects that are only named can be sources', () => {
  const [, , alert] = synthAll((chart) => {
    const source = new GitRepository(chart, 'fleet', {
      url: 'https://github.com/acme/fleet',
      ref: GitRef.branch('main'),
      namespace: 'team-a',
    });
    const provider = new Provider(chart, 'slack', { type: ProviderType.slackWebhook('slack') });
    const apps = Kustomization.fromKustomizationName(chart, 'apps', 'apps', 'flux-system');
    new Alert(chart, 'x', { provider, eventSources: [FluxObjects.of(source), FluxObjects.of(apps)] });
  });

  expect(alert.spec.eventSources).toEqual([
    { kind: 'GitRepository', name: 'fleet', namespace: 'team-a' },
    { kind: 'Kustomization', name: 'apps', namespace: 'flux-system' },
  ]);
});

test('an Alert that is defined elsewhere is named and not written', () => {
  const chart = testChart();
  const alert = Alert.fromAlertName(chart, 'errors', 'errors', 'flux-system');

  expect([alert.name, alert.namespace]).toEqual(['errors', 'flux-system']);
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const chart = testChart();
  const provider = Provider.fromProviderName(chart, 'provider', 'slack');
  const alert = new Alert(chart, 'x', { provider, eventSources: EVERY });
  alert.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true));

  expect(chart.toJson()[0].spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, Partial<AlertProps>, string[]]>([
  [
    'an Alert without sources is refused',
    { eventSources: [] },
    [
      "Alert 'prod/x': eventSources must be one at least; without any, no event is ever sent, got [].",
      '  fix: eventSources: [FluxObjects.every(FluxObjectKind.KUSTOMIZATION)]',
    ],
  ],
  [
    'an expression that only other languages know is refused',
    { exclusionList: ['^(?!.*fatal).*'] },
    [
      `Alert 'prod/x': exclusionList must be a list of regular expressions of Go: it has a negative lookahead, which RE2 does not know, got "^(?!.*fatal).*".`,
      "  fix: exclusionList: ['.*waiting for.*']",
    ],
  ],
  [
    'an expression that cannot be read is refused',
    { inclusionList: ['failed ('] },
    [
      `Alert 'prod/x': inclusionList must be a list of regular expressions of Go: unterminated group, got "failed (".`,
      "  fix: inclusionList: ['.*waiting for.*']",
    ],
  ],
  [
    'a summary is no template',
    { summary: 'Helm Release {{ .InvolvedObject.name }} in {{ .InvolvedObject.namespace }}' },
    [
      `Alert 'prod/x': summary must be plain text; Flux fills in no templates here, and every message names its object anyway, got "Helm Release {{ .InvolvedObject.name }} in {{ .InvolvedObject.namespace }}".`,
      "  fix: summary: 'Helm Release'",
    ],
  ],
  [
    'metadata is no template either',
    { eventMetadata: { cluster: '{{ .Cluster }}' } },
    [
      `Alert 'prod/x': eventMetadata.cluster must be plain text; Flux fills in no templates here, and every message names its object anyway, got "{{ .Cluster }}".`,
      "  fix: cluster: 'production'",
    ],
  ],
  [
    'a summary is given once',
    { summary: 'production', eventMetadata: { summary: 'staging' } },
    [
      `Alert 'prod/x': eventMetadata.summary must be left out where summary is given; they are the same, got "staging".`,
      '  fix: remove one of the two',
    ],
  ],
  [
    'a Provider of another namespace is refused',
    { namespace: 'team-a' },
    [
      `Alert 'prod/x': provider must be a Provider in the namespace of this object, team-a; Flux looks nowhere else, got "Provider apps/slack".`,
      "  fix: namespace: 'apps'",
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('there is no wildcard for namespaces', () => {
  expect(errorOf(() => FluxObjects.every(HELM_RELEASE, { namespace: '*' }))).toBe(
    [
      'FluxObjects.every(): namespace must be one namespace; Flux compares namespaces for equality, and none is called *, got "*".',
      '  fix: one FluxObjects.every() for each namespace, or Notifications, which finds the namespaces itself',
    ].join('\n'),
  );
});

test('names and namespaces of objects are checked', () => {
  expect(errorOf(() => FluxObjects.named(KUSTOMIZATION, '*'))).toBe(
    [
      `FluxObjects.named(): name must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "*".`,
      "  fix: name: 'my-name'",
    ].join('\n'),
  );
  expect(errorOf(() => FluxObjects.named(KUSTOMIZATION, 'apps', 'Team_A'))).toBe(
    [
      `FluxObjects.named(): namespace must be a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends, got "Team_A".`,
      "  fix: namespace: 'team-a'",
    ].join('\n'),
  );
});

test('an object that Flux does not reconcile has no events', () => {
  expect(errorOf(() => FluxObjects.of(new ConfigMap(testChart(), 'settings', { data: {} })))).toBe(
    [
      'FluxObjects.of(): object must be an object that Flux reconciles: a source, a Kustomization, a HelmRelease, got "ConfigMap settings".',
      '  fix: FluxObjects.of(layer.kustomization)',
    ].join('\n'),
  );
});

test('generated artifacts need Flux 2.8', () => {
  const cluster = new Cluster(new FluxApp({ fluxVersion: FluxVersion.V2_7 }), 'production', { sync: SYNC });
  const provider = new Provider(cluster, 'slack', { type: ProviderType.slackWebhook('slack') });

  expect(errorOf(() => new Alert(cluster, 'x', { provider, eventSources: [FluxObjects.every(EXTERNAL_ARTIFACT)] }))).toBe(
    [
      `Alert 'production/x': eventSources of kind ExternalArtifact must be used with Flux 2.8 or newer, got "Flux 2.7".`,
      '  fix: remove eventSources of kind ExternalArtifact, or set fluxVersion: FluxVersion.V2_8 when the cluster runs it',
    ].join('\n'),
  );
});

test('objects and Providers of another cluster are refused', () => {
  const app = new FluxApp();
  const [staging, production] = ['staging', 'production'].map((id) => new Cluster(app, id, { sync: SYNC }));
  const foreign = new Provider(staging, 'slack', { type: ProviderType.slackWebhook('slack') });
  const provider = new Provider(production, 'slack', { type: ProviderType.slackWebhook('slack') });
  const refused = (prop: string, target: string) =>
    [
      `Alert 'production/${prop}': ${prop} must be of the cluster 'production'; clusters know nothing of each other, got "${target}".`,
      "  fix: define it in 'production' as well",
    ].join('\n');

  expect(errorOf(() => new Alert(production, 'provider', { provider: foreign, eventSources: EVERY }))).toBe(
    refused('provider', 'Provider staging/slack'),
  );
  expect(
    errorOf(() => new Alert(production, 'eventSources', { name: 'x', provider, eventSources: [FluxObjects.of(staging.instance!)] })),
  ).toBe(refused('eventSources', 'FluxInstance staging/flux-system/flux'));
});
