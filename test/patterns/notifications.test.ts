import { ApiObject, App, Chart } from 'cdk8s';
import {
  Alert,
  EventSeverity,
  FluxApp,
  FluxObjectKind,
  FluxObjects,
  FluxVersion,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  Inputs,
  Install,
  Kustomization,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  Namespace,
  Notifications,
  NotificationsOptions,
  OciRepository,
  Provider,
  ProviderType,
  ResourceTemplate,
  Severity,
  Tenancy,
  TenantSource,
  TenantSpace,
} from '../../src';
import { filesOfCluster, objectsByName, PODINFO, SYNC } from '../support/fleet';
import { findingsOf } from '../support/findings';
import { siteOf } from '../support/site';
import { errorOf } from '../support/synth';

const SLACK = ProviderType.slackBot('flux', 'slack-token');
const GITHUB = ProviderType.github('https://github.com/acme/fleet', 'github-token');
const TRAEFIK = { repositoryUrl: 'https://traefik.github.io/charts', version: '37.x' };
const { KUSTOMIZATION, HELM_RELEASE } = FluxObjectKind;

/** The objects of notifications in a production cluster. */
function notified(define: (cluster: LayeredCluster) => unknown, props: LayeredClusterProps = {}): Record<string, any> {
  const objects = objectsByName(filesOfCluster(define, props));
  return Object.fromEntries(Object.entries(objects).filter(([name]) => /^(Alert|Provider) /.test(name)));
}

/** The sources of each Alert, by its name. */
function sourcesOf(objects: Record<string, any>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(objects)
      .filter(([name]) => name.startsWith('Alert '))
      .map(([name, { spec }]) => [
        name.slice('Alert '.length),
        spec.eventSources.map(({ kind, name: object, namespace }: any) => `${kind} ${namespace ? `${namespace}/` : ''}${object}`),
      ]),
  );
}

function errorsOf(cluster: LayeredCluster, options?: NotificationsOptions): Notifications {
  const slack = new Notifications(cluster, 'slack', { type: SLACK });
  slack.errors(options);
  return slack;
}

test('one Provider and an Alert for each namespace with objects of Flux, wherever and whenever they are defined', () => {
  const objects = notified((cluster) => {
    errorsOf(cluster, { summary: 'production' });
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new HelmReleaseFromRepository(cluster.controllers, 'traefik', TRAEFIK);
  });

  expect(objects['Provider flux-system/slack'].spec).toEqual({
    type: 'slack',
    address: 'https://slack.com/api/chat.postMessage',
    channel: 'flux',
    secretRef: { name: 'slack-token' },
  });
  expect(objects['Alert flux-system/slack-errors-podinfo'].spec).toEqual({
    providerRef: { name: 'slack' },
    eventSeverity: 'error',
    eventSources: [
      { kind: 'OCIRepository', name: '*', namespace: 'podinfo' },
      { kind: 'HelmRelease', name: '*', namespace: 'podinfo' },
    ],
    eventMetadata: { summary: 'production' },
  });
  expect(sourcesOf(objects)).toEqual({
    'flux-system/slack-errors-flux-system': ['GitRepository *', 'Kustomization *', 'FluxInstance *'],
    'flux-system/slack-errors-podinfo': ['OCIRepository podinfo/*', 'HelmRelease podinfo/*'],
    'flux-system/slack-errors-traefik': ['HelmRepository traefik/*', 'HelmChart traefik/*', 'HelmRelease traefik/*'],
  });
});

test('they stand in the directory of the cluster, or in the layer that they are defined in', () => {
  const files = filesOfCluster((cluster) => {
    errorsOf(cluster);
    new Notifications(cluster.configs, 'teams', { type: ProviderType.microsoftTeams('teams') }).info();
  });

  expect(Object.keys(files).filter((path) => path.includes('/notifications/'))).toEqual([
    'clusters/production/notifications/slack-errors-flux-system-alert.yaml',
    'clusters/production/notifications/slack-provider.yaml',
    'infrastructure/configs/production/notifications/kustomization.yaml',
    'infrastructure/configs/production/notifications/teams-info-flux-system-alert.yaml',
    'infrastructure/configs/production/notifications/teams-provider.yaml',
  ]);
});

