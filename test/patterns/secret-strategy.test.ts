import { parse } from 'yaml';
import {
  Environment,
  ExternalSecret,
  LayeredCluster,
  LayeredClusterProps,
  LayerPreset,
  Namespace,
  OnePasswordItem,
  SecretStoreProvider,
  SecretStrategy,
} from '../../src';
import { Files, filesOf, layersIn, objectsByName, SYNC } from '../support/fleet';
import { errorOf } from '../support/synth';

const AWS = SecretStoreProvider.aws({ region: 'eu-west-1' });
const EXCEPT_TENANTS = {
  namespaceSelector: { matchExpressions: [{ key: 'toolkit.fluxcd.io/role', operator: 'NotIn', values: ['tenant'] }] },
};

const filesWith = (secrets: SecretStrategy, define: (cluster: LayeredCluster) => unknown, props: LayeredClusterProps = {}): Files =>
  filesOf((app) => define(new LayeredCluster(app, 'eu-1', { sync: SYNC, ...props })), { secrets });

describe('External Secrets', () => {
  const STRATEGY = SecretStrategy.externalSecrets({ version: '2.x', provider: AWS });

  test('every cluster gets the operator, then the store, and an ExternalSecret reads from it', () => {
    const files = filesWith(STRATEGY, ({ apps }) => {
      new Namespace(apps, 'shop');
      new ExternalSecret(apps, 'db', { namespace: 'shop', data: { password: { key: 'shop/db' } } });
    });
    const objects = objectsByName(files);

    expect(objects['HelmRelease external-secrets/external-secrets'].spec.chart.spec).toMatchObject({
      chart: 'external-secrets',
      version: '2.x',
    });
    expect(objects['ClusterSecretStore fleet'].spec).toEqual({
      provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } },
      conditions: [EXCEPT_TENANTS],
    });
    expect(objects['ExternalSecret shop/db'].spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'fleet' });
    expect(Object.entries(layersIn(files)).map(([name, { dependsOn }]) => [name, dependsOn])).toEqual([
      ['apps', [{ name: 'infra-configs' }]],
      ['infra-configs', [{ name: 'infra-controllers' }]],
      ['infra-controllers', undefined],
    ]);
  });

  test('who has rights in a namespace cannot make a store that reads as the operator, unless the program says so', () => {
    const rbacOf = (values?: Record<string, unknown>) => {
      const strategy = SecretStrategy.externalSecrets({ version: '2.x', provider: AWS, values });
      return objectsByName(filesWith(strategy, () => {}))['HelmRelease external-secrets/external-secrets'].spec.values;
    };

    expect(rbacOf()).toEqual({ rbac: { aggregateToEdit: false, aggregateToAdmin: false } });
    expect(rbacOf({ replicaCount: 2, rbac: { aggregateToEdit: true } })).toEqual({
      replicaCount: 2,
      rbac: { aggregateToEdit: true, aggregateToAdmin: false },
    });
  });

  test('the store can be for some namespaces only', () => {
    const strategy = SecretStrategy.externalSecrets({ version: '2.x', provider: AWS, namespaces: ['flux-system', 'shop'] });

    expect(objectsByName(filesWith(strategy, () => {}))['ClusterSecretStore fleet'].spec).toEqual({
      provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } },
      conditions: [{ namespaces: ['flux-system', 'shop'] }],
    });
  });

  test('what stands behind the store differs by environment, and by cluster', () => {
    const [staging, production, america] = ['eu-north-1', 'eu-west-1', 'us-east-1'].map((region) => SecretStoreProvider.aws({ region }));
    const files = filesOf(
      (app) => {
        for (const environment of Object.values(Environment)) new LayeredCluster(app, environment, { sync: SYNC, environment });
        new LayeredCluster(app, 'us-1', { sync: SYNC, secretStore: america });
      },
      { secrets: SecretStrategy.externalSecrets({ version: '2.x', provider: staging, providers: { production } }) },
    );
    const regions = Object.entries(files)
      .filter(([path]) => path.endsWith('/fleet/cluster-secret-store.yaml'))
      .map(([path, text]) => [path.split('/')[2], parse(text).spec.provider.aws.region]);

    expect(Object.fromEntries(regions)).toEqual({
      development: 'eu-north-1',
      staging: 'eu-north-1',
      production: 'eu-west-1',
      'us-1': 'us-east-1',
    });
  });

  test('an environment that nobody has a provider for is refused, unless its cluster has one', () => {
    const strategy = SecretStrategy.externalSecrets({ version: '2.x', providers: { staging: AWS, development: AWS } });

    expect(errorOf(() => filesWith(strategy, () => {}))).toBe(
      [
        'LayeredCluster \'eu-1\': environment must be one that SecretStrategy.externalSecrets() has a provider for (development, staging), got "production".',
        "  fix: secretStore: SecretStoreProvider.aws({ region: 'eu-west-1' }), or a provider for all environments in the strategy",
      ].join('\n'),
    );
    expect(objectsByName(filesWith(strategy, () => {}, { secretStore: AWS }))['ClusterSecretStore fleet']).toBeDefined();
  });

  test.each<[string, () => unknown, string[]]>([
    [
      'no provider at all',
      () => SecretStrategy.externalSecrets({ version: '2.x', providers: {} }),
      [
        'SecretStrategy.externalSecrets(): provider must be given, or providers by environment, got undefined.',
        "  fix: provider: SecretStoreProvider.aws({ region: 'eu-west-1' })",
      ],
    ],
    [
      'a provider for something that is no environment',
      () => SecretStrategy.externalSecrets({ version: '2.x', providers: { prod: AWS } }),
      [
        'SecretStrategy.externalSecrets(): providers must be by environment: development, staging, production, got "prod".',
        "  fix: providers: { [Environment.PRODUCTION]: SecretStoreProvider.aws({ region: 'eu-west-1' }) }",
      ],
    ],
    [
      'a store of a cluster whose fleet has none',
      () => filesWith(SecretStrategy.sealedSecrets({ version: '2.x' }), () => {}, { secretStore: AWS }),
      [
        'LayeredCluster \'eu-1\': secretStore must be left out where the fleet does not read its secrets by SecretStrategy.externalSecrets(), got "a SecretStoreProvider".',
        "  fix: new FluxApp({ secrets: SecretStrategy.externalSecrets({ version: '2.x', provider: … }) })",
      ],
    ],
  ])('%s is refused', (_what, act, lines) => {
    expect(errorOf(act)).toBe(lines.join('\n'));
  });

  test('other presets have other names for the two layers', () => {
    const files = filesWith(STRATEGY, () => {}, { layers: LayerPreset.infrastructureDependenciesApps() });

    expect(Object.keys(files).filter((path) => /release|secret-store/.test(path))).toEqual([
      'dependencies/eu-1/fleet/cluster-secret-store.yaml',
      'infrastructure/eu-1/external-secrets/release.yaml',
    ]);
  });

  test('a cluster with domains gets it where the program says', () => {
    const files = filesWith(
      STRATEGY,
      (cluster) => STRATEGY.addTo(cluster.domain('platform').controllers, cluster.domain('platform').configs),
      { layers: LayerPreset.domains('platform', 'shop') },
    );

    expect(Object.keys(files).filter((path) => /release|secret-store/.test(path))).toEqual([
      'platform/configs/eu-1/fleet/cluster-secret-store.yaml',
      'platform/controllers/eu-1/external-secrets/release.yaml',
    ]);
  });

  test('the store has the name of the program, and Reflector comes with a version', () => {
    const strategy = SecretStrategy.externalSecrets({ version: '2.x', provider: AWS, storeName: 'aws', reflectorVersion: '10.x' });
    const objects = objectsByName(filesWith(strategy, () => {}));

    expect(objects['ClusterSecretStore aws']).toBeDefined();
    expect(objects['HelmRelease reflector/reflector'].spec.chart.spec).toMatchObject({ chart: 'reflector', version: '10.x' });
  });
});

