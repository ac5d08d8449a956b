import { Duration } from 'cdk8s';
import { AwsSecretsService, ClusterSecretStore, SecretStore, SecretStoreProvider } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const EXCEPT_TENANTS = {
  namespaceSelector: { matchExpressions: [{ key: 'toolkit.fluxcd.io/role', operator: 'NotIn', values: ['tenant'] }] },
};
const AWS = SecretStoreProvider.aws({ region: 'eu-west-1' });
const storeOf = (provider: SecretStoreProvider) => synthOne((chart) => new SecretStore(chart, 'store', { provider })).spec;
const clusterStoreOf = (provider: SecretStoreProvider) => synthOne((chart) => new ClusterSecretStore(chart, 'store', { provider })).spec;

test('a store of a namespace says where the secrets are', () => {
  expect(synthOne((chart) => new SecretStore(chart, 'aws', { provider: AWS }))).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'aws', namespace: 'apps' },
    spec: { provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } } },
  });
});

test('a store of the cluster has no namespace, and may be for some namespaces only', () => {
  expect(
    synthOne(
      (chart) =>
        new ClusterSecretStore(chart, 'aws', { provider: AWS, namespaces: ['shop', 'billing'], refreshInterval: Duration.minutes(5) }),
    ),
  ).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: 'aws' },
    spec: {
      refreshInterval: 300,
      provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } },
      conditions: [{ namespaces: ['shop', 'billing'] }],
    },
  });
});

/** Each provider, as a store of a namespace writes it and as one of the cluster does. */
const PROVIDERS: [name: string, provider: SecretStoreProvider, inNamespace: object, inCluster: object][] = [
  [
    'AWS with a service account',
    SecretStoreProvider.aws({
      region: 'us-east-1',
      service: AwsSecretsService.PARAMETER_STORE,
      role: 'arn:aws:iam::111122223333:role/fleet/read',
      serviceAccountName: 'eso',
    }),
    {
      aws: {
        service: 'ParameterStore',
        region: 'us-east-1',
        role: 'arn:aws:iam::111122223333:role/fleet/read',
        auth: { jwt: { serviceAccountRef: { name: 'eso' } } },
      },
    },
    {
      aws: {
        service: 'ParameterStore',
        region: 'us-east-1',
        role: 'arn:aws:iam::111122223333:role/fleet/read',
        auth: { jwt: { serviceAccountRef: { name: 'eso', namespace: 'external-secrets' } } },
      },
    },
  ],
  [
    'Google Cloud',
    SecretStoreProvider.gcp({ projectId: 'acme', serviceAccountName: 'eso' }),
    { gcpsm: { projectID: 'acme', auth: { workloadIdentity: { serviceAccountRef: { name: 'eso' } } } } },
    { gcpsm: { projectID: 'acme', auth: { workloadIdentity: { serviceAccountRef: { name: 'eso', namespace: 'external-secrets' } } } } },
  ],
  [
    'Azure',
    SecretStoreProvider.azure({ vaultUrl: 'https://acme.vault.azure.net', serviceAccountName: 'eso' }),
    { azurekv: { authType: 'WorkloadIdentity', vaultUrl: 'https://acme.vault.azure.net', serviceAccountRef: { name: 'eso' } } },
    {
      azurekv: {
        authType: 'WorkloadIdentity',
        vaultUrl: 'https://acme.vault.azure.net',
        serviceAccountRef: { name: 'eso', namespace: 'external-secrets' },
      },
    },
  ],
  [
    'Vault',
    SecretStoreProvider.vault({ server: 'https://vault.acme.io', role: 'fleet', serviceAccountName: 'eso', vaultNamespace: 'team' }),
    {
      vault: {
        server: 'https://vault.acme.io',
        path: 'secret',
        version: 'v2',
        namespace: 'team',
        auth: { kubernetes: { mountPath: 'kubernetes', role: 'fleet', serviceAccountRef: { name: 'eso' } } },
      },
    },
    {
      vault: {
        server: 'https://vault.acme.io',
        path: 'secret',
        version: 'v2',
        namespace: 'team',
        auth: {
          kubernetes: { mountPath: 'kubernetes', role: 'fleet', serviceAccountRef: { name: 'eso', namespace: 'external-secrets' } },
        },
      },
    },
  ],
  [
    'another namespace',
    SecretStoreProvider.kubernetes({ remoteNamespace: 'vault', serviceAccountName: 'reader' }),
    {
      kubernetes: {
        remoteNamespace: 'vault',
        server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
        auth: { serviceAccount: { name: 'reader' } },
      },
    },
    {
      kubernetes: {
        remoteNamespace: 'vault',
        server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', namespace: 'external-secrets', key: 'ca.crt' } },
        auth: { serviceAccount: { name: 'reader', namespace: 'external-secrets' } },
      },
    },
  ],
  [
    '1Password',
    SecretStoreProvider.onePassword({ vault: 'production', tokenSecretName: 'onepassword-token' }),
    { onepasswordSDK: { vault: 'production', auth: { serviceAccountSecretRef: { name: 'onepassword-token', key: 'token' } } } },
    {
      onepasswordSDK: {
        vault: 'production',
        auth: { serviceAccountSecretRef: { name: 'onepassword-token', namespace: 'external-secrets', key: 'token' } },
      },
    },
  ],
];

