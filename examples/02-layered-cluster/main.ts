import { Duration } from 'cdk8s';
import {
  Auth,
  Drift,
  Environment,
  FluxApp,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  Layer,
  LayeredCluster,
  OciRef,
  Sync,
  Verify,
} from 'cdk8s-fluxcd';

/** What differs between the clusters, and nothing else. */
const CLUSTERS = {
  staging: { environment: Environment.STAGING, domain: 'staging.acme.io', replicas: 1 },
  production: { environment: Environment.PRODUCTION, domain: 'acme.io', replicas: 3 },
};

const app = new FluxApp({ program: 'main.ts' });

for (const [id, { environment, domain, replicas }] of Object.entries(CLUSTERS)) {
  const cluster = new LayeredCluster(app, id, {
    environment,
    sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
    variables: { DOMAIN: domain },
  });

  addControllers(cluster.controllers, replicas);
  // The issuer is YAML that the team already had; it uses ${DOMAIN}, which each cluster fills in.
  cluster.configs.include('./manifests/letsencrypt');

  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: OciRef.semver(environment === Environment.PRODUCTION ? '6.x' : '>=6.0.0-0 <7.0.0-0'),
    verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
    values: {
      replicaCount: replicas,
      ingress: {
        enabled: true,
        className: 'traefik',
        annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
        hosts: [{ host: `podinfo.${cluster.variable('DOMAIN')}`, paths: [{ path: '/', pathType: 'ImplementationSpecific' }] }],
      },
    },
  });
}

function addControllers(layer: Layer, replicas: number): void {
  new HelmReleaseFromRepository(layer, 'cert-manager', {
    repositoryUrl: 'https://charts.jetstack.io',
    version: '1.x',
    values: { crds: { enabled: true, keep: true } },
  });

  new HelmReleaseFromRepository(layer, 'traefik', {
    repositoryUrl: 'https://traefik.github.io/charts',
    version: '37.x',
    timeout: Duration.minutes(10),
    // The autoscaler owns the number of replicas.
    drift: Drift.correct([{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }]),
    values: {
      autoscaling: { enabled: true, minReplicas: replicas, maxReplicas: 3 * replicas },
      resources: { requests: { cpu: '100m', memory: '64Mi' } },
    },
  });
}

app.synth();
