import { hostOf, registryOf, schemeOf, withoutScheme } from '../../../src/rules/source/address';
import { InvalidSourceAddress } from '../../../src/rules/source/invalid-source-address/rule';
import { contextsOf } from '../../support/rule-fixture';

test.each([
  ['https://github.com/acme/app', 'https', 'github.com/acme/app', 'github.com'],
  ['SSH://git@Git.Example.com:2222/a', 'ssh', 'git@Git.Example.com:2222/a', 'git.example.com'],
  ['oci://registry:5000', 'oci', 'registry:5000', 'registry'],
  ['https://jo:pass@host.io/a@b:c', 'https', 'jo:pass@host.io/a@b:c', 'host.io'],
  ['minio.example.com:9000', undefined, 'minio.example.com:9000', 'minio.example.com'],
])('%s has the scheme %s, the rest %s and the host %s', (url, scheme, rest, host) => {
  expect([schemeOf(url), withoutScheme(url), hostOf(url)]).toEqual([scheme, rest, host]);
});

test.each([
  ['nginx', 'docker.io'],
  ['library/nginx', 'docker.io'],
  ['nginx:1.29', 'docker.io'],
  ['ghcr.io/acme/app', 'ghcr.io'],
  ['registry:5000/app', 'registry'],
  ['localhost/app', 'localhost'],
  ['GHCR.io/app', 'ghcr.io'],
])('the image %s is of %s', (image, registry) => {
  expect(registryOf(image)).toBe(registry);
});

/** What is said about an address, what to write, and the changes that are certain. */
function told(kind: string, spec: string): { message: string; fix?: string; edits: string[] }[] {
  const group = kind === 'ImageRepository' ? 'image' : 'source';
  const [context] = contextsOf(
    `apiVersion: ${group}.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: a, namespace: b }\nspec: ${spec}`,
  );
  return new InvalidSourceAddress().check(context).map(({ message, fix, edits }) => ({
    message,
    fix,
    edits: edits.map(({ action, field, key, value }) => `${action} ${field.path}${key ? ` ${key}` : ''} ${JSON.stringify(value)}`),
  }));
}

const replaced = (message: string, field: string, url: string): object => ({
  message,
  fix: `Write ${url}.`,
  edits: [`replace spec.${field} "${url}"`],
});
const HTTPS_OR_SSH = { fix: 'Write an address that starts with https:// or ssh://.', edits: [] };

test.each<[string, string, object]>([
  [
    'GitRepository',
    'git@github.com:a/b.git',
    replaced('GitRepository b/a has the scp form of an address', 'url', 'ssh://git@github.com/a/b.git'),
  ],
  [
    'GitRepository',
    'git.example.com:a/b',
    replaced('GitRepository b/a has the scp form of an address', 'url', 'ssh://git.example.com/a/b'),
  ],
  ['GitRepository', 'git.example.com:2222/b', { message: 'GitRepository b/a has an address without a scheme', ...HTTPS_OR_SSH }],
  ['GitRepository', 'ftp://git.example.com/b', { message: 'GitRepository b/a has an address with the scheme ftp', ...HTTPS_OR_SSH }],
  [
    'GitRepository',
    'https://github.com:a/b',
    replaced('GitRepository b/a has a colon where the path starts, which is read as a port', 'url', 'https://github.com/a/b'),
  ],
  ['OCIRepository', 'ghcr.io/a/b', replaced('OCIRepository b/a has an address without oci://', 'url', 'oci://ghcr.io/a/b')],
  [
    'OCIRepository',
    'https://ghcr.io/a/b',
    { message: 'OCIRepository b/a has an address with the scheme https', fix: 'Write an address that starts with oci://.', edits: [] },
  ],
  [
    'OCIRepository',
    'oci://registry:5000/a/b:1.0.0',
    {
      message: 'OCIRepository b/a has a tag in its address',
      fix: 'Write oci://registry:5000/a/b, and ref.tag: 1.0.0.',
      edits: ['replace spec.url "oci://registry:5000/a/b"', 'add spec ref {"tag":"1.0.0"}'],
    },
  ],
  [
    'OCIRepository',
    'oci://ghcr.io/a@sha256:1',
    {
      message: 'OCIRepository b/a has a digest in its address',
      fix: 'Write oci://ghcr.io/a, and say the version in ref.',
      edits: ['replace spec.url "oci://ghcr.io/a"'],
    },
  ],
  [
    'HelmRepository',
    'charts.example.com',
    {
      message: 'HelmRepository b/a has an address that is neither https:// nor oci://',
      fix: 'Write an address that starts with https://.',
      edits: [],
    },
  ],
  [
    'HelmRepository',
    'oci://ghcr.io/a',
    {
      message: 'HelmRepository b/a has an oci:// address, which a HelmRepository of type default refuses',
      fix: 'Make it an OCIRepository with the address of the chart, and name that in chartRef.',
      edits: [],
    },
  ],
  ['ImageRepository', 'oci://ghcr.io/a:1', replaced('ImageRepository b/a has an image with the scheme oci', 'image', 'ghcr.io/a')],
  ['ImageRepository', 'nginx:1.29', replaced('ImageRepository b/a has an image with a tag', 'image', 'nginx')],
  ['ImageRepository', 'registry:5000/a:1', replaced('ImageRepository b/a has an image with a tag', 'image', 'registry:5000/a')],
  ['ImageRepository', 'nginx@sha256:1', replaced('ImageRepository b/a has an image with a digest', 'image', 'nginx')],
])('of a %s, %s', (kind, url, expected) => {
  expect(told(kind, `{ ${kind === 'ImageRepository' ? 'image' : 'url'}: "${url}" }`)).toEqual([expected]);
});

test.each([
  ['GitRepository', 'https://git.example.com:8443/a'],
  ['GitRepository', 'HTTPS://git.example.com/a'],
  ['GitRepository', 'https://[::1]/a'],
  ['GitRepository', 'https://jo:word@git.example.com/a'],
  ['OCIRepository', 'oci://registry:5000'],
  ['OCIRepository', 'oci://registry:5000/a'],
  ['HelmRepository', 'http://charts.example.com'],
])('of a %s, %s is right', (kind, url) => {
  expect(told(kind, `{ url: "${url}" }`)).toEqual([]);
});

test('a version in the address beside a ref is only taken out of the address', () => {
  expect(told('OCIRepository', '{ url: "oci://ghcr.io/a:1.0.0", ref: { semver: "1.x" } }')).toEqual([
    {
      message: 'OCIRepository b/a has a tag in its address',
      fix: 'Write oci://ghcr.io/a, and say the version in ref.',
      edits: ['replace spec.url "oci://ghcr.io/a"'],
    },
  ]);
});