describe('1Password', () => {
  test('every cluster gets Connect with the operator, which copies annotations, so that Reflector sees them', () => {
    const strategy = SecretStrategy.onePassword({ version: '2.x', reflectorVersion: '10.x' });
    const objects = objectsByName(
      filesWith(strategy, ({ apps }) => {
        new Namespace(apps, 'postgres');
        new OnePasswordItem(apps, 'db', { namespace: 'postgres', vault: 'prod', item: 'db', reflectTo: ['shop'] });
      }),
    );

    expect(objects['HelmRelease onepassword/onepassword'].spec).toMatchObject({
      chart: { spec: { chart: 'connect', version: '2.x' } },
      values: {
        connect: { credentialsName: 'op-credentials', credentialsKey: '1password-credentials.json' },
        operator: { create: true, enableAnnotations: true, token: { name: 'onepassword-token', key: 'token' } },
      },
    });
    expect(objects['HelmRelease reflector/reflector']).toBeDefined();
    expect(objects['OnePasswordItem postgres/db'].metadata.annotations).toMatchObject({
      'reflector.v1.k8s.emberstack.com/reflection-auto-namespaces': 'shop',
    });
  });
});

test('Sealed Secrets: every cluster gets the controller, under the name by which kubeseal looks for it', () => {
  const objects = objectsByName(filesWith(SecretStrategy.sealedSecrets({ version: '2.x' }), () => {}));

  expect(objects['HelmRelease sealed-secrets/sealed-secrets'].spec.values).toEqual({ fullnameOverride: 'sealed-secrets-controller' });
});

test('out of band: nothing is written', () => {
  const define = (cluster: LayeredCluster) => new Namespace(cluster.apps, 'shop');

  expect(filesWith(SecretStrategy.outOfBand(), define)).toEqual(filesOf((app) => define(new LayeredCluster(app, 'eu-1', { sync: SYNC }))));
});
