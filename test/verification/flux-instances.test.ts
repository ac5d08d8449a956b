import { Manifest } from '../../src/manifests/manifest';
import { ManifestSet } from '../../src/manifests/manifest-set';
import { YamlSource } from '../../src/manifests/yaml-source';
import { fluxInstancesIn, fluxInstancesOf, hasFluxOperator } from '../../src/verification/flux-instances';
import { generatedObjects } from '../../src/verification/generated-objects';

const SOURCE = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: chart, namespace: flux-system }
spec: { interval: 12h, url: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-instance', ref: { tag: 0.58.0 } }
---`;

function objects(text: string): Manifest[] {
  return new YamlSource('flux.yaml', text).documents;
}

function release(spec: string, source = SOURCE): Manifest[] {
  return objects(`${source}
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: instance, namespace: flux-system }
spec:
  interval: 12h
  chartRef: { kind: OCIRepository, name: chart }
  ${spec}`);
}

test('a release of the chart flux-instance brings the FluxInstance of its values', () => {
  const manifests = release(
    'values: { instance: { components: [source-controller], cluster: { multitenant: true }, sync: { url: "https://github.com/acme/fleet" } } }',
  );
  const [instance] = fluxInstancesOf(manifests);
  expect(instance.object).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: {
      components: ['source-controller'],
      cluster: { multitenant: true },
      sync: { kind: 'GitRepository', url: 'https://github.com/acme/fleet' },
    },
  });
  expect(instance.generatedBy).toBe(manifests[1]);
  expect(instance.at('spec', 'sync', 'url').place).toEqual(manifests[1].at('spec', 'values', 'instance', 'sync', 'url').place);
  expect(instance.at('metadata', 'name').place).toEqual(manifests[1].at('spec', 'values', 'instance').place);
});

test('what the FluxInstance of a chart makes is in the cluster', () => {
  const manifests = release('values: { instance: { sync: { kind: OCIRepository, url: "oci://ghcr.io/acme/fleet", name: fleet } } }');
  expect(generatedObjects(manifests).map(String)).toEqual([
    'FluxInstance flux-system/flux',
    'OCIRepository flux-system/fleet',
    'Kustomization flux-system/fleet',
  ]);
});

test('a FluxInstance without an address has no sync', () => {
  const manifests = release('values: { instance: { sync: { path: clusters/prod } } }');
  expect(generatedObjects(manifests).map(String)).toEqual(['FluxInstance flux-system/flux']);
});

test('the namespace is that of the release', () => {
  const [instance] = fluxInstancesOf(release('targetNamespace: flux\n  values: { instance: {} }'));
  expect(String(instance)).toBe('FluxInstance flux/flux');
});

test.each([
  ['other values', 'values: { instance: {} }\n  valuesFrom: [{ kind: ConfigMap, name: flux }]'],
  ['another cluster', 'values: { instance: {} }\n  kubeConfig: { secretRef: { name: other } }'],
  ['no values', 'timeout: 5m'],
])('nothing is known of the FluxInstance of a release with %s', (_, spec) => {
  const set = new ManifestSet(release(spec));
  expect(fluxInstancesIn(set)).toEqual([]);
  expect(hasFluxOperator(set)).toBe(true);
});

test('another chart may have a value called instance', () => {
  const set = new ManifestSet(release('values: { instance: {} }', SOURCE.replace('flux-instance', 'database')));
  expect(fluxInstancesIn(set)).toEqual([]);
  expect(hasFluxOperator(set)).toBe(false);
});
