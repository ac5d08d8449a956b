import { ApiObject } from 'cdk8s';
import { ConfigMap, HelmReleaseFromOci, LayeredCluster, Layer, Namespace } from '../../src';
import { filesOfCluster, PODINFO } from '../support/fleet';
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

const listOf = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

/** Files of a layer `web` that includes these objects, one a file. JSON is YAML as well. */
function filesWith(included: unknown[], define: (cluster: LayeredCluster) => unknown = () => undefined): Record<string, string> {
  return inTemporaryDirectory((directory) => {
    putFiles(directory, Object.fromEntries(included.map((object, index) => [`${index}.yaml`, `${JSON.stringify(object)}\n`])));
    try {
      return filesOfCluster((cluster) => {
        define(cluster);
        new Layer(cluster, 'web').include(directory, 'web');
      });
    } catch (error) {
      throw new Error((error as Error).message.replaceAll(directory, 'manifests'), { cause: error });
    }
  });
}

const inPlainText = (at: string) =>
  [
    `${at}: data must be encrypted, or not in Git at all: Secret web/credentials would be committed in plain text, got ["password","token"].`,
    '  fix: name the Secret where it is used, e.g. Auth.secret(), and bring it to the cluster with SOPS, External Secrets or by hand',
  ].join('\n');

const twice = (at: string, other: string, object = 'ConfigMap web/settings') =>
  [
    `${at}: name must be unique within the cluster; ${other} defines the same object, and the two would overwrite each other, got "${object}".`,
    '  fix: remove one of the two, or give one another name or namespace',
  ].join('\n');

test('a list of objects is copied as it is', () => {
  const list = listOf(SETTINGS, { ...SETTINGS, metadata: { name: 'more', namespace: 'web' } });

  expect(filesWith([list])['web/production/web/0.yaml']).toBe(`${JSON.stringify(list)}\n`);
});

test.each([
  ['a list', listOf(SETTINGS, CREDENTIALS)],
  ['a list of its own kind', { apiVersion: 'v1', kind: 'SecretList', items: [CREDENTIALS] }],
  ['a list inside of a list', listOf(listOf(CREDENTIALS))],
])('a Secret in plain text inside of %s is refused without its values, where it is included', (_name, list) => {
  expect(errorOf(() => filesWith([list]))).toBe(inPlainText('manifests/0.yaml'));
});

test.each([
  ['a list', listOf(SETTINGS, CREDENTIALS)],
  ['a list of its own kind', { apiVersion: 'v1', kind: 'SecretList', items: [CREDENTIALS] }],
])('a Secret in plain text inside of %s is refused without its values, where the program defines it', (_name, list) => {
  const define = (cluster: LayeredCluster) => new ApiObject(cluster.apps, 'list', { ...list, metadata: { name: 'list' } });

  expect(errorOf(() => filesOfCluster(define))).toBe(inPlainText("ApiObject 'production/apps/list'"));
});

test('an encrypted Secret may stand in a list', () => {
  const encrypted = { ...CREDENTIALS, stringData: undefined, data: { password: 'ENC[AES256_GCM,data:x]' }, sops: { version: '3.9.0' } };

  expect(Object.keys(filesWith([listOf(encrypted)]))).toContain('web/production/web/0.yaml');
});

test.each<[string, unknown[]]>([
  ['in two lists', [listOf(SETTINGS), listOf(SETTINGS)]],
  ['in a list and on its own', [SETTINGS, listOf(SETTINGS)]],
])('one object %s of an include is refused', (_where, included) => {
  expect(errorOf(() => filesWith(included))).toBe(twice('manifests/1.yaml', 'manifests/0.yaml'));
});

test('one object twice in a list is refused', () => {
  expect(errorOf(() => filesWith([listOf(SETTINGS, SETTINGS)]))).toBe(twice('manifests/0.yaml', 'manifests/0.yaml'));
});

test('an object of the program and the same one in an included list are refused', () => {
  const define = (cluster: LayeredCluster) => new ConfigMap(cluster.apps, 'settings', { namespace: 'web', data: {} });

  expect(errorOf(() => filesWith([listOf(SETTINGS)], define))).toBe(twice('manifests/0.yaml', "ConfigMap 'production/apps/settings'"));
});

test('so are those in a list of the program', () => {
  const define = ({ apps }: LayeredCluster) => {
    new ConfigMap(apps, 'settings', { namespace: 'web', data: {} });
    new ApiObject(apps, 'list', { ...listOf(SETTINGS), metadata: { name: 'list' } });
  };

  expect(errorOf(() => filesOfCluster(define))).toBe(twice("ApiObject 'production/apps/list'", "ConfigMap 'production/apps/settings'"));
});

test('lists of one name are not one object, because a list is none', () => {
  const list = (name: string) => ({ ...listOf({ ...SETTINGS, metadata: { name, namespace: 'web' } }), metadata: { name: 'list' } });

  expect(Object.keys(filesWith([list('a'), list('b')]))).toContain('web/production/web/1.yaml');
});

test('an object without a namespace is found in a list as well', () => {
  expect(errorOf(() => filesWith([listOf({ ...SETTINGS, metadata: { name: 'settings' } })]))).toBe(
    [
      "manifests/0.yaml: metadata.namespace must be set: ConfigMap settings needs a namespace, Flux would put it into 'default', and files are copied as they are, got undefined.",
      "  fix: add the namespace to the file, or a kustomization.yaml with 'namespace:' beside it",
    ].join('\n'),
  );
});

test('a namespace in an included list replaces the one that nobody had to write', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'podinfo' } };
  const files = filesWith([listOf(namespace)], (cluster) => new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO));

  expect(Object.keys(files).filter((path) => path.endsWith('namespace.yaml'))).toEqual([]);
  expect(errorOf(() => filesWith([listOf(namespace)], (cluster) => new Namespace(cluster.apps, 'podinfo')))).toBe(
    twice('manifests/0.yaml', "Namespace 'production/apps/podinfo'", 'Namespace podinfo'),
  );
});

test('a kind of a custom resource that only ends like a list is an object', () => {
  const allowList = { apiVersion: 'acme.io/v1', kind: 'AllowList', metadata: { name: 'images', namespace: 'web' }, items: [CREDENTIALS] };

  expect(errorOf(() => filesWith([allowList, allowList]))).toBe(twice('manifests/1.yaml', 'manifests/0.yaml', 'AllowList web/images'));
});
