import { Environment, FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync, Variation, Verify } from 'cdk8s-fluxcd';

/** What differs between the clusters, and nothing else. */
const CLUSTERS = {
  staging: { environment: Environment.STAGING, domain: 'staging.acme.io', replicas: 1 },
  production: { environment: Environment.PRODUCTION, domain: 'acme.io', replicas: 3 },
};

// One fleet, written in three ways. The same objects reach the clusters.
for (const variation of [Variation.RENDERED, Variation.OVERLAYS, Variation.SUBSTITUTE]) {
  const app = new FluxApp({ variation, repository: variation.toLowerCase(), program: 'main.ts' });

  for (const [id, { environment, domain, replicas }] of Object.entries(CLUSTERS)) {
    const cluster = new LayeredCluster(app, id, {
      environment,
      sync: Sync.git('https://github.com/acme/fleet'),
      variables: { DOMAIN: domain, LOG_LEVEL: environment === Environment.PRODUCTION ? 'warn' : 'debug' },
    });

    new HelmReleaseFromOci(cluster.apps, 'podinfo', {
      chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      version: OciRef.semver('6.x'),
      verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
      values: {
        replicaCount: replicas,
        logLevel: cluster.variable('LOG_LEVEL'),
        ingress: { enabled: true, hosts: [{ host: `podinfo.${cluster.variable('DOMAIN')}`, paths: [{ path: '/', pathType: 'Prefix' }] }] },
      },
    });
  }

  app.synth();
}
