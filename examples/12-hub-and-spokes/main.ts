import {
  Auth,
  FluxApp,
  HelmReleaseFromOci,
  KubeConfig,
  Layer,
  LayeredCluster,
  Namespace,
  OciRef,
  ResourceQuota,
  Sync,
  Verify,
} from 'cdk8s-fluxcd';

/** Clusters that Cluster API makes, and the pods that each has room for. */
const STORES = { 'store-1': '20', 'store-2': '40' };

const app = new FluxApp({ program: 'main.ts' });

// The hub follows the newest release tag, and each of its layers hears only of commits that change its files.
const hub = new LayeredCluster(app, 'hub', {
  sync: Sync.git('https://github.com/acme/fleet', { semver: '>=1.0.0', auth: Auth.githubApp('flux-system') }),
  split: true,
});

new HelmReleaseFromOci(hub.apps, 'podinfo', {
  chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
  version: OciRef.semver('6.x'),
  verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
});

// No Flux runs in the stores: the hub applies to them.
for (const [name, pods] of Object.entries(STORES)) {
  const store = new Layer(hub, name, { directory: `stores/${name}`, kubeConfig: KubeConfig.clusterApi(name), dependsOn: [hub.apps] });
  new Namespace(store, 'kiosk');
  new ResourceQuota(store, 'pods', { namespace: 'kiosk', hard: { pods } });
}

app.synth();
