import { JsonPatch } from 'cdk8s';
import { ServiceAccount } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

test('writes a ServiceAccount', () => {
  expect(synthOne((chart) => new ServiceAccount(chart, 'deployer'))).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'deployer', namespace: 'apps' },
  });
});

test('credentials for registries are named, and the token can be kept from pods', () => {
  const manifest = synthOne(
    (chart) =>
      new ServiceAccount(chart, 'id', {
        name: 'deployer',
        namespace: 'team-a',
        labels: { team: 'a' },
        annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/puller' },
        imagePullSecretNames: ['ghcr-auth'],
        automountToken: false,
      }),
  );

  expect(manifest).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'deployer',
      namespace: 'team-a',
      labels: { team: 'a' },
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/puller' },
    },
    imagePullSecrets: [{ name: 'ghcr-auth' }],
    automountServiceAccountToken: false,
  });
});

test('a json patch acts', () => {
  const manifest = synthOne((chart) =>
    new ServiceAccount(chart, 'deployer').apiObject.addJsonPatch(JsonPatch.add('/secrets', [{ name: 'token' }])),
  );

  expect(manifest.secrets).toEqual([{ name: 'token' }]);
});

test('an account that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const { name, namespace } = ServiceAccount.fromServiceAccountName(chart, 'shared', 'deployer', 'team-a');

  expect({ name, namespace }).toEqual({ name: 'deployer', namespace: 'team-a' });
  expect(chart.toJson()).toEqual([]);
});

test('a Secret whose name Kubernetes refuses is refused', () => {
  expect(errorOf(() => new ServiceAccount(testChart(), 'deployer', { imagePullSecretNames: ['GHCR'] }))).toBe(
    [
      `ServiceAccount 'prod/deployer': imagePullSecretNames must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "GHCR".`,
      `  fix: imagePullSecretNames: 'ghcr'`,
    ].join('\n'),
  );
});