/** What is found about errors that nobody hears of, in a cluster with a tenant. */
function unheard(options?: NotificationsOptions): string[] {
  const app = new FluxApp();
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
  new HelmReleaseFromRepository(cluster.controllers, 'traefik', TRAEFIK);
  new TenantSpace(cluster, 'team-a', {
    source: TenantSource.git('https://github.com/acme/team-a'),
    allowedSources: ['https://github.com/acme'],
  });
  errorsOf(cluster, options);
  expect(app.verify().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
  return findingsOf(app).filter((line) => line.includes('errors-not-alerted'));
}

test('nothing is found about a cluster with notifications that errors go unheard, but for those of tenants', () => {
  expect(unheard({ includeTenants: true })).toEqual([]);
  expect(unheard()).toEqual([
    "info[errors-not-alerted] no Alert passes on when Kustomization team-a/team-a fails @ Kustomization 'production/tenants/team-a/sync'",
  ]);
});

test('in a locked cluster each namespace has an Alert and a Provider of its own, beside its objects', () => {
  const define = (cluster: LayeredCluster) => {
    errorsOf(cluster);
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  };
  const files = filesOfCluster(define, { tenancy: Tenancy.locked() });

  expect(sourcesOf(objectsByName(files))).toEqual({
    'flux-system/slack-errors': ['GitRepository *', 'Kustomization *', 'FluxInstance *'],
    'podinfo/slack-errors': ['OCIRepository *', 'HelmRelease *'],
  });
  expect(Object.keys(files).filter((path) => path.includes('slack'))).toEqual([
    'apps/production/podinfo/slack-errors-alert.yaml',
    'apps/production/podinfo/slack-provider.yaml',
    'clusters/production/notifications/slack-errors-alert.yaml',
    'clusters/production/notifications/slack-provider.yaml',
  ]);
  expect(objectsByName(files)['Provider podinfo/slack'].spec).toEqual(objectsByName(files)['Provider flux-system/slack'].spec);
});

describe('the namespaces of tenants', () => {
  const withTenant = (options: NotificationsOptions, props: LayeredClusterProps = {}) =>
    notified((cluster) => {
      errorsOf(cluster, options);
      new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
    }, props);
  const PLATFORM = { 'flux-system/slack-errors': ['GitRepository *', 'Kustomization *', 'FluxInstance *'] };
  const TENANT = { 'team-a/slack-errors': ['GitRepository *', 'Kustomization *'] };

  test('are left out once a tenant locks the cluster, so that no Secret of the platform has to be there', () => {
    const objects = withTenant({});

    expect(sourcesOf(objects)).toEqual(PLATFORM);
    expect(Object.keys(objects)).not.toContain('Provider team-a/slack');
  });

  test.each<[string, NotificationsOptions]>([
    ['the program includes tenants', { includeTenants: true }],
    ['the program names its namespace', { namespaces: ['flux-system', 'team-a'] }],
  ])('are told of when %s', (_when, options) => {
    const objects = withTenant(options);

    expect(sourcesOf(objects)).toEqual({ ...PLATFORM, ...TENANT });
    expect(objects['Provider team-a/slack'].spec.secretRef).toEqual({ name: 'slack-token' });
  });

  test('are told of for the objects that the program names', () => {
    const objects = withTenant({ eventSources: [FluxObjects.every(HELM_RELEASE, { namespace: 'team-a' })] });

    expect(sourcesOf(objects)).toEqual({ ...PLATFORM, 'team-a/slack-errors': ['HelmRelease *'] });
  });

  test('are told of like all others where the cluster is shared, unless the program leaves them out', () => {
    const tenancy = Tenancy.shared('one team owns this cluster');

    expect(Object.keys(sourcesOf(withTenant({}, { tenancy })))).toEqual([
      'flux-system/slack-errors-flux-system',
      'flux-system/slack-errors-team-a',
    ]);
    expect(Object.keys(sourcesOf(withTenant({ includeTenants: false }, { tenancy })))).toEqual(['flux-system/slack-errors-flux-system']);
  });

  test('are those of namespaces with the label of tenants, whoever defines them', () => {
    const objects = notified(
      (cluster) => {
        errorsOf(cluster);
        new Namespace(cluster.apps, 'web', { labels: { 'toolkit.fluxcd.io/role': 'tenant' } });
        new OciRepository(cluster.apps, 'charts', { namespace: 'web', url: PODINFO.chartUrl, ref: PODINFO.version });
      },
      { tenancy: Tenancy.locked() },
    );

    expect(Object.keys(sourcesOf(objects))).toEqual(['flux-system/slack-errors']);
  });

  test('where nothing else is meant, the error says how they are included', () => {
    const define = (cluster: LayeredCluster) => {
      errorsOf(cluster, { kinds: [FluxObjectKind.OCI_REPOSITORY] });
      new Namespace(cluster.apps, 'web', { labels: { 'toolkit.fluxcd.io/role': 'tenant' } });
      new OciRepository(cluster.apps, 'charts', { namespace: 'web', url: PODINFO.chartUrl, ref: PODINFO.version });
    };

    expect(errorOf(() => filesOfCluster(define, { tenancy: Tenancy.locked() }))).toBe(
      [
        `Notifications 'production/slack': errors must be about kinds and namespaces that the program has objects of Flux in, got "no object of the cluster".`,
        '  fix: leave out kinds and namespaces, set includeTenants: true, or name what the program cannot see in eventSources',
      ].join('\n'),
    );
  });
});

test('in a locked cluster, the first of two layers with objects in one namespace keeps the Provider', () => {
  const files = filesOfCluster(
    (cluster) => {
      errorsOf(cluster);
      new HelmReleaseFromOci(cluster.apps, 'podinfo', { ...PODINFO, namespace: 'web' });
      new HelmReleaseFromOci(cluster.controllers, 'gateway', { ...PODINFO, namespace: 'web' });
    },
    { tenancy: Tenancy.locked() },
  );

  expect(Object.keys(files).filter((path) => path.includes('slack') && !path.startsWith('clusters/'))).toEqual([
    'infrastructure/controllers/production/web/slack-errors-alert.yaml',
    'infrastructure/controllers/production/web/slack-provider.yaml',
  ]);
});

test('kinds and namespaces can be chosen', () => {
  const objects = notified((cluster) => {
    errorsOf(cluster, { kinds: [KUSTOMIZATION, HELM_RELEASE], namespaces: ['flux-system', 'podinfo'] });
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new HelmReleaseFromRepository(cluster.controllers, 'traefik', TRAEFIK);
  });

  expect(sourcesOf(objects)).toEqual({
    'flux-system/slack-errors-flux-system': ['Kustomization *'],
    'flux-system/slack-errors-podinfo': ['HelmRelease podinfo/*'],
  });
});

test('what the program cannot see can be added', () => {
  const more = [
    FluxObjects.every(HELM_RELEASE, { namespace: 'legacy' }),
    FluxObjects.named(KUSTOMIZATION, 'legacy', 'podinfo'),
    FluxObjects.every(FluxObjectKind.IMAGE_POLICY),
  ];
  const define = (cluster: LayeredCluster) => {
    errorsOf(cluster, { kinds: [HELM_RELEASE], eventSources: more });
    new Namespace(cluster.configs, 'legacy');
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  };

  expect(sourcesOf(notified(define))).toEqual({
    'flux-system/slack-errors-flux-system': ['ImagePolicy *'],
    'flux-system/slack-errors-legacy': ['HelmRelease legacy/*'],
    'flux-system/slack-errors-podinfo': ['HelmRelease podinfo/*', 'Kustomization podinfo/legacy'],
  });
  expect(sourcesOf(notified(define, { tenancy: Tenancy.locked() }))).toEqual({
    'flux-system/slack-errors': ['ImagePolicy *'],
    'legacy/slack-errors': ['HelmRelease *'],
    'podinfo/slack-errors': ['HelmRelease *', 'Kustomization legacy'],
  });
});

test('errors and more can be asked for, with lists of what is told', () => {
  const objects = notified((cluster) => {
    const slack = new Notifications(cluster, 'slack', { type: SLACK, certSecretName: 'proxy-ca' });
    slack.errors({ exclusionList: ['.*waiting.*'] });
    slack.info({ inclusionList: ['.*upgrade.*'], eventMetadata: { region: 'eu' } });
    slack.info({ name: 'releases', kinds: [HELM_RELEASE], eventSources: [FluxObjects.every(HELM_RELEASE)] });
  });

  expect(Object.keys(objects)).toEqual([
    'Alert flux-system/slack-errors-flux-system',
    'Alert flux-system/slack-info-flux-system',
    'Provider flux-system/slack',
    'Alert flux-system/slack-releases-flux-system',
  ]);
  expect(objects['Provider flux-system/slack'].spec.certSecretRef).toEqual({ name: 'proxy-ca' });
  expect(objects['Alert flux-system/slack-errors-flux-system'].spec.exclusionList).toEqual(['.*waiting.*']);
  expect(objects['Alert flux-system/slack-info-flux-system'].spec).toMatchObject({
    eventSeverity: 'info',
    inclusionList: ['.*upgrade.*'],
    eventMetadata: { region: 'eu' },
  });
});

test('the status of commits is that of one Kustomization', () => {
  const define = (cluster: LayeredCluster) => {
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    const github = new Notifications(cluster, 'github', { type: GITHUB });
    github.commitStatus(cluster.apps);
    github.commitStatus(Kustomization.fromKustomizationName(cluster, 'sync', 'flux-system'));
  };
  const objects = notified(define);

  expect(objects['Alert flux-system/github-apps'].spec).toEqual({
    providerRef: { name: 'github' },
    eventSources: [{ kind: 'Kustomization', name: 'apps' }],
  });
  expect(sourcesOf(objects)).toEqual({
    'flux-system/github-apps': ['Kustomization apps'],
    'flux-system/github-flux-system': ['Kustomization flux-system'],
  });
  expect(sourcesOf(notified(define, { tenancy: Tenancy.locked() }))).toEqual(sourcesOf(objects));
});

test('the status of the commits of a tenant stands beside the tenant', () => {
  const objects = notified((cluster) => {
    const tenant = new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
    const type = ProviderType.github('https://github.com/acme/team-a', 'github-token');
    new Notifications(cluster, 'github', { type }).commitStatus(tenant.sync);
  });

  expect(Object.keys(objects).sort()).toEqual(['Alert team-a/github-team-a', 'Provider team-a/github']);
  expect(sourcesOf(objects)).toEqual({ 'team-a/github-team-a': ['Kustomization team-a'] });
});

test('a Kustomization that the program only names has a status as well', () => {
  const objects = notified((cluster) => {
    const legacy = Kustomization.fromKustomizationName(cluster, 'legacy', 'legacy', 'legacy');
    new Notifications(cluster, 'github', { type: GITHUB }).commitStatus(legacy);
  });

  expect(sourcesOf(objects)).toEqual({ 'flux-system/github-legacy': ['Kustomization legacy/legacy'] });
});

test('what a layer applies to another cluster is told there, and not here', () => {
  const objects = notified((cluster) => {
    errorsOf(cluster);
    const remote = new Layer(cluster, 'remote', { kubeConfig: { secretRef: { name: 'edge' } } });
    new HelmReleaseFromOci(remote, 'podinfo', PODINFO);
  });

  expect(Object.keys(sourcesOf(objects))).toEqual(['flux-system/slack-errors-flux-system']);
});

/** The kinds of each Alert that a cluster with some raw objects gets, without the judgement, to which raw objects are no good example. */
function kindsWith(raw: { apiVersion: string; kind: string; namespace?: string }[], fluxVersion?: FluxVersion): Record<string, string[]> {
  const cluster = new LayeredCluster(new FluxApp({ fluxVersion }), 'production', { sync: SYNC });
  errorsOf(cluster, { kinds: [KUSTOMIZATION, FluxObjectKind.GIT_REPOSITORY, FluxObjectKind.EXTERNAL_ARTIFACT] });
  raw.forEach(({ apiVersion, kind, namespace }, at) => {
    new ApiObject(cluster.apps, `raw-${at}`, { apiVersion, kind, metadata: { name: 'x', namespace } });
  });
  cluster.node.findAll().forEach(({ node }) => node.validate());
  const alerts = cluster.node.findAll().filter((construct): construct is Alert => construct instanceof Alert);
  return Object.fromEntries(
    alerts.map(({ name, apiObject }) => [name, (apiObject.toJson() as any).spec.eventSources.map(({ kind }: any) => kind)]),
  );
}

test('raw objects count as well; those without a namespace, and those of other APIs, have no events', () => {
  const kinds = kindsWith([
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' },
    { apiVersion: 'acme.io/v1', kind: 'Kustomization', namespace: 'other' },
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', namespace: 'seen' },
  ]);

  expect(kinds).toEqual({
    'slack-errors-flux-system': ['GitRepository', 'Kustomization'],
    'slack-errors-seen': ['Kustomization'],
  });
});

test('the kinds of the operator are only told of where it installs Flux', () => {
  const sources = (install: Install) => sourcesOf(notified((cluster) => errorsOf(cluster), { install }));

  expect(sources(Install.bootstrap())).toEqual({ 'flux-system/slack-errors-flux-system': ['GitRepository *', 'Kustomization *'] });
});

test('kinds that Flux 2.7 does not tell of are left out there', () => {
  const source = 'source.toolkit.fluxcd.io/v1';
  const raw = ['ExternalArtifact', 'GitRepository'].map((kind) => ({ apiVersion: source, kind, namespace: 'apps' }));

  expect(kindsWith(raw, FluxVersion.V2_7)['slack-errors-apps']).toEqual(['GitRepository']);
  expect(kindsWith(raw, FluxVersion.V2_8)['slack-errors-apps']).toEqual(['GitRepository', 'ExternalArtifact']);
});

test('an app may be synthesized again with more in it', () => {
  const app = new FluxApp();
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
  errorsOf(cluster, { kinds: [KUSTOMIZATION, HELM_RELEASE] });
  expect(Object.keys(sourcesOf(objectsByName(app.synthFiles())))).toEqual(['flux-system/slack-errors-flux-system']);

  new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  expect(Object.keys(sourcesOf(objectsByName(app.synthFiles())))).toEqual([
    'flux-system/slack-errors-flux-system',
    'flux-system/slack-errors-podinfo',
  ]);

  new TenantSpace(cluster, 'team-a', { source: TenantSource.git('https://github.com/acme/team-a') });
  expect(Object.keys(sourcesOf(objectsByName(app.synthFiles())))).toEqual(['podinfo/slack-errors', 'flux-system/slack-errors']);
});

test('a finding about an Alert names the line that asked for it', () => {
  const app = new FluxApp();
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
  const slack = new Notifications(cluster, 'asked-here', { type: SLACK });
  slack.errors({ eventSources: [FluxObjects.named(HELM_RELEASE, 'missing', 'flux-system')] });
  const [finding] = app.verify().filter(({ rule }) => rule === 'alert-matches-nothing');

  expect(finding).toMatchObject(siteOf(__filename, "new Notifications(cluster, 'asked-here'"));
});

test('in an app of plain cdk8s the objects are defined at its synthesis as well', () => {
  const app = new App();
  const chart = new Chart(app, 'plain');
  const cluster = new LayeredCluster(chart, 'production', { sync: SYNC });
  errorsOf(cluster);
  const synthesized = app.synthYaml();

  expect(synthesized).toContain('name: slack-errors-flux-system');
  expect(cluster.node.findAll().filter((construct) => construct instanceof Provider)).toHaveLength(1);
});

test('an Alert that the program defines itself takes the place of one that is found', () => {
  const objects = notified(
    (cluster) => {
      errorsOf(cluster);
      const provider = new Provider(cluster, 'slack-own', { name: 'slack', type: ProviderType.slackWebhook('own') });
      const eventSources = [FluxObjects.every(KUSTOMIZATION)];
      new Alert(cluster, 'own', { name: 'slack-errors', provider, eventSources, eventSeverity: EventSeverity.ERROR });
    },
    { tenancy: Tenancy.locked() },
  );

  expect(Object.keys(objects).sort()).toEqual(['Alert flux-system/slack-errors', 'Provider flux-system/slack']);
  expect(objects['Provider flux-system/slack'].spec.secretRef).toEqual({ name: 'own' });
});

test.each<[string, (cluster: LayeredCluster) => unknown, string[]]>([
  [
    'messages have no commit',
    (cluster) => new Notifications(cluster, 'slack', { type: SLACK }).commitStatus(cluster.apps),
    [
      `Notifications 'production/slack': type must be one that writes the status of commits, for commitStatus(), got "slack".`,
      "  fix: type: ProviderType.github('https://github.com/acme/fleet', 'github-token'), or errors()",
    ],
  ],
  [
    'a status is no message',
    (cluster) => new Notifications(cluster, 'github', { type: GITHUB }).errors(),
    [
      `Notifications 'production/github': type must be one that takes messages, for errors(); this one takes the result of a Kustomization that applies its repository, got "github".`,
      '  fix: commitStatus(cluster.apps)',
    ],
  ],
  [
    'a release has no commit',
    (cluster) => {
      const podinfo = new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
      new Notifications(cluster, 'github', { type: GITHUB }).commitStatus(podinfo);
    },
    [
      `Notifications 'production/github': applier must be a layer or a Kustomization: what applies the commits of a repository, got "HelmReleaseFromOci production/apps/podinfo".`,
      '  fix: commitStatus(cluster.apps)',
    ],
  ],
  [
    'the same is asked once',
    (cluster) => errorsOf(cluster).errors(),
    [
      `Notifications 'production/slack': name must be another one: these Notifications ask for it already, got "errors".`,
      "  fix: name: 'errors-2'",
    ],
  ],
  [
    'the name of the Alerts is checked',
    (cluster) => errorsOf(cluster, { name: 'All Errors' }),
    [
      `Notifications 'production/slack': name must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "All Errors".`,
      "  fix: name: 'all-errors'",
    ],
  ],
  [
    'the id is the name of the Provider',
    (cluster) => new Notifications(cluster, 'My Slack', { type: SLACK }),
    [
      `Notifications 'production/My Slack': id must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "My Slack".`,
      "  fix: id: 'my-slack'",
    ],
  ],
  [
    'namespaces without objects are told of',
    (cluster) => errorsOf(cluster, { namespaces: ['elsewhere'] }),
    [
      `Notifications 'production/slack': errors must be about kinds and namespaces that the program has objects of Flux in, got "no object of the cluster".`,
      '  fix: leave out kinds and namespaces, or name what the program cannot see in eventSources',
    ],
  ],
])('%s', (_sentence, define, message) => {
  expect(errorOf(() => filesOfCluster(define))).toBe(message.join('\n'));
});

test('in a locked cluster, a namespace that nobody defines is refused: its Alert would keep everything else from being applied', () => {
  const define = (cluster: LayeredCluster) =>
    errorsOf(cluster, { eventSources: [FluxObjects.every(HELM_RELEASE, { namespace: 'legacy' })] });

  expect(errorOf(() => filesOfCluster(define, { tenancy: Tenancy.locked() }))).toBe(
    [
      `Notifications 'production/slack': eventSources must be in namespaces that the program defines: a locked cluster takes an Alert only in the namespace of the events, which must be there, got "legacy".`,
      "  fix: new Namespace(cluster.apps, 'legacy'), or an Alert beside what makes the namespace, e.g. in its ResourceTemplate",
    ].join('\n'),
  );
});

test('what a template makes is told of by an Alert in the template', () => {
  const files = filesOfCluster((cluster) => {
    const teams = new ResourceTemplate(cluster.apps, 'teams', { namespace: 'flux-system', inputs: [Inputs.list([{ team: 'a' }])] });
    const namespace = `team-${teams.input('team')}`;
    const provider = new Provider(teams, 'slack', { namespace, type: ProviderType.slackBot(namespace, 'slack-token') });
    new Namespace(teams, 'namespace', { name: namespace });
    new Alert(teams, 'errors', { namespace, provider, eventSources: [FluxObjects.every(KUSTOMIZATION)] });
  });
  const { resources } = objectsByName(files)['ResourceSet flux-system/teams'].spec;

  expect(resources.find(({ kind }: any) => kind === 'Alert')).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Alert',
    metadata: { name: 'errors', namespace: 'team-<< inputs.team >>' },
    spec: { providerRef: { name: 'slack' }, eventSources: [{ kind: 'Kustomization', name: '*' }] },
  });
  expect(resources.find(({ kind }: any) => kind === 'Provider').spec.channel).toBe('team-<< inputs.team >>');
});

test('a layer of another cluster is refused', () => {
  const app = new FluxApp();
  const [staging, production] = ['staging', 'production'].map((id) => new LayeredCluster(app, id, { sync: SYNC }));
  const github = new Notifications(production, 'github', { type: GITHUB });

  expect(errorOf(() => github.commitStatus(staging.apps))).toBe(
    [
      `Notifications 'production/github': applier must be of the cluster 'production'; clusters know nothing of each other, got "Layer staging/apps".`,
      "  fix: define it in 'production' as well",
    ].join('\n'),
  );
});

test('a cluster is needed', () => {
  expect(errorOf(() => new Notifications(new Chart(new App(), 'plain'), 'slack', { type: SLACK }))).toBe(
    [
      `Notifications 'plain/slack': scope must be a Cluster, or something inside of one, got "plain".`,
      "  fix: new Layer(cluster, 'apps')",
    ].join('\n'),
  );
});
