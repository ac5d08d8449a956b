import { FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync } from 'cdk8s-fluxcd';

const app = new FluxApp();
const cluster = new LayeredCluster(app, 'production', { sync: Sync.git('https://github.com/acme/fleet') });

new HelmReleaseFromOci(cluster.apps, 'podinfo', {
  chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
  version: OciRef.semver('6.x'),
});

app.synth();
