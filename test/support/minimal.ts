import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as fluxcd from '../../src';
import { PODINFO, SYNC } from './fleet';

const { Auth, GitRef, OciRef, TenantSource } = fluxcd;

/** Where a construct of a contract test is defined: a cluster, and a layer with a namespace. */
export interface Scope {
  readonly app: fluxcd.FluxApp;
  readonly cluster: fluxcd.LayeredCluster;
  readonly layer: fluxcd.Layer;
}

/** Props beside the required ones, e.g. the one that a contract looks at. */
type More = Record<string, any>;

const STORE = fluxcd.SecretStoreProvider.aws({ region: 'eu-west-1' });
const RELEASES = OciRef.semver('1.x');
const GIT = { url: 'https://github.com/acme/fleet', ref: GitRef.branch('main') };
const CHART = { repositoryUrl: 'https://charts.acme.io', version: '6.x' };
const GIT_CHART = { repositoryUrl: 'https://github.com/acme/fleet', ref: GitRef.branch('main'), chartPath: './chart' };
const BUCKET = { provider: fluxcd.BucketProvider.GENERIC, endpoint: 'minio.acme.io', bucketName: 'fleet', auth: Auth.secret('minio') };
const SLACK = fluxcd.ProviderType.slackBot('flux', 'slack-token');
const GITHUB = fluxcd.ReceiverType.github('webhook-token');
const FLEET = { registry: 'oci://ghcr.io/acme', tenants: [{ name: 'team-b' }] };

const UPDATED = { image: 'ghcr.io/acme/app', tags: fluxcd.TagPolicy.semver('1.x'), tag: '1.0.0' };
const job = (image: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'app', namespace: 'apps' },
  spec: { template: { spec: { restartPolicy: 'Never', securityContext: { runAsNonRoot: true }, containers: [{ name: 'app', image }] } } },
});

