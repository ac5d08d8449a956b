import { Auth, Environment, FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync, Verify } from 'cdk8s-fluxcd';

const REGIONS = ['eu-central', 'eu-north', 'us-east', 'us-west', 'ap-south'];

/** Replicas of the app, by environment. */
const REPLICAS = { [Environment.DEVELOPMENT]: 1, [Environment.STAGING]: 2, [Environment.PRODUCTION]: 4 };

const app = new FluxApp({ program: 'main.ts' });

for (const region of REGIONS) {
  for (const environment of Object.values(Environment)) {
    const cluster = new LayeredCluster(app, `${environment}-${region}`, {
      environment,
      sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
      variables: { DOMAIN: `${region}.${environment}.acme.io` },
    });

    new HelmReleaseFromOci(cluster.apps, 'podinfo', {
      chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      version: OciRef.semver('6.x'),
      verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
      values: {
        replicaCount: REPLICAS[environment],
        ingress: {
          enabled: true,
          className: 'traefik',
          hosts: [{ host: `podinfo.${cluster.variable('DOMAIN')}`, paths: [{ path: '/', pathType: 'Prefix' }] }],
        },
      },
    });
  }
}

app.synth();
