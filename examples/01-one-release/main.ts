import { FluxApp, HelmReleaseFromOci, LayeredCluster, OciRef, Sync, Verify } from 'cdk8s-fluxcd';

const app = new FluxApp({ program: 'main.ts' });
const cluster = new LayeredCluster(app, 'production', { sync: Sync.git('https://github.com/acme/fleet') });

new HelmReleaseFromOci(cluster.apps, 'podinfo', {
  chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
  version: OciRef.semver('6.x'),
  verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
});

app.synth();