/** Every construct of the public API with the fewest props that it takes. */
export const MINIMAL: Record<string, (scope: Scope, more?: More) => Construct> = {
  Alert: ({ layer }, more) => {
    const provider = new fluxcd.Provider(layer, 'slack', { type: SLACK, namespace: 'flux-system' });
    const eventSources = [fluxcd.FluxObjects.every(fluxcd.FluxObjectKind.KUSTOMIZATION)];
    return new fluxcd.Alert(layer, 'x', { provider, eventSources, namespace: 'flux-system', ...more });
  },
  AlertProvider: (scope, more) =>
    new fluxcd.AlertProvider(layerAfter(scope, 'flagger'), 'x', {
      type: fluxcd.flagger.AlertProviderSpecType.SLACK,
      secretName: 'x',
      ...more,
    }),
  ArtifactGenerator: ({ cluster, layer }, more) =>
    new fluxcd.ArtifactGenerator(layer, 'x', {
      sources: [fluxcd.ArtifactSource.files('fleet', cluster.source)],
      artifacts: [{ name: 'x', copy: [{ from: '@fleet/x/**', to: '@artifact/' }] }],
      ...more,
    }),
  Bucket: ({ layer }, more) => new fluxcd.Bucket(layer, 'x', { ...BUCKET, ...more }),
  Canary: (scope, more) => new fluxcd.Canary(layerAfter(scope, 'flagger'), 'x', { port: 80, ...more }),
  Cluster: ({ app }, more) => new fluxcd.Cluster(app, 'x', { sync: SYNC, ...more }),
  ClusterRoleBinding: ({ layer }, more) =>
    new fluxcd.ClusterRoleBinding(layer, 'x', { clusterRole: 'view', serviceAccounts: [account(layer)], ...more }),
  ClusterSecretStore: (scope, more) =>
    new fluxcd.ClusterSecretStore(layerAfter(scope, 'external-secrets'), 'x', { provider: STORE, ...more }),
  ConfigMap: ({ layer }, more) => new fluxcd.ConfigMap(layer, 'x', { data: {}, ...more }),
  CopiedConfigMap: ({ layer }, more) => new fluxcd.CopiedConfigMap(template(layer), 'y', { namespace: 'apps', ...more }),
  CopiedSecret: ({ layer }, more) => new fluxcd.CopiedSecret(template(layer), 'y', { namespace: 'apps', ...more }),
  ExternalSecret: (scope, more) => {
    const layer = layerAfter(scope, 'external-secrets');
    const store = fluxcd.ClusterSecretStore.fromClusterSecretStoreName(layer, 'store', 'fleet');
    return new fluxcd.ExternalSecret(layer, 'x', { store, data: { x: { key: 'x' } }, ...more });
  },
  FluxInstance: ({ app }, more) => {
    const cluster = new fluxcd.Cluster(app, 'x', { install: fluxcd.Install.external() });
    return new fluxcd.FluxInstance(cluster, 'x', { sync: SYNC, ...more });
  },
  GitImageUpdates: ({ layer }, { image, ...more } = {}) => {
    const updates = fluxcd.ImageUpdates.git(layer, 'x', { auth: Auth.secret('fleet-writer'), ...more });
    new ApiObject(layer, 'job', job(updates.image('app', { ...UPDATED, ...image }).ref));
    return updates;
  },
  GitlessCluster: ({ app }, more) => new fluxcd.GitlessFleet(app, 'fleet', FLEET).addCluster('x', more),
  GitlessFleet: ({ app }, more) => {
    const fleet = new fluxcd.GitlessFleet(app, 'fleet', { ...FLEET, ...more });
    fleet.addCluster('x');
    return fleet;
  },
  GitlessImageUpdates: ({ layer }, more) => {
    const updates = fluxcd.ImageUpdates.gitless(layer, 'x', { url: 'oci://ghcr.io/acme/app', tags: UPDATED.tags, ...more });
    new ApiObject(updates.template, 'job', job(updates.ref));
    return updates;
  },
  GitRepository: ({ layer }, more) => new fluxcd.GitRepository(layer, 'x', { ...GIT, ...more }),
  HelmChart: ({ layer }, more) => {
    const repository = new fluxcd.HelmRepository(layer, 'charts', { url: 'https://charts.acme.io' });
    return new fluxcd.HelmChart(layer, 'x', { origin: fluxcd.ChartOrigin.repository(repository, 'x', '1.x'), ...more });
  },
  HelmRelease: ({ layer }, more) => {
    const chart = fluxcd.OciRepository.fromOciRepositoryName(layer, 'source', 'podinfo');
    return new fluxcd.HelmRelease(layer, 'x', { chart, ...more });
  },
  HelmReleaseFromGit: ({ layer }, more) => new fluxcd.HelmReleaseFromGit(layer, 'x', { ...GIT_CHART, ...more }),
  HelmReleaseFromOci: ({ layer }, more) => new fluxcd.HelmReleaseFromOci(layer, 'x', { ...PODINFO, ...more }),
  HelmReleaseFromRepository: ({ layer }, more) => new fluxcd.HelmReleaseFromRepository(layer, 'x', { ...CHART, ...more }),
  HelmRepository: ({ layer }, more) => new fluxcd.HelmRepository(layer, 'x', { url: 'https://charts.acme.io', ...more }),
  ImagePolicy: ({ layer }, more) => {
    const repository = new fluxcd.ImageRepository(layer, 'images', { image: 'ghcr.io/acme/x' });
    return new fluxcd.ImagePolicy(layer, 'x', { repository, tags: fluxcd.TagPolicy.semver('1.x'), ...more });
  },
  ImageRepository: ({ layer }, more) => new fluxcd.ImageRepository(layer, 'x', { image: 'ghcr.io/acme/x', ...more }),
  ImageUpdateAutomation: ({ layer }, more) => {
    const source = new fluxcd.GitRepository(layer, 'fleet', { ...GIT, auth: Auth.secret('fleet-writer') });
    return new fluxcd.ImageUpdateAutomation(layer, 'x', { source, ...more });
  },
  Kustomization: ({ cluster, layer }, more) => new fluxcd.Kustomization(layer, 'x', { source: cluster.source, path: './x', ...more }),
  Layer: ({ cluster }, more) => {
    const layer = new fluxcd.Layer(cluster, 'x', more);
    new fluxcd.Namespace(layer, 'x');
    return layer;
  },
  LayeredCluster: ({ app }, more) => {
    const cluster = new fluxcd.LayeredCluster(app, 'x', { sync: SYNC, ...more });
    new fluxcd.HelmReleaseFromOci(cluster.apps, 'x', PODINFO);
    return cluster;
  },
  MetricTemplate: (scope, more) => {
    const provider = { type: fluxcd.flagger.MetricTemplateSpecProviderType.PROMETHEUS, address: 'http://prometheus.monitoring' };
    return new fluxcd.MetricTemplate(layerAfter(scope, 'flagger'), 'x', { provider, query: 'up', ...more });
  },
  Namespace: ({ layer }, more) => new fluxcd.Namespace(layer, 'x', more),
  NetworkPolicy: ({ layer }, more) => new fluxcd.NetworkPolicy(layer, 'x', more),
  Notifications: ({ cluster }, more) => {
    const notifications = new fluxcd.Notifications(cluster, 'x', { type: SLACK, ...more });
    notifications.errors();
    return notifications;
  },
  OciRepository: ({ layer }, more) => new fluxcd.OciRepository(layer, 'x', { url: 'oci://ghcr.io/acme/x', ref: OciRef.tag('1'), ...more }),
  Provider: ({ layer }, more) => new fluxcd.Provider(layer, 'x', { type: SLACK, ...more }),
  Receiver: ({ layer }, more) => {
    const source = new fluxcd.GitRepository(layer, 'fleet', GIT);
    return new fluxcd.Receiver(layer, 'x', { type: GITHUB, resources: [fluxcd.FluxObjects.of(source)], ...more });
  },
  OnePasswordItem: (scope, more) => new fluxcd.OnePasswordItem(layerAfter(scope, 'connect'), 'x', { vault: 'x', item: 'x', ...more }),
  ResourceQuota: ({ layer }, more) => new fluxcd.ResourceQuota(layer, 'x', { hard: { pods: '1' }, ...more }),
  ResourceSet: ({ layer }, more) => new fluxcd.ResourceSet(layer, 'x', { resources: [NAMESPACE], ...more }),
  ResourceSetInputProvider: ({ layer }, more) =>
    new fluxcd.ResourceSetInputProvider(layer, 'x', { type: fluxcd.operator.ResourceSetInputProviderSpecType.STATIC, ...more }),
  ResourceTemplate: ({ layer }, more) => template(layer, more),
  Role: ({ layer }, more) => new fluxcd.Role(layer, 'x', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], ...more }),
  RoleBinding: ({ layer }, more) =>
    new fluxcd.RoleBinding(layer, 'x', { role: fluxcd.RoleRef.clusterRole('view'), serviceAccounts: [account(layer)], ...more }),
  SecretStore: (scope, more) => new fluxcd.SecretStore(layerAfter(scope, 'external-secrets'), 'x', { provider: STORE, ...more }),
  ServiceAccount: ({ layer }, more) => new fluxcd.ServiceAccount(layer, 'x', more),
  SourceAllowList: ({ layer }, more) =>
    new fluxcd.SourceAllowList(layer, 'x', { urls: ['oci://ghcr.io/acme', 'https://github.com/acme/fleet'], ...more }),
  TemplateStep: ({ layer }, more) => {
    const template = new fluxcd.ResourceTemplate(layer, 'x', { inputs: [TEAMS] });
    const step = template.addStep('x', more);
    new fluxcd.Namespace(step, template.input('team'));
    return step;
  },
  TenantSpace: ({ layer }, more) => new fluxcd.TenantSpace(layer, 'x', { source: TenantSource.git('https://github.com/acme/x'), ...more }),
  Webhook: ({ cluster }, more) => new fluxcd.Webhook(cluster, 'x', { type: GITHUB, ...more }),
};

