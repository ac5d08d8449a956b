import { Manifest } from '../../src/manifests/manifest';
import { scopeOf } from '../../src/verification/kind-scope';
import { contextsOf } from '../support/rule-fixture';

const crd = (spec: string): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: x }\nspec: ${spec}\n---\n`;

const CRDS =
  crd('{ group: example.com, names: { kind: Thing }, scope: Namespaced }') +
  crd('{ group: example.com, names: { kind: World }, scope: Cluster }') +
  crd('{ group: example.com, names: { kind: Odd }, scope: 7 }') +
  crd('{ group: example.com, scope: Cluster }') +
  crd('null');

test.each([
  ['v1', 'ConfigMap', 'namespaced'],
  ['v1', 'Namespace', 'cluster'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'namespaced'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'cluster'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'namespaced'],
  ['source.toolkit.fluxcd.io/v9', 'OfTheFuture', 'namespaced'],
  ['example.com/v1', 'Thing', 'namespaced'],
  ['example.com/v1', 'World', 'cluster'],
  ['example.com/v1', 'Odd', 'unknown'],
  ['example.com/v1', 'Other', 'unknown'],
  ['other.example.com/v1', 'World', 'unknown'],
])('objects of %s %s are %s', (apiVersion, kind, expected) => {
  const [{ manifests }] = contextsOf(CRDS);
  expect(scopeOf(manifests, new Manifest({ apiVersion, kind, metadata: { name: 'a' } }, { origin: { place: () => ({}) } }))).toBe(expected);
});
