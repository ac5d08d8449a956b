import { lackForDecryption, lackOfSecret } from '../../../src/rules/source/auth-form';
import { contextsOf } from '../../support/rule-fixture';

const API: Readonly<Record<string, string>> = {
  FluxInstance: 'fluxcd.controlplane.io/v1',
  ImageRepository: 'image.toolkit.fluxcd.io/v1',
  Receiver: 'notification.toolkit.fluxcd.io/v1',
};

/** What a Secret with some keys lacks for an object. */
function lack(kind: string, spec: string, keys: string[] | undefined, type?: string, isGcrStrict = true): string | undefined {
  const apiVersion = API[kind] ?? 'source.toolkit.fluxcd.io/v1';
  const [{ manifests }] = contextsOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: b }\nspec: ${spec}`);
  return lackOfSecret(manifests.manifests[0], { keys, type }, isGcrStrict);
}

const PASSWORD = ['username', 'password'];
const APP = 'has the keys of a GitHub App, which Flux refuses without provider: github';

test.each<[string, string[] | undefined, string | undefined]>([
  ['url: ssh://git@github.com/a/b', ['identity', 'known_hosts'], undefined],
  ['url: ssh://git@github.com/a/b', ['identity'], "lacks 'known_hosts'"],
  ['url: ssh://git@github.com/a/b', PASSWORD, "lacks 'identity' and 'known_hosts'"],
  ['url: https://github.com/a/b', PASSWORD, undefined],
  ['url: https://github.com/a/b', ['username'], "lacks 'password'"],
  ['url: https://github.com/a/b', ['password', 'ca.crt'], "lacks 'username'"],
  ['url: https://github.com/a/b', ['username', 'caFile'], "lacks 'password'"],
  ['url: https://github.com/a/b', ['ca.crt'], undefined],
  ['url: https://github.com/a/b', ['bearerToken'], undefined],
  ['url: https://github.com/a/b', ['token'], "lacks 'username' and 'password'"],
  ['url: https://github.com/a/b', ['githubAppID'], APP],
  ['url: https://github.com/a/b, provider: generic', ['githubAppID'], APP],
  ['url: https://github.com/a/b, provider: github', ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey'], undefined],
  ['url: https://github.com/a/b, provider: github', ['githubAppID', 'githubAppInstallationOwner', 'githubAppPrivateKey'], undefined],
  [
    'url: https://github.com/a/b, provider: github',
    PASSWORD,
    "lacks 'githubAppID' and 'githubAppInstallationID' and 'githubAppPrivateKey'",
  ],
  ['url: https://dev.azure.com/a/b, provider: azure', [], undefined],
  ['url: "https://${host}/a/b"', [], undefined],
  ['url: https://github.com/a/b', undefined, undefined],
])('of a GitRepository with %s, a Secret with %j %s', (spec, keys, expected) => {
  expect(lack('GitRepository', `{ ${spec} }`, keys)).toBe(expected);
  expect(lack('FluxInstance', `{ sync: { kind: GitRepository, ${spec} } }`, keys)).toBe(expected);
});

test.each([
  ['kubernetes.io/dockerconfigjson', undefined],
  ['kubernetes.io/dockercfg', undefined],
  [undefined, undefined],
  ['Opaque', 'has the type Opaque, not kubernetes.io/dockerconfigjson'],
])('of what is in a registry, a Secret of the type %s %s', (type, expected) => {
  expect(lack('OCIRepository', '{}', [], type)).toBe(expected);
  expect(lack('ImageRepository', '{}', [], type)).toBe(expected);
  expect(lack('FluxInstance', '{ sync: { kind: OCIRepository } }', [], type)).toBe(expected);
});

test('of a HelmRepository, a Secret has a password, or where it is a registry also the credentials of one', () => {
  expect(lack('HelmRepository', '{}', PASSWORD)).toBeUndefined();
  expect(lack('HelmRepository', '{}', ['.dockerconfigjson'])).toBe("lacks 'username' and 'password'");
  expect(lack('HelmRepository', '{ type: oci }', PASSWORD)).toBeUndefined();
  expect(lack('HelmRepository', '{ type: oci }', ['.dockerconfigjson'])).toBeUndefined();
  expect(lack('HelmRepository', '{ type: oci }', undefined, 'kubernetes.io/dockerconfigjson')).toBeUndefined();
  expect(lack('HelmRepository', '{ type: oci }', ['x'])).toBe("lacks 'username' and 'password'");
});

test('of a Receiver, a Secret has a token, and what Google signs with where that is asked for', () => {
  expect(lack('Receiver', '{ type: github }', ['token'])).toBeUndefined();
  expect(lack('Receiver', '{ type: github }', ['secret'])).toBe("lacks 'token'");
  expect(lack('Receiver', '{ type: gcr }', ['token'])).toBe("lacks 'email' and 'audience'");
  expect(lack('Receiver', '{ type: gcr }', ['token'], undefined, false)).toBeUndefined();
});

test('of other kinds, and of other syncs, nobody can tell', () => {
  expect(lack('Bucket', '{}', [])).toBeUndefined();
  expect(lack('FluxInstance', '{ sync: { kind: Bucket } }', [])).toBeUndefined();
});

test.each([
  ['age.agekey', undefined],
  ['flux.asc', undefined],
  ['sops.aws-kms', undefined],
  ['agekey', 'has no key that ends in .agekey or .asc, nor one for a key service'],
  ['my.agekey.txt', 'has no key that ends in .agekey or .asc, nor one for a key service'],
])('as the key of SOPS, a Secret with %s %s', (key, expected) => {
  expect(lackForDecryption({ keys: ['other', key] })).toBe(expected);
  expect(lackForDecryption({ keys: undefined })).toBeUndefined();
});