test.each(PROVIDERS)(
  '%s: accounts and Secrets are those of the namespace, or of the one that the cluster store names',
  (...[, provider, inNamespace, inCluster]) => {
    expect([storeOf(provider), clusterStoreOf(provider)]).toEqual([
      { provider: inNamespace },
      { provider: inCluster, conditions: [EXCEPT_TENANTS] },
    ]);
  },
);

test.each([
  ['cn-north-1', 'arn:aws-cn:iam::111122223333:role/reader'],
  ['us-gov-east-1', 'arn:aws-us-gov:iam::111122223333:role/reader'],
  ['eusc-de-east-1', 'arn:aws-eusc:iam::111122223333:role/teams/a/reader@acme'],
  ['${AWS_REGION}', 'arn:aws:iam::${AWS_ACCOUNT}:role/reader'],
  ['<< inputs.region >>', 'arn:aws:iam::<< inputs.account >>:role/reader'],
])('%s is a region, and %s a role, as far as anybody knows', (region, role) => {
  expect(storeOf(SecretStoreProvider.aws({ region, role })).provider.aws).toMatchObject({ region, role });
});

test('stores that are defined elsewhere can be named, and write nothing', () => {
  const chart = testChart();
  const named = [SecretStore.fromSecretStoreName(chart, 'a', 'aws'), ClusterSecretStore.fromClusterSecretStoreName(chart, 'b', 'fleet')];

  expect(named.map(({ storeKind, name }) => `${storeKind} ${name}`)).toEqual(['SecretStore aws', 'ClusterSecretStore fleet']);
  expect(chart.toJson()).toEqual([]);
});

test.each([
  [
    () => SecretStoreProvider.vault({ server: 'http://vault.acme.io', role: 'fleet' }),
    'SecretStoreProvider.vault(): server must be an address that starts with https://; over http:// anybody on the way can change what is fetched, got "http://vault.acme.io".\n  fix: server: \'https://vault.acme.io\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: '' }),
    'SecretStoreProvider.aws(): region must be a region of AWS, without a zone, got "".\n  fix: region: \'eu-west-1\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: 'us-gov-west-1a' }),
    'SecretStoreProvider.aws(): region must be a region of AWS, without a zone, got "us-gov-west-1a".\n  fix: region: \'us-gov-west-1\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: 'EU_CENTRAL_1' }),
    'SecretStoreProvider.aws(): region must be a region of AWS, without a zone, got "EU_CENTRAL_1".\n  fix: region: \'eu-central-1\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: 'eu-west-1', role: 'reader' }),
    'SecretStoreProvider.aws(): role must be the ARN of a role, with the twelve digits of its account, got "reader".\n  fix: role: \'arn:aws:iam::111122223333:role/reader\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: 'eu-west-1', role: 'arn:aws:iam::1:role/reader' }),
    'SecretStoreProvider.aws(): role must be the ARN of a role, with the twelve digits of its account, got "arn:aws:iam::1:role/reader".\n  fix: role: \'arn:aws:iam::111122223333:role/external-secrets\'',
  ],
  [
    () => SecretStoreProvider.aws({ region: 'eu-west-1', role: 'arn:aws:sts::111122223333:assumed-role/reader/session' }),
    'SecretStoreProvider.aws(): role must be the ARN of a role, with the twelve digits of its account, got "arn:aws:sts::111122223333:assumed-role/reader/session".\n  fix: role: \'arn:aws:iam::111122223333:role/external-secrets\'',
  ],
  [
    () => SecretStoreProvider.gcp({ projectId: 'acme', serviceAccountName: 'External_Secrets' }),
    "SecretStoreProvider.gcp(): serviceAccountName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got \"External_Secrets\".\n  fix: serviceAccountName: 'external-secrets'",
  ],
  [
    () => SecretStoreProvider.kubernetes({ remoteNamespace: 'default', serviceAccountName: 'reader' }),
    "SecretStoreProvider.kubernetes(): remoteNamespace must be a namespace of its own; 'default' has no owner, no quota and no policy, got \"default\".\n  fix: remoteNamespace: 'apps'",
  ],
])('a provider that cannot work is refused (%#)', (make, message) => {
  expect(errorOf(make)).toBe(message);
});
