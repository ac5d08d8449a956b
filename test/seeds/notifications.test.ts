import { Chart } from 'cdk8s';
import {
  Alert,
  AlertProps,
  EventSeverity,
  FluxObjectKind,
  FluxObjects,
  HelmReleaseFromOci,
  notification,
  Notifications,
  Provider,
  ProviderType,
  Receiver,
  ReceiverType,
} from '../../src';
import { filesOfCluster, objectsByName, PODINFO } from '../support/fleet';
import { synthAll, synthOne } from '../support/synth';
import { manifest } from './support';

const { GIT_REPOSITORY, KUSTOMIZATION, HELM_RELEASE } = FluxObjectKind;
const PROVIDER_API = 'notification.toolkit.fluxcd.io/v1beta3';
const namespace = 'flux-system';

const provider = (name: string, type: ProviderType) => synthOne((chart) => new Provider(chart, name, { namespace, type }));

/** An Alert beside a Provider of another manifest. */
const alert = (name: string, providerName: string, props: Omit<AlertProps, 'provider'>) =>
  synthAll((chart: Chart) => {
    new Alert(chart, name, { namespace, ...props, provider: Provider.fromProviderName(chart, 'provider', providerName, namespace) });
  })[0];

manifest('1:746', 'messages to Slack, by a webhook whose address stands in a Secret', () => {
  const slack = ProviderType.of(notification.ProviderSpecType.SLACK, { channel: 'flux-notifications', secretName: 'slack-webhook-url' });

  expect(provider('slack', slack)).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Provider',
    metadata: { name: 'slack', namespace },
    spec: { type: 'slack', channel: 'flux-notifications', secretRef: { name: 'slack-webhook-url' } },
  });
});

manifest('1:765', 'failures of Kustomizations, without those of health checks', () => {
  const failures = alert('kustomization-failures', 'slack', {
    eventSeverity: EventSeverity.ERROR,
    eventSources: [FluxObjects.every(KUSTOMIZATION)],
    exclusionList: ['.*health check failed.*'],
  });

  // The rule failures-excluded-from-alert warns of it.
  expect(failures).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Alert',
    metadata: { name: 'kustomization-failures', namespace },
    spec: {
      providerRef: { name: 'slack' },
      eventSeverity: 'error',
      eventSources: [{ kind: 'Kustomization', name: '*' }],
      exclusionList: ['.*health check failed.*'],
    },
  });
});

manifest('1:780', 'everything about the Helm releases of all namespaces', () => {
  const files = filesOfCluster((cluster) => {
    new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    new HelmReleaseFromOci(cluster.controllers, 'gateway', PODINFO);
    new Notifications(cluster, 'slack', { type: ProviderType.slackWebhook('slack-webhook-url') }).info({
      name: 'helm-releases',
      kinds: [HELM_RELEASE],
      summary: 'Helm Release',
    });
  });
  const alerts = Object.entries(objectsByName(files)).filter(([name]) => name.startsWith('Alert '));

  // Corrected: Flux compares namespaces for equality, so `namespace: '*'` becomes an Alert for each namespace; and
  // `summary: 'Helm Release {{ … }} in {{ … }}'` is deprecated, filled in by nobody, and becomes plain text in eventMetadata.
  const helmReleases = (where: string) => ({
    apiVersion: PROVIDER_API,
    kind: 'Alert',
    metadata: { name: `slack-helm-releases-${where}`, namespace },
    spec: {
      providerRef: { name: 'slack' },
      eventSeverity: 'info',
      eventSources: [{ kind: 'HelmRelease', name: '*', namespace: where }],
      eventMetadata: { summary: 'Helm Release' },
    },
  });
  expect(alerts.map(([, object]) => object)).toEqual([helmReleases('gateway'), helmReleases('podinfo')]);
});

manifest('1:795', 'messages to Microsoft Teams', () => {
  // Corrected in the Secret, which is not ours: its address is that of a workflow, for the connectors are retired.
  expect(provider('msteams', ProviderType.microsoftTeams('msteams-webhook-url'))).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Provider',
    metadata: { name: 'msteams', namespace },
    spec: { type: 'msteams', secretRef: { name: 'msteams-webhook-url' } },
  });
});

manifest('1:813', 'GitHub tells of a push', () => {
  const receiver = synthOne(
    (chart) =>
      new Receiver(chart, 'github-receiver', {
        namespace,
        type: ReceiverType.github('github-webhook-token'),
        resources: [FluxObjects.named(GIT_REPOSITORY, 'flux-system')],
      }),
  );

  expect(receiver).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1',
    kind: 'Receiver',
    metadata: { name: 'github-receiver', namespace },
    spec: {
      type: 'github',
      events: ['ping', 'push'],
      secretRef: { name: 'github-webhook-token' },
      resources: [{ kind: 'GitRepository', name: 'flux-system' }],
    },
  });
});

manifest('3:431', 'where messages are sent', () => {
  const slack = ProviderType.of(notification.ProviderSpecType.SLACK, { channel: 'gitops-alerts', secretName: 'slack-webhook' });

  expect(provider('slack', slack)).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Provider',
    metadata: { name: 'slack', namespace },
    spec: { type: 'slack', channel: 'gitops-alerts', secretRef: { name: 'slack-webhook' } },
  });
});

manifest('3:451', 'what is sent', () => {
  const everything = alert('all-alerts', 'slack', {
    eventSeverity: EventSeverity.INFO,
    eventSources: [GIT_REPOSITORY, KUSTOMIZATION, HELM_RELEASE].map((kind) => FluxObjects.every(kind)),
  });

  expect(everything).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Alert',
    metadata: { name: 'all-alerts', namespace },
    spec: {
      providerRef: { name: 'slack' },
      eventSeverity: 'info',
      eventSources: [
        { kind: 'GitRepository', name: '*' },
        { kind: 'Kustomization', name: '*' },
        { kind: 'HelmRelease', name: '*' },
      ],
    },
  });
});

manifest('3:467', 'the repository whose commits get a status', () => {
  expect(provider('github', ProviderType.github('https://github.com/org/repo', 'github-token'))).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Provider',
    metadata: { name: 'github', namespace },
    spec: { type: 'github', address: 'https://github.com/org/repo', secretRef: { name: 'github-token' } },
  });
});

manifest('3:478', 'the status of commits is that of apps', () => {
  expect(alert('sync-status', 'github', { eventSources: [FluxObjects.named(KUSTOMIZATION, 'apps')] })).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Alert',
    metadata: { name: 'sync-status', namespace },
    spec: { providerRef: { name: 'github' }, eventSources: [{ kind: 'Kustomization', name: 'apps' }] },
  });
});

manifest('3:648', 'failures of Kustomizations wake somebody up', () => {
  const failures = alert('reconciliation-failures', 'pagerduty', {
    eventSeverity: EventSeverity.ERROR,
    eventSources: [FluxObjects.every(KUSTOMIZATION)],
  });

  expect(failures).toEqual({
    apiVersion: PROVIDER_API,
    kind: 'Alert',
    // Corrected: without a namespace Flux cannot apply it; it covers the Kustomizations of this one.
    metadata: { name: 'reconciliation-failures', namespace },
    spec: {
      providerRef: { name: 'pagerduty' },
      eventSeverity: 'error',
      eventSources: [{ kind: 'Kustomization', name: '*' }],
    },
  });
});