const TEAMS = fluxcd.Inputs.list([{ team: 'team-a' }]);

function template(layer: fluxcd.Layer, more?: More): fluxcd.ResourceTemplate {
  const made = new fluxcd.ResourceTemplate(layer, 'x', { inputs: [TEAMS], ...more });
  new fluxcd.Namespace(made, made.input('team'));
  return made;
}

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } };

/** The layer, after the chart that brings the CRDs. */
function layerAfter({ cluster, layer }: Scope, chart: string): fluxcd.Layer {
  new fluxcd.HelmReleaseFromRepository(cluster.controllers, chart, CHART);
  layer.dependsOn(cluster.controllers);
  return layer;
}

function account(layer: fluxcd.Layer): fluxcd.IServiceAccount {
  return fluxcd.ServiceAccount.fromServiceAccountName(layer, 'account', 'flux');
}

/** The options of factories, as the props of the construct that takes what the factory makes. */
export const OPTIONS: Record<string, [construct: string, props: (more: More, scope: Scope) => More]> = {
  AwsStoreOptions: ['SecretStore', (more) => ({ provider: fluxcd.SecretStoreProvider.aws({ region: 'eu-west-1', ...more }) })],
  OnePasswordStoreOptions: [
    'SecretStore',
    (more) => ({ provider: fluxcd.SecretStoreProvider.onePassword({ vault: 'x', tokenSecretName: 'x', ...more }) }),
  ],
  SubstituteFromOptions: ['Layer', (more) => ({ substituteFrom: [fluxcd.SubstituteFrom.secret('x', ['X'], more)] })],
  VaultStoreOptions: [
    'SecretStore',
    (more) => ({ provider: fluxcd.SecretStoreProvider.vault({ server: 'https://vault.acme.io', role: 'x', ...more }) }),
  ],
  CanaryAnalysisOptions: ['Canary', (more) => ({ analysis: fluxcd.CanaryAnalysis.weighted(more) })],
  ChartOptions: ['HelmRelease', (more, { layer }) => ({ chart: chartsOf(layer).chart('x', '1.x', more) })],
  FluxInstanceOptions: ['FluxInstance', (more) => more],
  GithubActionsSigner: ['OciRepository', (more) => ({ verify: fluxcd.Verify.githubActions({ repository: 'acme/x', ...more }) })],
  GitlessUnit: ['GitlessFleet', (more) => ({ tenants: [{ name: 'team-b', ...more }] })],
  GitSyncOptions: ['Cluster', (more) => ({ sync: fluxcd.Sync.git('https://github.com/acme/fleet', more) })],
  HelmReleaseOptions: ['HelmReleaseFromOci', (more) => more],
  KustomizationOptions: ['Kustomization', (more) => more],
  InputsOptions: ['ResourceTemplate', (more) => ({ inputs: [fluxcd.Inputs.static({ team: 'x' }, more)] })],
  LabelledRequestInputsOptions: [
    'ResourceTemplate',
    (more) => ({ inputs: [fluxcd.Inputs.githubPullRequests('https://github.com/acme/x', { defaultValues: { team: 'x' }, ...more })] }),
  ],
  ImageCommitOptions: ['ImageUpdateAutomation', (more) => more],
  LockedTenancyOptions: ['Cluster', (more) => ({ tenancy: fluxcd.Tenancy.locked(more) })],
  OciSyncOptions: ['Cluster', (more) => ({ sync: fluxcd.Sync.oci('oci://ghcr.io/acme/fleet', { ref: RELEASES, ...more }) })],
  ProviderOptions: ['Provider', (more) => more],
  ReceiverOptions: ['Receiver', (more) => more],
  RemediationOptions: ['HelmRelease', (more) => ({ onFailure: fluxcd.OnFailure.rollback(more) })],
  ResourceSetOptions: ['ResourceSet', (more) => more],
  TenantGitOptions: ['TenantSpace', (more) => ({ source: TenantSource.git('https://github.com/acme/x', more) })],
  TenantOciOptions: ['TenantSpace', (more) => ({ source: TenantSource.oci('oci://ghcr.io/acme/x', { ref: RELEASES, ...more }) })],
  UpdatedImageProps: ['GitImageUpdates', (more) => ({ image: more })],
  ValuesFromOptions: ['HelmRelease', (more) => ({ valuesFrom: [fluxcd.ValuesFrom.secret('x', more)] })],
  WeightedAnalysisOptions: ['Canary', (more) => ({ analysis: fluxcd.CanaryAnalysis.weighted(more) })],
};

function chartsOf(layer: fluxcd.Layer): fluxcd.HelmRepository {
  return new fluxcd.HelmRepository(layer, 'charts', { url: 'https://charts.acme.io' });
}

/** An app with a construct of the table. */
export function minimalApp(name: string, props: (scope: Scope) => More = () => ({})): fluxcd.FluxApp {
  const app = new fluxcd.FluxApp();
  const cluster = new fluxcd.LayeredCluster(app, 'production', { sync: SYNC });
  const scope = { app, cluster, layer: new fluxcd.Layer(cluster, 'web', { namespace: 'apps' }) };
  MINIMAL[name](scope, props(scope));
  // A layer that stays empty would be refused, and some constructs bring one of their own.
  new fluxcd.Namespace(scope.layer, 'other');
  return app;
}
