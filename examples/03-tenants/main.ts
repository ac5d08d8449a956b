import {
  Auth,
  FluxApp,
  HelmReleaseFromRepository,
  LayeredCluster,
  OciRef,
  Sync,
  Tenancy,
  TenantRole,
  TenantSource,
  TenantSpace,
  Verify,
} from 'cdk8s-fluxcd';

const app = new FluxApp({ program: 'main.ts' });
const cluster = new LayeredCluster(app, 'production', {
  sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
  tenancy: Tenancy.locked(),
});

new HelmReleaseFromRepository(cluster.controllers, 'traefik', {
  repositoryUrl: 'https://traefik.github.io/charts',
  version: '37.x',
});

// A team with a Git repository of its own, and everything below the organisation allowed.
new TenantSpace(cluster, 'team-a', {
  source: TenantSource.git('https://github.com/acme/team-a', { auth: Auth.secret('team-a-git'), path: './deploy/production' }),
  ingressFrom: ['traefik'],
  allowedSources: ['https://github.com/acme', 'oci://ghcr.io/acme'],
});

// A team that delivers signed OCI artifacts and may do less.
new TenantSpace(cluster, 'team-b', {
  source: TenantSource.oci('oci://ghcr.io/acme/team-b', {
    ref: OciRef.semver('1.x'),
    auth: Auth.secret('ghcr-auth'),
    verify: Verify.githubActions({ repository: 'acme/team-b' }),
  }),
  role: TenantRole.edit(),
  quota: { pods: '20', 'requests.cpu': '8', 'requests.memory': '16Gi' },
  ingressFrom: ['traefik'],
  allowedSources: ['oci://ghcr.io/acme'],
});

// The team that runs the platform itself.
new TenantSpace(cluster, 'platform', {
  source: TenantSource.git('https://github.com/acme/platform', { auth: Auth.secret('platform-git') }),
  role: TenantRole.platform('runs the storage and network controllers'),
});

app.synth();
