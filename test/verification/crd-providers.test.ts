import { crdProvidersOf } from '../../src/verification/crd-providers';
import { contextsOf } from '../support/rule-fixture';

const release = (name: string, spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: ${name}, namespace: apps }\nspec: ${spec}\n---\n`;
const source = (kind: string, name: string, spec: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: apps }\nspec: ${spec}\n---\n`;
const crd = (spec: string): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.example.com }\nspec: ${spec}\n---\n`;

function provided(text: string) {
  const { definitions, releases, unknown } = crdProvidersOf(contextsOf(text)[0].manifests);
  const named = (map: ReadonlyMap<string, readonly { name: string }[]>) =>
    Object.fromEntries([...map].map(([key, all]) => [key, all.map(({ name }) => name)]));
  return { definitions: named(definitions), releases: named(releases), unknown: unknown.map(({ name }) => name) };
}

const TRUST = { definitions: {}, releases: { 'trust.cert-manager.io': ['trust'] }, unknown: [] };
const UNKNOWN = { definitions: {}, releases: {}, unknown: ['trust'] };
const chart = (kind: string, path: string): string => `{ chart: { spec: { chart: ${path}, sourceRef: { kind: ${kind}, name: charts } } } }`;

test.each([
  ['of a repository', release('trust', chart('HelmRepository', 'trust-manager')), TRUST],
  ['of a folder of a repository', release('trust', chart('HelmRepository', 'jetstack/trust-manager')), TRUST],
  ['in a repository of files, which may be anybody’s', release('trust', chart('GitRepository', './trust-manager')), UNKNOWN],
  [
    'in a registry',
    release('trust', '{ dependsOn: [{ name: other }], chartRef: { kind: OCIRepository, name: chart } }') +
      source('OCIRepository', 'chart', '{ url: oci://ghcr.io/jetstack/trust-manager/ }'),
    TRUST,
  ],
  [
    'of its own',
    release('trust', '{ chartRef: { kind: HelmChart, name: chart } }') + source('HelmChart', 'chart', '{ chart: trust-manager }'),
    TRUST,
  ],
  [
    'in what a generator makes',
    release('trust', '{ chartRef: { kind: ExternalArtifact, name: chart } }') +
      source('ExternalArtifact', 'chart', '{ chart: trust-manager }'),
    UNKNOWN,
  ],
  ['that is not there', release('trust', '{ chartRef: { kind: OCIRepository, name: chart } }'), UNKNOWN],
  [
    'without an address',
    release('trust', '{ chartRef: { kind: OCIRepository, name: chart } }') + source('OCIRepository', 'chart', '{}'),
    UNKNOWN,
  ],
  ['that nobody names', release('trust', '{ dependsOn: [{ name: trust-manager }] }'), UNKNOWN],
  ['that nobody knows', release('trust', chart('HelmRepository', 'my-app')), UNKNOWN],
  ['that brings none', release('trust', chart('HelmRepository', 'podinfo')), { definitions: {}, releases: {}, unknown: [] }],
  ['with the name of a method', release('trust', chart('HelmRepository', 'toString')), UNKNOWN],
])('a release of a chart %s brings what the chart does', (_, text, expected) => {
  expect(provided(text)).toEqual(expected);
});

test('definitions in the repository are known by their kind and group, one of each cluster or more', () => {
  const thing = crd('{ group: example.com, names: { kind: Thing } }');
  expect(provided(thing + thing + crd('{ group: example.com, names: { kind: Other } }')).definitions).toEqual({
    'Thing.example.com': ['things.example.com', 'things.example.com'],
    'Other.example.com': ['things.example.com'],
  });
});

test('a custom resource has what defines it, and what may', () => {
  const [{ manifests }] = contextsOf(
    crd('{ group: trust.cert-manager.io, names: { kind: Bundle } }') +
      release('trust', chart('HelmRepository', 'trust-manager')) +
      'apiVersion: trust.cert-manager.io/v1alpha1\nkind: Bundle\nmetadata: { name: a }\n',
  );
  expect(crdProvidersOf(manifests).of(manifests.manifests[2]).map(String)).toEqual([
    'CustomResourceDefinition things.example.com',
    'HelmRelease apps/trust',
  ]);
});
