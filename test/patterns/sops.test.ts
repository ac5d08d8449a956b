import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Environment, FluxApp, Layer, LayeredCluster, Namespace, SecretStrategy } from '../../src';
import { isAgeRecipient } from '../../src/patterns/age-recipient';
import { Files, filesOf, layersIn, SYNC } from '../support/fleet';
import { stub } from '../support/stderr';
import { errorOf } from '../support/synth';

const ONE = 'age13f44y7262gvquv3c7vkjh6j303q2msqdjeh2n7tpq2ewg0q0zu8q7k4qlm';
const TWO = 'age1lak2zkc5jgqt9d5qm37l0vwsf9yauxg07adm3c8rcvzumx4klu9saamq35';
const THREE = 'age12kh499vhejq24vdmpfuawrx4450wu9qhy5em588sp05z4zm6js5qrpnn0n';

const filesWith = (secrets: SecretStrategy, define: (cluster: LayeredCluster) => unknown): Files =>
  filesOf((app) => define(new LayeredCluster(app, 'eu-1', { sync: SYNC })), { secrets });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A directory with one file as SOPS leaves it, for keys of age. */
function encryptedFor(path: string, ...recipients: string[]): string {
  return encrypted(path, `  age:\n${recipients.map((recipient) => `    - recipient: ${recipient}\n      enc: none\n`).join('')}`);
}

