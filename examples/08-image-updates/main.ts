import { ApiObject } from 'cdk8s';
import {
  Auth,
  Environment,
  FluxApp,
  GitImageUpdates,
  HelmReleaseFromOci,
  ImageUpdates,
  LayeredCluster,
  OciRef,
  Sync,
  TagPolicy,
  Verify,
} from 'cdk8s-fluxcd';

/** Staging takes every build of main at once, production releases that people have merged. */
const CLUSTERS = {
  staging: {
    environment: Environment.STAGING,
    tags: TagPolicy.newestBy('^main-[a-f0-9]{7}-(?P<ts>[0-9]{10})$', 'ts'),
    tag: 'main-0a1b2c3-1763740800',
  },
  production: { environment: Environment.PRODUCTION, tags: TagPolicy.semver('2.x'), tag: '2.4.0' },
};

const app = new FluxApp({ program: 'main.ts' });

for (const [id, { environment, tags, tag }] of Object.entries(CLUSTERS)) {
  const cluster = new LayeredCluster(app, id, {
    environment,
    sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
  });

  // The sync of the cluster only reads; what pushes has credentials of its own.
  const images = ImageUpdates.git(cluster.apps, 'image-updates', { auth: Auth.githubApp('fleet-writer') });
  addShop(cluster, images, tags, tag);
  addPodinfo(cluster, images);
}

/** An image in plain manifests. */
function addShop(cluster: LayeredCluster, images: GitImageUpdates, tags: TagPolicy, tag: string): void {
  const shop = images.image('shop', { image: 'ghcr.io/acme/shop', tags, tag, auth: Auth.secret('registry') });
  const labels = { app: 'shop' };
  new ApiObject(cluster.apps, 'shop-namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  new ApiObject(cluster.apps, 'shop', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{ name: 'shop', image: shop.ref, resources: { requests: { cpu: '100m', memory: '64Mi' } } }],
        },
      },
    },
  });
}

/** An image in the values of a chart. */
function addPodinfo(cluster: LayeredCluster, images: GitImageUpdates): void {
  const podinfo = images.image('podinfo', { image: 'ghcr.io/stefanprodan/podinfo', tags: TagPolicy.semver('6.x'), tag: '6.9.2' });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: OciRef.semver('6.x'),
    verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
    values: { image: { repository: podinfo.name, tag: podinfo.tag } },
  });
}

app.synth();
