import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import * as flux from 'cdk8s-fluxcd';
import { Environment, FleetProfile, FluxApp, HelmRelease, HelmReleaseFromOci, Layer, Namespace, OciRef, Patch, Verify } from 'cdk8s-fluxcd';

/** What differs between the clusters of https://github.com/fluxcd/flux2-kustomize-helm-example, and nothing else. */
const CLUSTERS = {
  staging: { environment: Environment.STAGING, gateway: '>=1.8.0-rc.0 <2.0.0', podinfo: '>=1.0.0-alpha <7.0.0', acme: 'acme-staging-v02' },
  production: { environment: Environment.PRODUCTION, gateway: '>=1.8.0 <2.0.0', podinfo: '>=1.0.0 <7.0.0', acme: 'acme-v02' },
};
const { minutes, hours } = Duration;
const [SRE, DEV] = ['sre-team', 'dev-team'].map((team) => ({ 'toolkit.fluxcd.io/tenant': team }));
// Their charts are not signed, so they come from a mirror that signs them.
const MIRROR = { url: 'oci://ghcr.io/acme/mirror', verify: Verify.githubActions({ repository: 'acme/mirror' }) };

const flags = ['--concurrent=20', '--requeue-dependency=5s'];
const install = flux.Install.bootstrap({
  controllerArgs: { 'source-controller': flags, 'kustomize-controller': flags, 'helm-controller': flags },
  patches: [Patch.mergeInto({ name: '.*' }, { metadata: { labels: SRE } })],
});
const layers = { 'Kustomization.interval': hours(1), 'Kustomization.retryInterval': minutes(2) };
const charts = { 'OCIRepository.interval': hours(24), 'HelmRelease.interval': hours(12) };

const app = new FluxApp({ program: 'main.ts', profile: FleetProfile.standard({ durations: { ...layers, ...charts } }) });
for (const [id, { environment, gateway, podinfo, acme }] of Object.entries(CLUSTERS)) {
  const cluster = new flux.LayeredCluster(app, id, { environment, install, split: true });
  cluster.apps.kustomization.apiObject.addJsonPatch(JsonPatch.add('/spec/wait', true)); // although nothing waits for them
  const namespace = addControllers(cluster.controllers, gateway);
  addConfigs(cluster.configs, namespace, acme);
  addPodinfo(cluster.apps, namespace, podinfo, `podinfo.${id}`);
}
app.synth();

function addControllers(layer: Layer, gatewayVersion: string): string {
  new Namespace(layer, 'cert-manager-namespace', { name: 'cert-manager', labels: SRE });
  new HelmReleaseFromOci(layer, 'cert-manager', {
    chartUrl: `${MIRROR.url}/cert-manager`,
    version: OciRef.semver('1.x'),
    verify: MIRROR.verify,
    values: { crds: { enabled: true, keep: false }, config: { enableGatewayAPI: true } },
  });
  const { name: namespace } = new Namespace(layer, 'envoy-gateway-system', { labels: SRE });
  const source = { url: `${MIRROR.url}/gateway-helm`, verify: MIRROR.verify, ref: OciRef.semver(gatewayVersion) };
  const chart = new flux.OciRepository(layer, 'gateway-helm', { ...source, namespace, helmChart: true });
  new HelmRelease(layer, 'envoy-gateway', { namespace, chart });
  return namespace;
}

function addConfigs(layer: Layer, namespace: string, acme: string): void {
  const add = (apiVersion: string, kind: string, metadata: object, spec: object) =>
    new ApiObject(layer, kind, { apiVersion, kind, metadata, spec });
  const solvers = [{ http01: { gatewayHTTPRoute: { parentRefs: [{ name: 'envoy', namespace, kind: 'Gateway' }] } } }];
  const account = { email: 'fluxcdbot@users.noreply.github.com', privateKeySecretRef: { name: 'letsencrypt' } };
  const server = `https://${acme}.api.letsencrypt.org/directory`;
  add('cert-manager.io/v1', 'ClusterIssuer', { name: 'letsencrypt' }, { acme: { server, solvers, ...account } });
  const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
  add('gateway.networking.k8s.io/v1', 'GatewayClass', { name: 'envoy' }, { controllerName });
  const listeners = [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } }];
  add('gateway.networking.k8s.io/v1', 'Gateway', { name: 'envoy', namespace }, { gatewayClassName: 'envoy', listeners });
}

function addPodinfo(layer: Layer, namespace: string, version: string, host: string): void {
  new Namespace(layer, 'podinfo-namespace', { name: 'podinfo', labels: DEV });
  const rules = [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }];
  new flux.HelmReleaseFromRepository(layer, 'podinfo', {
    repositoryUrl: 'https://stefanprodan.github.io/podinfo',
    version,
    interval: minutes(50),
    values: {
      redis: { enabled: true, repository: 'public.ecr.aws/docker/library/redis', tag: '8.6.2' },
      httpRoute: { enabled: true, parentRefs: [{ name: 'envoy', namespace, sectionName: 'http' }], hostnames: [host], rules },
    },
  });
}
