import {
  Auth,
  Environment,
  ExternalSecret,
  FluxApp,
  HelmReleaseFromOci,
  LayeredCluster,
  Namespace,
  OciRef,
  SecretStoreProvider,
  SecretStrategy,
  Sync,
  ValuesFrom,
  Verify,
} from 'cdk8s-fluxcd';

/** One way for the whole fleet: the operator in every cluster, and a store that reads AWS as the operator's own identity. */
const app = new FluxApp({
  program: 'main.ts',
  secrets: SecretStrategy.externalSecrets({ version: '2.x', provider: SecretStoreProvider.aws({ region: 'eu-west-1' }) }),
});

for (const environment of [Environment.STAGING, Environment.PRODUCTION]) {
  const cluster = new LayeredCluster(app, environment, {
    environment,
    sync: Sync.git('https://github.com/acme/fleet', { auth: Auth.githubApp('flux-system') }),
  });

  new Namespace(cluster.configs, 'podinfo');

  // In the layer before, so that the Secret is there when the release asks for it.
  const values = new ExternalSecret(cluster.configs, 'podinfo-values', {
    namespace: 'podinfo',
    data: { 'values.yaml': { key: `${environment}/podinfo` } },
    watched: true,
  });

  new HelmReleaseFromOci(cluster.apps, 'podinfo', {
    chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    version: OciRef.semver('6.x'),
    verify: Verify.githubActions({ repository: 'stefanprodan/podinfo' }),
    valuesFrom: [ValuesFrom.secret(values.secretName)],
  });
}

app.synth();
