import { ApiObject } from 'cdk8s';
import { ConfigMap, FluxApp, HelmReleaseFromOci, kustomize, LayeredCluster, Layer, Namespace } from '../../src';
import { PODINFO } from '../support/fleet';
import { appOfCluster, refusalOf } from '../support/findings';
import { errorOf } from '../support/synth';
import { inTemporaryDirectory, putFiles } from './temporary-directory';

const SETTINGS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'web' } };
const CREDENTIALS = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'credentials', namespace: 'web' },
  stringData: { token: 'canary-4711' },
  data: { password: 'Y2FuYXJ5LTQ3MTE=' },
};

const SETTINGS_OF_OTHERS = { ...SETTINGS, metadata: { name: 'others', namespace: 'web' } };

const listOf = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

type Define = (cluster: LayeredCluster) => unknown;

/** Looks at an app with a layer `web` that includes these objects, one a file. JSON is YAML as well. */
function withApp<T>(included: unknown[], define: Define | undefined, look: (app: FluxApp) => T): T {
  return inTemporaryDirectory((directory) => {
    putFiles(directory, Object.fromEntries(included.map((object, index) => [`${index}.yaml`, `${JSON.stringify(object)}\n`])));
    const app = appOfCluster((cluster) => {
      define?.(cluster);
      new Layer(cluster, 'web', { decryption: SOPS }).include(directory, 'web');
    });
    return JSON.parse(JSON.stringify(look(app)).replaceAll(directory, 'manifests')) as T;
  });
}

const SOPS = { provider: kustomize.KustomizationSpecDecryptionProvider.SOPS };
const filesWith = (included: unknown[], define?: Define) => withApp(included, define, (app) => app.synthFiles());
const refusalWith = (included: unknown[], define?: Define) => withApp(included, define, refusalOf);
const textWith = (included: unknown[], define?: Define) => withApp(included, define, (app) => errorOf(() => app.synthFiles()));

const VALUES = /canary|Y2FuYXJ5/;
const inPlainText = (at: string) =>
  expect.stringMatching(`^error\\[plaintext-secret\\] Secret web/credentials has password, token in plain text @ ${at}`);

const builtTwice = (at: string, other: string, object = 'ConfigMap web/settings') =>
  `error[kustomize-build-fails] ${object} stands in one directory twice, also at ${other} @ ${at} (metadata.name)`;

const appliedTwice = (at: string, object = 'ConfigMap web/settings') =>
  `error[object-owned-twice] ${object} is applied by Kustomization flux-system/apps and by Kustomization flux-system/web @ ${at} (metadata.name)`;

test('a list of objects is copied as it is', () => {
  const list = listOf(SETTINGS, { ...SETTINGS, metadata: { name: 'more', namespace: 'web' } });

  expect(filesWith([list])['web/production/web/0.yaml']).toBe(`${JSON.stringify(list)}\n`);
});

test.each([
  ['a list', listOf(SETTINGS, CREDENTIALS)],
  ['a list of its own kind', { apiVersion: 'v1', kind: 'SecretList', items: [CREDENTIALS] }],
  ['a list inside of a list', listOf(listOf(CREDENTIALS))],
])('a Secret in plain text inside of %s is refused without its values, where it is included', (_name, list) => {
  expect(refusalWith([list])).toEqual([inPlainText('manifests/0.yaml:1:')]);
  expect(textWith([list])).not.toMatch(VALUES);
});

test.each([
  ['a list', listOf(SETTINGS, CREDENTIALS)],
  ['a list of its own kind', { apiVersion: 'v1', kind: 'SecretList', items: [CREDENTIALS] }],
  ['a list inside of a list', listOf(listOf(CREDENTIALS))],
])('a Secret in plain text inside of %s is refused without its values, where the program defines it', (_name, list) => {
  const define = (cluster: LayeredCluster) => new ApiObject(cluster.apps, 'list', { ...list, metadata: { name: 'list' } });

  expect(refusalWith([SETTINGS_OF_OTHERS], define)).toEqual([inPlainText("ApiObject 'production/apps/list'")]);
  expect(textWith([SETTINGS_OF_OTHERS], define)).not.toMatch(VALUES);
});

