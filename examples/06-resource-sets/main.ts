import {
  Auth,
  CopiedSecret,
  Environment,
  FluxApp,
  GitRef,
  HelmReleaseFromGit,
  Inputs,
  Layer,
  LayeredCluster,
  ResourceTemplate,
  RoleBinding,
  RoleRef,
  ServiceAccount,
  SourceAllowList,
  Sync,
  TenantSource,
  TenantSpace,
} from 'cdk8s-fluxcd';

const app = new FluxApp({ program: 'main.ts' });

const cluster = new LayeredCluster(app, 'staging', {
  environment: Environment.STAGING,
  sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
});

// One space a team. A team more is a line more, here and in the ResourceSet.
const teams = new ResourceTemplate(cluster.apps, 'teams', {
  inputs: [
    Inputs.list([
      { team: 'frontend', pods: 40 },
      { team: 'backend', pods: 80 },
      { team: 'data', pods: 20 },
    ]),
  ],
  serviceAccountName: 'flux-operator',
});
const team = teams.input('team');
new TenantSpace(teams, team, {
  source: TenantSource.git(`https://github.com/acme/${team}`, { auth: Auth.githubApp('github-app') }),
  quota: { pods: teams.input('pods') },
});
new CopiedSecret(teams, 'github-app', { namespace: team });
new SourceAllowList(cluster.controllers, 'sources', { urls: ['https://github.com/acme', 'oci://ghcr.io/acme'] });

// An environment for each pull request that somebody labelled, all in one namespace, with an account that can act only there.
const previews = new Layer(cluster, 'previews', { namespace: 'app-previews' });
const account = new ServiceAccount(previews, 'previews');
new RoleBinding(previews, 'previews-admin', { role: RoleRef.clusterRole('admin'), serviceAccounts: [account] });

const preview = new ResourceTemplate(previews, 'app', {
  inputs: [Inputs.githubPullRequests('https://github.com/acme/app', { auth: Auth.githubApp('github-app'), limit: 10 })],
  serviceAccountName: account.name,
});
const name = `app-${preview.input('id')}`;
new HelmReleaseFromGit(preview, name, {
  repositoryUrl: 'https://github.com/acme/app',
  ref: GitRef.commit(preview.input('sha'), preview.input('branch')),
  auth: Auth.githubApp('github-app'),
  chartPath: './chart',
  serviceAccountName: account.name,
  values: { image: { tag: `sha-${preview.input('sha')}` }, ingress: { host: `${name}.preview.acme.io` } },
});

app.synth();
