import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  Environment,
  ExternalSecret,
  Layer,
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
const ONE = 'age1onetesting';
const TWO = 'age1twotesting';

const filesWith = (secrets: SecretStrategy, define: (cluster: LayeredCluster) => unknown, props: LayeredClusterProps = {}): Files =>
  filesOf((app) => define(new LayeredCluster(app, 'eu-1', { sync: SYNC, ...props })), { secrets });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A directory with one file as SOPS leaves it. */
function encryptedFor(...recipients: string[]): string {
  const directory = join(folder, 'secrets');
  mkdirSync(directory, { recursive: true });
  const keys = recipients.map((recipient) => `    - recipient: ${recipient}\n      enc: none\n`).join('');
  writeFileSync(
    join(directory, 'db.yaml'),
    `apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
stringData:
  password: ENC[AES256_GCM,data:c2VjcmV0,iv:aXY=,tag:dGFn,type:str]
sops:
  age:
${keys}  encrypted_regex: ^(data|stringData)$
  mac: ENC[AES256_GCM,data:bWFj,iv:aXY=,tag:dGFn,type:str]
  version: 3.11.0
`,
  );
  return directory;
}

function shopWithSecrets({ apps }: LayeredCluster, directory: string): void {
  new Namespace(apps, 'shop');
  apps.include(directory);
}

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

describe('SOPS', () => {
  test('a layer with encrypted files decrypts them, and no other does', () => {
    const files = filesWith(SecretStrategy.sops(), (cluster) => {
      shopWithSecrets(cluster, encryptedFor(ONE));
      new Namespace(cluster.configs, 'other');
    });

    expect(Object.entries(layersIn(files)).map(([name, { decryption }]) => [name, decryption])).toEqual([
      ['apps', { provider: 'sops', secretRef: { name: 'sops-age' } }],
      ['infra-configs', undefined],
    ]);
    expect(Object.keys(files)).not.toContain('.sops.yaml');
  });

  test('what a layer says itself holds', () => {
    const files = filesWith(SecretStrategy.sops(), (cluster) => {
      const layer = new Layer(cluster, 'web', { decryption: { provider: 'sops' as never, secretRef: { name: 'other' } } });
      new Namespace(layer, 'shop');
      layer.include(encryptedFor(ONE));
    });

    expect(layersIn(files).web.decryption).toEqual({ provider: 'sops', secretRef: { name: 'other' } });
  });

  test('with a service account, a key service opens them', () => {
    const files = filesWith(SecretStrategy.sops({ serviceAccountName: 'kustomize-controller' }), (cluster) =>
      shopWithSecrets(cluster, encryptedFor(ONE)),
    );

    expect(layersIn(files).apps.decryption).toEqual({ provider: 'sops', serviceAccountName: 'kustomize-controller' });
  });

  test('with recipients, the tree says to sops for whom it encrypts: a rule an environment', () => {
    const files = filesOf(
      (app) => {
        for (const id of ['eu-1', 'us-1']) new LayeredCluster(app, id, { sync: SYNC });
        new LayeredCluster(app, 'test', { sync: SYNC, environment: Environment.STAGING });
      },
      { secrets: SecretStrategy.sops({ recipients: { production: [ONE, TWO], staging: [TWO] } }) },
    );

    expect(parse(files['.sops.yaml'])).toEqual({
      creation_rules: [
        { path_regex: '(^|/)(eu-1|production|us-1)/.*\\.ya?ml$', encrypted_regex: '^(data|stringData)$', age: `${ONE},${TWO}` },
        { path_regex: '(^|/)(staging|test)/.*\\.ya?ml$', encrypted_regex: '^(data|stringData)$', age: TWO },
      ],
    });
  });

  test('a file for the recipients of the environment is taken', () => {
    const strategy = SecretStrategy.sops({ recipients: { production: [ONE, TWO] } });

    expect(layersIn(filesWith(strategy, (cluster) => shopWithSecrets(cluster, encryptedFor(TWO, ONE)))).apps.decryption).toBeDefined();
  });

  test('a file for others is refused: the cluster could not read it, or somebody could who may not', () => {
    const strategy = SecretStrategy.sops({ recipients: { production: [ONE] } });
    const directory = encryptedFor(TWO);

    expect(errorOf(() => filesWith(strategy, (cluster) => shopWithSecrets(cluster, directory)))).toBe(
      [
        `Layer 'eu-1/apps': include must be encrypted for the recipients of production, and nobody else, got "${directory}/db.yaml, not for ${ONE}, also for ${TWO}".`,
        `  fix: sops --config <tree>/.sops.yaml updatekeys ${directory}/db.yaml`,
      ].join('\n'),
    );
  });

  test('a file for an environment without recipients is refused, once there are recipients for others', () => {
    const strategy = SecretStrategy.sops({ recipients: { staging: [ONE] } });
    const directory = encryptedFor(ONE);

    expect(errorOf(() => filesWith(strategy, (cluster) => shopWithSecrets(cluster, directory)))).toBe(
      [
        `Layer 'eu-1/apps': include must be without encrypted files, as nobody can decrypt for production: SecretStrategy.sops() has recipients for staging, got "${directory}/db.yaml".`,
        "  fix: recipients: { production: ['age1…'] }",
      ].join('\n'),
    );
  });

  test.each([
    [
      { recipients: { prod: [ONE] } },
      [
        'SecretStrategy.sops(): recipients must be by environment: development, staging, production, got "prod".',
        "  fix: recipients: { [Environment.PRODUCTION]: ['age1…'] }",
      ],
    ],
    [
      { recipients: { production: [] } },
      [
        'SecretStrategy.sops(): recipients.production must be public keys of age, which start with age1, one at least, got [].',
        "  fix: recipients: { production: ['age1…'] }, as age-keygen -y prints it",
      ],
    ],
    [
      { recipients: { production: [ONE, 'AGE-SECRET-KEY-1TEST'] } },
      [
        'SecretStrategy.sops(): recipients.production must be public keys of age, which start with age1, one at least, got "something else at index 1".',
        "  fix: recipients: { production: ['age1…'] }, as age-keygen -y prints it",
      ],
    ],
    [
      { keySecretName: 'keys', serviceAccountName: 'flux' },
      [
        'SecretStrategy.sops(): keySecretName must be left out beside serviceAccountName: keys come from a Secret, or from a key service, got "keys".',
        '  fix: leave one of them out',
      ],
    ],
  ])('%j is refused, and a private key is not repeated', (options, lines) => {
    expect(errorOf(() => SecretStrategy.sops(options))).toBe(lines.join('\n'));
  });

  test('an expression that Go cannot read is refused', () => {
    expect(errorOf(() => SecretStrategy.sops({ recipients: { production: [ONE] }, encryptedRegex: '^(?!x)' }))).toMatch(
      /^SecretStrategy\.sops\(\): encryptedRegex must be a regular expression of Go \(.+\), got "\^\(\?!x\)"\.\n {2}fix: encryptedRegex: '\^\(data\|stringData\)\$'$/,
    );
  });
});
