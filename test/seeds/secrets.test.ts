import { ApiObject, Duration } from 'cdk8s';
import {
  Auth,
  AwsSecretsService,
  ExternalSecret,
  externalsecrets,
  GitRef,
  GitRepository,
  HelmRepository,
  Layer,
  LayeredCluster,
  Namespace,
  OciRef,
  OciRepository,
  OnePasswordItem,
  SecretStore,
  SecretStoreProvider,
} from '../../src';
import { filesOfCluster, layersIn } from '../support/fleet';
import { errorOf, synthOne } from '../support/synth';
import { manifest } from './support';

manifest('2:147', 'an item of 1Password, by vault and item instead of a path', () => {
  expect(
    synthOne((chart) => new OnePasswordItem(chart, 'app-db-credentials', { namespace: 'app', vault: 'vault-uuid', item: 'item-uuid' })),
  ).toEqual({
    apiVersion: 'onepassword.com/v1',
    kind: 'OnePasswordItem',
    metadata: { name: 'app-db-credentials', namespace: 'app' },
    spec: { itemPath: 'vaults/vault-uuid/items/item-uuid' },
  });
});

manifest('1:1146', 'a store of AWS; corrected: v1, because v1beta1 is not served any more', () => {
  const provider = SecretStoreProvider.aws({
    service: AwsSecretsService.SECRETS_MANAGER,
    region: 'us-east-1',
    serviceAccountName: 'external-secrets-sa',
  });

  expect(synthOne((chart) => new SecretStore(chart, 'aws-secretsmanager', { provider }))).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'aws-secretsmanager', namespace: 'apps' },
    spec: {
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'us-east-1',
          auth: { jwt: { serviceAccountRef: { name: 'external-secrets-sa' } } },
        },
      },
    },
  });
});

manifest('1:1161', 'a secret of that store; corrected: v1', () => {
  expect(
    synthOne(
      (chart) =>
        new ExternalSecret(chart, 'app-secrets', {
          store: SecretStore.fromSecretStoreName(chart, 'store', 'aws-secretsmanager'),
          refreshInterval: Duration.hours(1),
          target: { name: 'app-secrets', creationPolicy: externalsecrets.ExternalSecretSpecTargetCreationPolicy.OWNER },
          data: { 'db-password': { key: 'prod/app/database', property: 'password' } },
        }),
    ),
  ).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'app-secrets', namespace: 'apps' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'aws-secretsmanager' },
      target: { name: 'app-secrets', creationPolicy: 'Owner' },
      data: [{ secretKey: 'db-password', remoteRef: { key: 'prod/app/database', property: 'password' } }],
    },
  });
});

/** An address that lets whoever knows it write into a channel. */
const WEBHOOK = 'https://hooks.acme.io/services/readable-4711-readable-4711';

/** What the program says where the document writes a Secret with readable values: such a Secret is refused. */
function expectRefused(name: string, keys: string[], type?: string): void {
  const define = ({ apps }: LayeredCluster) =>
    new ApiObject(apps, name, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'flux-system' },
      ...(type && { type }),
      stringData: Object.fromEntries(keys.map((key) => [key, key === 'address' ? WEBHOOK : 'readable-4711'])),
    });
  const error = errorOf(() => filesOfCluster(define));

  expect(error).toContain(`error[plaintext-secret]`);
  expect(error).not.toContain('readable-4711');
}

manifest('1:373', 'credentials of a chart repository; corrected: only their name stands in Git', () => {
  const spec = synthOne(
    (chart) => new HelmRepository(chart, 'private', { url: 'https://charts.acme.io', auth: Auth.secret('helm-credentials') }),
  ).spec;

  expect(spec.secretRef).toEqual({ name: 'helm-credentials' });
  expectRefused('helm-credentials', ['username', 'password']);
});

manifest('1:604', 'credentials of a registry; corrected: only their name stands in Git', () => {
  const spec = synthOne(
    (chart) => new OciRepository(chart, 'app', { url: 'oci://ghcr.io/acme/app', ref: OciRef.semver('1.x'), auth: Auth.secret('regcred') }),
  ).spec;

  expect(spec.secretRef).toEqual({ name: 'regcred' });
  expectRefused('regcred', ['.dockerconfigjson'], 'kubernetes.io/dockerconfigjson');
});

manifest('3:138', 'credentials of a Git repository; corrected: only their name stands in Git', () => {
  const spec = synthOne(
    (chart) =>
      new GitRepository(chart, 'app', {
        url: 'https://github.com/acme/app',
        ref: GitRef.branch('main'),
        auth: Auth.secret('git-credentials'),
      }),
  ).spec;

  expect(spec.secretRef).toEqual({ name: 'git-credentials' });
  expectRefused('git-credentials', ['username', 'password']);
});

manifest('1:507', 'a Secret before it is encrypted; corrected: it never gets into a tree as it is', () => {
  expectRefused('app-secrets', ['username', 'password']);
});

manifest('1:919', 'the kubeconfig of another cluster; corrected: only its name stands in Git', () => {
  const files = filesOfCluster((cluster) => {
    const layer = new Layer(cluster, 'remote', { kubeConfig: { secretRef: { name: 'staging-kubeconfig' } } });
    new Namespace(layer, 'apps');
  });

  expect(layersIn(files).remote.kubeConfig).toEqual({ secretRef: { name: 'staging-kubeconfig' } });
  expectRefused('staging-kubeconfig', ['value']);
});

manifest('1:757', 'the address of a webhook of Slack; corrected: only the name of its Secret stands in Git', () => {
  expectRefused('slack-webhook-url', ['address']);
});

manifest('1:805', 'the address of a webhook of Teams; corrected: only the name of its Secret stands in Git', () => {
  expectRefused('msteams-webhook-url', ['address']);
});

manifest('1:829', 'the token of a Receiver; corrected: only the name of its Secret stands in Git', () => {
  expectRefused('github-webhook-token', ['token'], 'Opaque');
});

manifest('3:442', 'the address of another webhook; corrected: only the name of its Secret stands in Git', () => {
  expectRefused('slack-webhook', ['address']);
});
