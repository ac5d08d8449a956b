import { Duration } from 'cdk8s';
import { ClusterSecretStore, ExternalSecret, ExternalSecretProps, SecretStore, externalsecrets } from '../../../src';
import { errorOf, synthOne } from '../../support/synth';

const DATA = { password: { key: 'prod/app/database', property: 'password' } };
const synthWith = (props: Partial<ExternalSecretProps>) =>
  synthOne((chart) => {
    const store = ClusterSecretStore.fromClusterSecretStoreName(chart, 'store', 'fleet');
    return new ExternalSecret(chart, 'db', { store, data: DATA, ...props });
  });

test('writes an ExternalSecret that is read every hour', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'db', namespace: 'apps' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'fleet' },
      data: [{ secretKey: 'password', remoteRef: { key: 'prod/app/database', property: 'password' } }],
    },
  });
});

test('everything that can be said', () => {
  const manifest = synthOne((chart) => {
    const store = SecretStore.fromSecretStoreName(chart, 'store', 'aws');
    return new ExternalSecret(chart, 'db', {
      store,
      dataFrom: [{ extract: { key: 'prod/app' } }],
      refreshInterval: Duration.minutes(15),
      refreshPolicy: externalsecrets.ExternalSecretSpecRefreshPolicy.PERIODIC,
      target: { name: 'database', creationPolicy: externalsecrets.ExternalSecretSpecTargetCreationPolicy.OWNER },
      reflectTo: ['shop'],
      watched: true,
    });
  });

  expect(manifest).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name: 'db',
      namespace: 'apps',
      labels: { 'reconcile.fluxcd.io/watch': 'Enabled' },
      annotations: {
        'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true',
        'reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces': 'shop',
        'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'true',
        'reflector.v1.k8s.emberstack.com/reflection-auto-namespaces': 'shop',
      },
    },
    spec: {
      refreshInterval: '15m',
      refreshPolicy: 'Periodic',
      secretStoreRef: { kind: 'SecretStore', name: 'aws' },
      target: { creationPolicy: 'Owner', name: 'database' },
      dataFrom: [{ extract: { key: 'prod/app' } }],
    },
  });
});

test('whoever reads the Secret can ask for its name', () => {
  synthOne((chart) => {
    const store = ClusterSecretStore.fromClusterSecretStoreName(chart, 'store', 'fleet');
    const secret = new ExternalSecret(chart, 'db', { store, data: DATA, target: { name: 'database' } });
    expect(secret.secretName).toBe('database');
    return secret;
  });
});

test('one without values is refused', () => {
  expect(errorOf(() => synthWith({ data: {} }))).toBe(
    [
      "ExternalSecret 'prod/db': data must be given, or dataFrom; otherwise the Secret stays empty, got {}.",
      "  fix: data: { password: { key: 'prod/app/database', property: 'password' } }",
    ].join('\n'),
  );
});

test('one without a store is refused where the fleet has none', () => {
  expect(errorOf(() => synthOne((chart) => new ExternalSecret(chart, 'db', { data: DATA })))).toBe(
    [
      "ExternalSecret 'prod/db': store must be given where the fleet has no store of its own, got undefined.",
      "  fix: store: ClusterSecretStore.fromClusterSecretStoreName(this, 'store', 'fleet'), or secrets: SecretStrategy.externalSecrets({ … }) of the FluxApp",
    ].join('\n'),
  );
});

test('a SecretStore of another namespace is refused: External Secrets would look for it in this one', () => {
  const define = (props: Partial<ExternalSecretProps>) =>
    errorOf(() =>
      synthOne((chart) => {
        const store = SecretStore.fromSecretStoreName(chart, 'store', 'aws', 'shop');
        return new ExternalSecret(chart, 'db', { store, data: DATA, ...props });
      }),
    );

  expect(define({})).toBe(
    [
      "ExternalSecret 'prod/db': store must be a SecretStore in the namespace of this object, apps; External Secrets looks nowhere else, " +
        'got "SecretStore shop/aws".',
      "  fix: namespace: 'shop'",
    ].join('\n'),
  );
  expect(() => define({ namespace: 'shop' })).toThrow('nothing was thrown');
});

test.each([
  [['shop', 'apps'], "  fix: reflectTo: ['shop']"],
  [['apps'], '  fix: leave reflectTo out'],
])('Reflector cannot copy a Secret to where it is (%j)', (reflectTo, fix) => {
  expect(errorOf(() => synthWith({ reflectTo }))).toBe(
    [
      `ExternalSecret 'prod/db': reflectTo must be namespaces other than 'apps', where the Secret is already, got ${JSON.stringify(reflectTo)}.`,
      fix,
    ].join('\n'),
  );
});

test.each([
  [
    { watched: true },
    [
      "ExternalSecret 'prod/db': watched must be left out beside target.template: the Secret then has the labels of the template alone, got true.",
      "  fix: target: { template: { metadata: { labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } } } }",
    ],
  ],
  [
    { reflectTo: ['shop'] },
    [
      'ExternalSecret \'prod/db\': reflectTo must be left out beside target.template: the Secret then has the annotations of the template alone, got ["shop"].',
      '  fix: put the annotations of Reflector into target.template.metadata.annotations',
    ],
  ],
])('beside a template %j is refused, because it would have no effect', (props, lines) => {
  expect(errorOf(() => synthWith({ ...props, target: { template: {} } }))).toBe(lines.join('\n'));
});

test.each([
  [
    { 'bad key': { key: 'prod/app' } },
    [
      'ExternalSecret \'prod/db\': data must be a map whose keys have at most 253 letters, digits, -, _ and ., got "bad key".',
      "  fix: 'bad-key': { key: 'prod/app' }",
    ],
  ],
  [
    { password: { key: '' } },
    [
      "ExternalSecret 'prod/db': data['password'].key must be the name of the secret in the store, got \"\".",
      "  fix: 'password': { key: 'prod/app/database' }",
    ],
  ],
])('%j is refused', (data, lines) => {
  expect(errorOf(() => synthWith({ data }))).toBe(lines.join('\n'));
});
