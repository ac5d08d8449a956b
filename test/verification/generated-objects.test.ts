import { Manifest } from '../../src/manifests/manifest';
import { YamlSource } from '../../src/manifests/yaml-source';
import { generatedObjects, isFluxObject } from '../../src/verification/generated-objects';

const documentsOf = (text: string): Manifest[] => new YamlSource('a.yaml', text).documents;

/** What controllers make of one object, with the line where it is said. */
function made(text: string): { object: unknown; line?: number }[] {
  const [maker] = documentsOf(text);
  return generatedObjects([maker]).map((manifest) => {
    expect(manifest.generatedBy).toBe(maker);
    return { object: manifest.object as unknown, line: manifest.root.place.line };
  });
}

const instance = (sync: string, cluster = '{}', metadata = '{ name: flux, namespace: flux-system }'): string =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: ${metadata}\nspec:\n  cluster: ${cluster}\n  sync: ${sync}\n`;

test('an instance makes the source and the Kustomization of its sync', () => {
  const metadata = { name: 'flux-system', namespace: 'flux-system' };
  expect(made(instance('{ kind: GitRepository, url: https://github.com/acme/fleet, path: clusters/edge }'))).toEqual([
    {
      object: {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata,
        spec: { url: 'https://github.com/acme/fleet', interval: '1m' },
      },
      line: 6,
    },
    {
      object: {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata,
        spec: { interval: '10m', path: 'clusters/edge', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
      },
      line: 6,
    },
  ]);
});

test('what an instance says about its sync is in both', () => {
  const sync =
    '{ kind: OCIRepository, name: fleet, url: oci://ghcr.io/acme/fleet, path: ., interval: 5m, pullSecret: registry, provider: aws }';
  expect(made(instance(sync, '{ multitenant: true }', '{ name: flux, namespace: gitops }')).map(({ object }) => object)).toEqual([
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'fleet', namespace: 'gitops' },
      spec: { url: 'oci://ghcr.io/acme/fleet', interval: '5m', secretRef: { name: 'registry' }, provider: 'aws' },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'fleet', namespace: 'gitops' },
      spec: {
        interval: '10m',
        path: '.',
        prune: true,
        sourceRef: { kind: 'OCIRepository', name: 'fleet' },
        serviceAccountName: 'kustomize-controller',
      },
    },
  ]);
});

test.each([
  ['{ kind: Helm, url: oci://ghcr.io/acme/fleet }', ['OCIRepository flux-system/flux-system', 'Kustomization flux-system/flux-system']],
  [
    '{ kind: Helm, url: "https://acme.io/?from=oci://" }',
    ['GitRepository flux-system/flux-system', 'Kustomization flux-system/flux-system'],
  ],
  ['{ kind: Helm }', ['GitRepository flux-system/flux-system', 'Kustomization flux-system/flux-system']],
  ['{ kind: Bucket, url: minio.acme.io }', ['Bucket flux-system/flux-system', 'Kustomization flux-system/flux-system']],
  ['{ url: https://github.com/acme/fleet }', []],
])('the sync %s makes %j', (sync, expected) => {
  expect(generatedObjects(documentsOf(instance(sync))).map(String)).toEqual(expected);
});

test('a generator makes the artifacts whose names it says', () => {
  const text = `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: apps, namespace: flux-system }
spec:
  artifacts:
    - name: web
    - name: "{{ path }}"
    - originRevision: "@app"
`;
  const sourceRef = {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    name: 'apps',
    namespace: 'flux-system',
  };
  expect(made(text)).toEqual([
    {
      object: {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'ExternalArtifact',
        metadata: { name: 'web', namespace: 'flux-system' },
        spec: { sourceRef },
      },
      line: 6,
    },
  ]);
});

test.each([
  ['external-secrets.io/v1', 'ExternalSecret', '{ target: { name: other } }', 'other'],
  ['external-secrets.io/v1', 'ExternalSecret', '{}', 'a'],
  ['onepassword.com/v1', 'OnePasswordItem', '{}', 'a'],
  ['bitnami.com/v1alpha1', 'SealedSecret', '{}', 'a'],
  ['cert-manager.io/v1', 'Certificate', '{ secretName: a-tls }', 'a-tls'],
  ['cert-manager.io/v1', 'Certificate', '{}', 'a'],
])('of %s a %s with %s makes the Secret %s', (apiVersion, kind, spec, name) => {
  const maker = (labels: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: apps${labels} }\nspec: ${spec}\n`;
  expect(made(maker(', labels: { team: web }'))).toEqual([
    { object: { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'apps', labels: { team: 'web' } } }, line: 1 },
  ]);
  expect(made(maker(''))).toEqual([{ object: { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'apps' } }, line: 1 }]);
});

test('what it makes belongs to whoever applies it', () => {
  const [sealed, layer] = documentsOf(
    'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: a }\n---\nkind: Kustomization\nmetadata: { name: layer }\n',
  );
  const applied = new Manifest(sealed.object, { origin: sealed._origin, applier: layer });
  expect(generatedObjects([applied]).map(({ applier }) => applier)).toEqual([layer]);
});

test.each([
  ['source.toolkit.fluxcd.io/v1', true],
  ['source.extensions.fluxcd.io/v1beta1', true],
  ['fluxcd.controlplane.io/v1', true],
  ['fluxcd.controlplane.io.example.com/v1', false],
  ['notfluxcd.controlplane.io/v1', false],
  ['apps/v1', false],
  ['v1', false],
])('%s belongs to Flux: %s', (apiVersion, expected) => {
  expect(isFluxObject(new Manifest({ apiVersion, kind: 'X' }, { origin: { place: () => ({}) } }))).toBe(expected);
});
