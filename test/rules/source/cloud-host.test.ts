import { addressesIn } from '../../../src/rules/source/address';
import { cloudOf } from '../../../src/rules/source/cloud-host';
import { contextsOf } from '../../support/rule-fixture';

const FIELDS: Readonly<Record<string, string>> = { ImageRepository: 'image', Bucket: 'endpoint' };

function cloud(kind: string, url: string, knowsCodeCommit = true): string | undefined {
  const group = kind === 'ImageRepository' ? 'image' : 'source';
  const [{ manifests }] = contextsOf(
    `apiVersion: ${group}.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: a, namespace: b }\nspec: { ${FIELDS[kind] ?? 'url'}: "${url}" }`,
  );
  return cloudOf(addressesIn(manifests)[0], knowsCodeCommit);
}

test.each([
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'aws'],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', 'aws'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'aws'],
  ['gcr.io', 'gcp'],
  ['eu.gcr.io', 'gcp'],
  ['europe-docker.pkg.dev', 'gcp'],
  ['acme.azurecr.io', 'azure'],
  ['acme.azurecr.cn', 'azure'],
  ['mirror.gcr.io', undefined],
  ['k8s.gcr.io', undefined],
  ['mygcr.io', undefined],
  ['gcr.io.example.com', undefined],
  ['acme.azurecr.io.example.com', undefined],
  ['dkr.ecr.eu-west-1.amazonaws.com', undefined],
  ['1.dkr.ecr.eu-west-1.amazonaws.com.example.com', undefined],
  ['ghcr.io', undefined],
])('the registry %s is of %s', (host, expected) => {
  expect(cloud('OCIRepository', `oci://${host}/acme/app`)).toBe(expected);
  expect(cloud('ImageRepository', `${host}/acme/app`)).toBe(expected);
});

test.each([
  ['s3.amazonaws.com', 'aws'],
  ['s3.eu-west-1.amazonaws.com', 'aws'],
  ['s3-eu-west-1.amazonaws.com', 'aws'],
  ['s3.cn-north-1.amazonaws.com.cn', 'aws'],
  ['storage.googleapis.com', 'gcp'],
  ['acme.blob.core.windows.net', 'azure'],
  ['my-s3.amazonaws.com', undefined],
  ['s3.amazonaws.com.example.com', undefined],
  ['my.storage.googleapis.com', undefined],
  ['acme.blob.core.windows.net.example.com', undefined],
  ['minio.example.com', undefined],
])('the storage %s is of %s', (host, expected) => {
  expect(cloud('Bucket', host)).toBe(expected);
});

test.each([
  ['https://dev.azure.com/a', 'azure'],
  ['https://acme.visualstudio.com/a', 'azure'],
  ['ssh://git@dev.azure.com/a', undefined],
  ['https://my.dev.azure.com/a', undefined],
  ['https://git-codecommit.eu-west-1.amazonaws.com/a', 'aws'],
  ['https://my.git-codecommit.eu-west-1.amazonaws.com/a', undefined],
  ['https://git-codecommit.eu-west-1.amazonaws.com.example.com/a', undefined],
  ['https://github.com/a', undefined],
])('the repository %s is of %s', (url, expected) => {
  expect(cloud('GitRepository', url)).toBe(expected);
});

test('releases of Flux that do not know CodeCommit have no provider for it', () => {
  expect(cloud('GitRepository', 'https://git-codecommit.eu-west-1.amazonaws.com/a', false)).toBeUndefined();
  expect(cloud('GitRepository', 'https://dev.azure.com/a', false)).toBe('azure');
});

test('a HelmRepository is of no cloud', () => {
  expect(cloud('HelmRepository', 'https://acme.azurecr.io/helm')).toBeUndefined();
});