/** The same for any keys. */
function encrypted(path: string, keys: string): string {
  const directory = join(folder, path);
  mkdirSync(directory, { recursive: true });
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
${keys}  encrypted_regex: ^(data|stringData)$
  mac: ENC[AES256_GCM,data:bWFj,iv:aXY=,tag:dGFn,type:str]
  version: 3.11.0
`,
  );
  return directory;
}

/** For whom `sops` encrypts a file: by the first rule that matches its path, from the directory of the configuration where it is below that. */
function recipientsBySops(config: string, directory: string, file: string): string | undefined {
  const path = file.startsWith(`${directory}/`) ? file.slice(directory.length + 1) : file;
  const rules: { path_regex: string; age: string }[] = parse(config).creation_rules;
  return rules.find(({ path_regex }) => new RegExp(path_regex).test(path))?.age;
}

function shopWithSecrets({ apps }: LayeredCluster, directory: string): void {
  new Namespace(apps, 'shop');
  apps.include(directory);
}

test('a layer with encrypted files decrypts them, and no other does', () => {
  const files = filesWith(SecretStrategy.sops(), (cluster) => {
    shopWithSecrets(cluster, encryptedFor('secrets', ONE));
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
    layer.include(encryptedFor('secrets', ONE));
  });

  expect(layersIn(files).web.decryption).toEqual({ provider: 'sops', secretRef: { name: 'other' } });
});

test('with a service account, a key service opens them', () => {
  const files = filesWith(SecretStrategy.sops({ serviceAccountName: 'kustomize-controller' }), (cluster) =>
    shopWithSecrets(cluster, encrypted('secrets', '  kms:\n    - arn: arn:aws:kms:eu-west-1:111122223333:key/fleet\n      enc: none\n')),
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
      { path_regex: '^secrets/(eu-1|production|us-1)/.*\\.ya?ml$', encrypted_regex: '^(data|stringData)$', age: `${ONE},${TWO}` },
      { path_regex: '^secrets/(staging|test)/.*\\.ya?ml$', encrypted_regex: '^(data|stringData)$', age: TWO },
    ],
  });
});

test.each([
  ['fleet/secrets/production/db.yaml', ONE],
  ['fleet/secrets/eu.1/shop/db.yml', ONE],
  ['fleet/secrets/staging/db.yaml', TWO],
  // A cluster in production has this name, too.
  ['fleet/secrets/development/db.yaml', THREE],
  ['fleet/secrets/euX1/db.yaml', undefined],
  ['fleet/secrets/production/db.env', undefined],
  ['fleet/secrets/db.yaml', undefined],
  ['fleet/secrets/staging-2/production/db.yaml', undefined],
  ['fleet/apps/production/secrets/production/db.yaml', undefined],
  ['fleet/old-secrets/production/db.yaml', undefined],
  ['secrets/production/db.yaml', undefined],
  ['production/fleet/secrets/staging/db.yaml', undefined],
])('sops encrypts %s for %s, wherever the repository stands', (path, recipient) => {
  const files = filesOf(
    (app) => {
      new LayeredCluster(app, 'eu.1', { sync: SYNC });
      new LayeredCluster(app, 'development', { sync: SYNC });
    },
    { secrets: SecretStrategy.sops({ recipients: { production: [ONE], staging: [TWO], development: [THREE] } }) },
  );

  for (const repository of ['/home/me/acme', '/srv/secrets/production', '/home/production/secrets/staging']) {
    expect(recipientsBySops(files['.sops.yaml'], `${repository}/fleet`, `${repository}/${path}`)).toBe(recipient);
  }
});

test('a file for the recipients of the environment is taken', () => {
  const strategy = SecretStrategy.sops({ recipients: { production: [ONE, TWO] } });

  expect(
    layersIn(filesWith(strategy, (cluster) => shopWithSecrets(cluster, encryptedFor('secrets', TWO, ONE)))).apps.decryption,
  ).toBeDefined();
});

test('a directory of encrypted files inside the tree is copied into the layer, and stays as it is', () => {
  const directory = encryptedFor('fleet/secrets/production', ONE);
  const synth = () => {
    const app = new FluxApp({
      repository: join(folder, 'fleet'),
      pathInRepository: 'fleet',
      secrets: SecretStrategy.sops({ recipients: { production: [ONE] } }),
    });
    const { apps } = new LayeredCluster(app, 'eu-1', { sync: SYNC });
    new Namespace(apps, 'shop');
    apps.include(directory, 'secrets');
    app.synth();
  };
  const before = readFileSync(join(directory, 'db.yaml'), 'utf8');
  stub(synth);
  stub(synth);

  expect(readFileSync(join(directory, 'db.yaml'), 'utf8')).toBe(before);
  expect(readFileSync(join(folder, 'fleet/apps/eu-1/secrets/db.yaml'), 'utf8')).toContain('password: ENC[');
});

test('a file for others is refused: the cluster could not read it, or somebody could who may not', () => {
  const strategy = SecretStrategy.sops({ recipients: { production: [ONE] } });
  const directory = encryptedFor('secrets', TWO);

  expect(errorOf(() => filesWith(strategy, (cluster) => shopWithSecrets(cluster, directory)))).toBe(
    [
      `Layer 'eu-1/apps': include must be encrypted for the recipients of production, and nobody else, got "${directory}/db.yaml, not for ${ONE}, also for ${TWO}".`,
      `  fix: sops --config <tree>/.sops.yaml updatekeys ${directory}/db.yaml; for that it must be in <tree>/secrets/production`,
    ].join('\n'),
  );
});

test('a file for an environment without recipients is refused, once there are recipients for others', () => {
  const strategy = SecretStrategy.sops({ recipients: { staging: [ONE] } });
  const directory = encryptedFor('secrets', ONE);

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
      'SecretStrategy.sops(): recipients.production must be public keys of age, one at least, which start with age1 and have no letter mistyped, got [].',
      "  fix: recipients: { production: ['age1…'] }, as age-keygen -y prints it",
    ],
  ],
  [
    { recipients: { production: [ONE, 'AGE-SECRET-KEY-1TEST'] } },
    [
      'SecretStrategy.sops(): recipients.production must be public keys of age, one at least, which start with age1 and have no letter mistyped, got "something else at index 1".',
      "  fix: recipients: { production: ['age1…'] }, as age-keygen -y prints it",
    ],
  ],
  [
    { recipients: {} },
    [
      'SecretStrategy.sops(): recipients must be keys for one environment at least, got {}.',
      "  fix: recipients: { production: ['age1…'] }, or leave recipients out",
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

test.each([
  [{}, '^(?!x)', 'a regular expression of Go (it has a negative lookahead, which RE2 does not know)'],
  [{ production: [ONE] }, '^(?!x)', 'a regular expression of Go (it has a negative lookahead, which RE2 does not know)'],
  [undefined, '(', 'a regular expression of Go (unterminated group)'],
  [{ production: [ONE] }, '', 'a regular expression; without one, SOPS encrypts all fields'],
  [{ production: [ONE] }, 'data|stringData', "without a match in 'metadata', which Flux reads before it decrypts"],
])('with recipients %j the expression %j is refused', (recipients, encryptedRegex, mustBe) => {
  expect(errorOf(() => SecretStrategy.sops({ recipients, encryptedRegex }))).toBe(
    [
      `SecretStrategy.sops(): encryptedRegex must be ${mustBe}, got ${JSON.stringify(encryptedRegex)}.`,
      "  fix: encryptedRegex: '^(data|stringData)$'",
    ].join('\n'),
  );
});

test.each([{ encryptedRegex: '^spec$' }, { directory: 'keys' }])('%j without recipients is refused, as nothing is written', (options) => {
  const [[prop, value]] = Object.entries(options);

  expect(errorOf(() => SecretStrategy.sops(options))).toBe(
    [
      `SecretStrategy.sops(): ${prop} must be left out without recipients, which bring the .sops.yaml that it stands in, got "${value}".`,
      "  fix: recipients: { production: ['age1…'] }",
    ].join('\n'),
  );
});

test.each([
  ['../secrets', "a directory inside the tree, made of letters, digits, '-', '_' and '.'"],
  ['/secrets', "a directory inside the tree, made of letters, digits, '-', '_' and '.'"],
  ['', "a directory inside the tree, made of letters, digits, '-', '_' and '.'"],
  ['clusters/secrets', 'a directory of the tree other than clusters, which Flux applies as it is'],
])('%j is no directory for encrypted files', (directory, mustBe) => {
  expect(errorOf(() => SecretStrategy.sops({ recipients: { production: [ONE] }, directory }))).toBe(
    [`SecretStrategy.sops(): directory must be ${mustBe}, got "${directory}".`, "  fix: directory: 'secrets'"].join('\n'),
  );
});

test('the files may be in another directory of the tree', () => {
  const secrets = SecretStrategy.sops({ recipients: { production: [ONE] }, directory: 'platform/keys.d', encryptedRegex: '^spec$' });

  expect(parse(filesOf((app) => new LayeredCluster(app, 'eu-1', { sync: SYNC }), { secrets })['.sops.yaml'])).toEqual({
    creation_rules: [{ path_regex: '^platform/keys\\.d/(eu-1|production)/.*\\.ya?ml$', encrypted_regex: '^spec$', age: ONE }],
  });
});

describe('a recipient', () => {
  const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN';
  const PLUGIN = 'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t';

  test.each([ONE, TWO, PLUGIN, `ssh-ed25519 ${KEY}`, `ssh-ed25519 ${KEY} me@laptop`])('%s is taken', (recipient) => {
    expect(SecretStrategy.sops({ recipients: { production: [recipient] } })._sops?.recipients?.byEnvironment.get('production')).toEqual([
      recipient,
    ]);
  });

  test.each([
    'age1onetesting',
    ONE.slice(0, -1),
    `${ONE}q`,
    ONE.replace('44', '45'),
    ONE.toUpperCase(),
    PLUGIN.replace('qwt', 'qvt'),
    `ssh-ed25519 ${KEY.slice(1)}`,
    `ssh-ed25519 ${KEY} me, at work`,
    'age1',
  ])('%s is refused, and not repeated', (recipient) => {
    expect(errorOf(() => SecretStrategy.sops({ recipients: { production: [recipient] } }))).toBe(
      [
        'SecretStrategy.sops(): recipients.production must be public keys of age, one at least, which start with age1 and have no letter mistyped, got "something else at index 0".',
        "  fix: recipients: { production: ['age1…'] }, as age-keygen -y prints it",
      ].join('\n'),
    );
  });

  test('any other letter, anywhere, is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: ONE.length - 1 }), fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'), (at, letter) => {
        const mistyped = ONE.slice(0, at) + letter + ONE.slice(at + 1);
        expect(isAgeRecipient(mistyped)).toBe(mistyped === ONE);
      }),
    );
  });
});