test('an encrypted Secret may stand in a list', () => {
  const encrypted = { ...CREDENTIALS, stringData: undefined, data: { password: 'ENC[AES256_GCM,data:x]' }, sops: { version: '3.9.0' } };

  expect(Object.keys(filesWith([listOf(encrypted)]))).toContain('web/production/web/0.yaml');
});

test.each<[string, unknown[]]>([
  ['in two lists', [listOf(SETTINGS), listOf(SETTINGS)]],
  ['in a list and on its own', [SETTINGS, listOf(SETTINGS)]],
])('one object %s of an include is refused', (_where, included) => {
  expect(refusalWith(included)).toEqual([
    expect.stringMatching(
      /^error\[kustomize-build-fails\] ConfigMap web\/settings stands in one directory twice, also at manifests\/0\.yaml:1:\d+ @ manifests\/1\.yaml:1:\d+ \(metadata\.name\)$/,
    ),
  ]);
});

test('one object twice in a list is refused', () => {
  expect(refusalWith([listOf(SETTINGS, SETTINGS)])).toEqual([builtTwice('manifests/0.yaml:1:181', 'manifests/0.yaml:1:93')]);
});

test('an object of the program and the same one in an included list are refused', () => {
  const define = (cluster: LayeredCluster) => new ConfigMap(cluster.apps, 'settings', { namespace: 'web', data: {} });

  expect(refusalWith([listOf(SETTINGS)], define)).toEqual([appliedTwice('manifests/0.yaml:1:93')]);
});

test('so are those in a list of the program', () => {
  const define = ({ apps }: LayeredCluster) => {
    new ConfigMap(apps, 'settings', { namespace: 'web', data: {} });
    new ApiObject(apps, 'list', { ...listOf(SETTINGS), metadata: { name: 'list' } });
  };

  expect(refusalWith([SETTINGS_OF_OTHERS], define)).toEqual([
    builtTwice("ApiObject 'production/apps/list'", "ConfigMap 'production/apps/settings'"),
  ]);
});

test('lists of one name are not one object, because a list is none', () => {
  const list = (name: string) => ({ ...listOf({ ...SETTINGS, metadata: { name, namespace: 'web' } }), metadata: { name: 'list' } });

  expect(Object.keys(filesWith([list('a'), list('b')]))).toContain('web/production/web/1.yaml');
});

test('an object without a namespace is found in a list as well', () => {
  expect(refusalWith([listOf({ ...SETTINGS, metadata: { name: 'settings' } })])).toEqual([
    'error[object-without-namespace] ConfigMap settings has no namespace @ manifests/0.yaml:1:93 (metadata.name)',
  ]);
});

test('a namespace in an included list replaces the one that nobody had to write', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'podinfo' } };
  const files = filesWith([listOf(namespace)], (cluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO));

  expect(Object.keys(files).filter((path) => path.endsWith('namespace.yaml'))).toEqual([]);
  expect(refusalWith([listOf(namespace)], (cluster) => new Namespace(cluster.apps, 'podinfo'))).toEqual([
    appliedTwice('manifests/0.yaml:1:93', 'Namespace podinfo'),
  ]);
});

test('a kind of a custom resource that only ends like a list is an object', () => {
  const allowList = { apiVersion: 'acme.io/v1', kind: 'AllowList', metadata: { name: 'images', namespace: 'web' }, items: [CREDENTIALS] };

  expect(refusalWith([allowList, allowList])).toEqual([
    'error[crd-not-provided] AllowList web/images is of the kind AllowList.acme.io, which nothing in the cluster defines @ manifests/0.yaml:1:28 (kind)',
    builtTwice('manifests/1.yaml:1:59', 'manifests/0.yaml:1:59', 'AllowList web/images'),
  ]);
});
