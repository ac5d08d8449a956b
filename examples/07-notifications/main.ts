import { ApiObject } from 'cdk8s';
import {
  Auth,
  Environment,
  FluxApp,
  HelmReleaseFromRepository,
  LayeredCluster,
  Notifications,
  ProviderType,
  ReceiverType,
  Sync,
  Webhook,
} from 'cdk8s-fluxcd';

const FLEET = 'https://github.com/acme/fleet';

/** Secrets that are made by hand in every cluster, with their keys. The program only names them. */
const SECRETS = [
  { name: 'flux-system', keys: ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey'] },
  { name: 'slack-token', keys: ['token'] },
  { name: 'github-status', keys: ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey'] },
  { name: 'github-webhook', keys: ['token'] },
];

const app = new FluxApp({
  program: 'main.ts',
  externals: SECRETS.map((secret) => ({ kind: 'Secret', namespace: 'flux-system', ...secret })),
});

for (const environment of [Environment.STAGING, Environment.PRODUCTION]) {
  const cluster = new LayeredCluster(app, environment, {
    environment,
    sync: Sync.git(FLEET, { auth: Auth.githubApp('flux-system') }),
  });
  new HelmReleaseFromRepository(cluster.controllers, 'traefik', {
    repositoryUrl: 'https://traefik.github.io/charts',
    version: '37.x',
  });

  // What fails goes to Slack. Each namespace with objects of Flux gets an Alert of its own.
  const slack = new Notifications(cluster, 'slack', { type: ProviderType.slackBot('flux', 'slack-token') });
  slack.errors({ summary: environment, exclusionList: ['.*waiting for.*dependency.*'] });

  // Beside each commit stands whether it could be applied.
  const status = new Notifications(cluster, 'github-status', { type: ProviderType.github(FLEET, 'github-status') });
  status.commitStatus(cluster.controllers);

  // A push to the repository is applied at once. The way in is a route to the webhook receiver.
  new Webhook(cluster, 'github', { type: ReceiverType.github('github-webhook'), urls: [FLEET] });
  new ApiObject(cluster.configs, 'webhook-receiver', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'webhook-receiver', namespace: 'flux-system' },
    spec: {
      ingressClassName: 'traefik',
      rules: [
        {
          host: `flux-webhook.${environment}.acme.io`,
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'webhook-receiver', port: { name: 'http' } } } }],
          },
        },
      ],
      tls: [{ hosts: [`flux-webhook.${environment}.acme.io`], secretName: 'webhook-receiver-tls' }],
    },
  });
}

app.synth();
