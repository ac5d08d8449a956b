import { environmentOf } from '../../../cli/repository/environment-of';
import { FileTree } from '../../../cli/repository/file-tree';
import { fluxVersionOf } from '../../../cli/repository/flux-version-of';
import { RepositoryFile } from '../../../cli/repository/repository-file';
import { Manifest } from '../../../src/manifests/manifest';
import { isSameAddress } from '../../../cli/repository/source-address';

const instance = (version: string, labels = {}) =>
  new Manifest({ metadata: { labels }, spec: { distribution: { version } } }, { origin: { place: () => ({}) } });

test.each([
  ['production', 'production'],
  ['prod-eu-1', 'production'],
  ['eu-prd', 'production'],
  ['live', 'production'],
  ['staging', 'staging'],
  ['stage2', 'staging'],
  ['stg-us', 'staging'],
  ['dev', 'development'],
  ['my-development', 'development'],
  ['devops-tools', undefined],
  ['products', undefined],
  ['delivery', undefined],
])('a cluster called %s is for %s', (name, expected) => {
  expect(environmentOf(name, undefined, undefined)).toBe(expected);
});

test('a label of the FluxInstance says more than a name, and a name more than a path', () => {
  expect(environmentOf('dev', 'clusters/prod', instance('2.x', { environment: 'staging' }))).toBe('staging');
  expect(environmentOf('dev', 'clusters/prod', undefined)).toBe('development');
  expect(environmentOf('eu', 'clusters/prod/eu', undefined)).toBe('production');
});

test.each([
  ['2.8.x', '2.8'],
  ['2.7', '2.7'],
  ['~2.8.1', '2.8'],
  ['=2.7.4', '2.7'],
  ['2.x', '2.9'],
  ['>=2.7.0', '2.9'],
  ['*', '2.9'],
  ['2.3.x', '2.9'],
])('a FluxInstance with version %s runs Flux %s', (range, expected) => {
  expect(fluxVersionOf({ instance: instance(range), repository: new FileTree() })).toBe(expected);
});

test('an address is the same whatever the protocol', () => {
  const addresses = [
    'https://github.com/acme/fleet',
    'https://github.com/acme/fleet.git',
    'ssh://git@github.com/acme/fleet',
    'git@github.com:acme/fleet.git',
    'https://token@github.com/acme/Fleet/',
  ];
  expect(addresses.filter((address) => isSameAddress(address, addresses[0]))).toEqual(addresses);
  expect(isSameAddress('https://github.com/acme/fleet', 'https://github.com/acme/other')).toBe(false);
  expect(isSameAddress('oci://ghcr.io/acme/fleet', 'oci://ghcr.io/acme/fleet')).toBe(true);
});

test.each([
  ['# Flux Version: v2.7.5\n# Components: source-controller\n', '2.7'],
  ['kind: Namespace\nmetadata:\n  labels:\n    app.kubernetes.io/version: v2.8.1\n', '2.8'],
  ['image: ghcr.io/fluxcd/source-controller:v1.6.0\nimage: ghcr.io/fluxcd/kustomize-controller:v1.7.3\n', '2.7'],
  ['# Flux Version: v2.1.0\n', '2.9'],
  ['kind: Namespace\n', '2.9'],
])('manifests of flux bootstrap with %j are of Flux %s', (text, expected) => {
  const repository = new FileTree();
  const path = 'clusters/prod/flux-system/gotk-components.yaml';
  repository.add(path, new RepositoryFile(path, () => ({ text })));
  expect(fluxVersionOf({ path: 'clusters/prod', repository })).toBe(expected);
});
