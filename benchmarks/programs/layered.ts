import { FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync, Variation } from 'cdk8s-fluxcd';
import { ClusterData, fleet } from './fleet';
import { Program } from './program';

/** Another fleet, with the constructs that people start with: operator, layers and releases, where objects ask what is around them. */
export const program = layeredProgram(Variation.RENDERED);

/** The same fleet, written in one of the three ways. */
export function layeredProgram(variation: Variation): Program {
  return {
    toText: (clusters) => void defineFleet(clusters, 'fleet', variation).synthFiles(),
    toDisk: (clusters, folder) => defineFleet(clusters, folder, variation).synth(),
  };
}

function defineFleet(clusters: number, repository: string, variation: Variation): FluxApp {
  const app = new FluxApp({ repository, variation });
  for (const data of fleet(clusters)) defineCluster(app, data);
  return app;
}

function defineCluster(app: FluxApp, { name, variables }: ClusterData): void {
  const cluster = new LayeredCluster(app, name, { sync: Sync.git('https://github.com/acme/fleet'), variables });
  new HelmReleaseFromOci(cluster.controllers, 'cert-manager', {
    chartUrl: 'oci://quay.io/jetstack/charts/cert-manager',
    version: OciRef.semver('1.x'),
    values: { crds: { enabled: true, keep: true } },
  });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: OciRef.semver('6.x'),
    values: { replicaCount: Number(variables.REPLICAS), ingress: { enabled: true, hosts: [{ host: cluster.variable('DOMAIN') }] } },
  });
}
