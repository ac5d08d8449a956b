import { fileStem } from '../../src/repository/file-name';

/** The file of an object in a layer of the namespace `apps`. */
const stemOf = (kind: string, name: string, namespace?: string, placement = {}, components = true) =>
  fileStem({ object: { apiVersion: 'v1', kind, metadata: { name, namespace } }, placement, roomNamespace: 'apps', components });

test.each([
  ['GitRepository', 'source'],
  ['OCIRepository', 'source'],
  ['HelmRepository', 'source'],
  ['HelmChart', 'source'],
  ['Bucket', 'source'],
  ['HelmRelease', 'release'],
  ['Kustomization', 'sync'],
  ['ServiceAccount', 'rbac'],
  ['Role', 'rbac'],
  ['RoleBinding', 'rbac'],
  ['ClusterRole', 'rbac'],
  ['ClusterRoleBinding', 'rbac'],
  ['Namespace', 'namespace'],
  ['NetworkPolicy', 'network-policy'],
  ['CustomResourceDefinition', 'custom-resource-definition'],
  ['IPAddressPool', 'ip-address-pool'],
  ['HTTPRoute', 'http-route'],
  ['K8sRequiredLabels', 'k8s-required-labels'],
])('a %s stands in a file named %s', (kind, role) => {
  expect(stemOf(kind, 'podinfo', 'apps')).toBe(`podinfo/${role}`);
});

test.each([
  ['an object of the layer’s namespace has a component of its own', ['ConfigMap', 'web', 'apps'], 'web/config-map'],
  ['an object without a namespace as well', ['ClusterIssuer', 'letsencrypt', undefined], 'letsencrypt/cluster-issuer'],
  ['an object of another namespace stands in the component of that', ['ConfigMap', 'web', 'other'], 'other/web-config-map'],
  ['unless it has the same name', ['ConfigMap', 'other', 'other'], 'other/config-map'],
  ['a construct may name the component', ['HelmRelease', 'podinfo', 'apps', { component: 'podinfo' }], 'podinfo/release'],
  [
    'an object of another name then has it in its file',
    ['ConfigMap', 'settings', 'apps', { component: 'podinfo' }],
    'podinfo/settings-config-map',
  ],
  ['rights of one component stand in one file', ['RoleBinding', 'flux', 'apps', { component: 'team-a' }], 'team-a/rbac'],
  [
    'a construct may name the file',
    ['ResourceQuota', 'x', 'apps', { component: 'team-a', file: 'resource-quota' }],
    'team-a/resource-quota',
  ],
] as [string, [string, string, string | undefined, object?], string][])('%s', (_sentence, [kind, name, namespace, placement], stem) => {
  expect(stemOf(kind, name, namespace, placement)).toBe(stem);
});

test.each([
  ['the directory of a cluster is flat', ['Kustomization', 'apps', {}], 'apps-sync'],
  ['where a construct may name the file', ['Kustomization', 'apps', { file: 'apps' }], 'apps'],
  ['and the component', ['HelmRelease', 'podinfo', { component: 'podinfo' }], 'podinfo/release'],
] as [string, [string, string, object], string][])('%s', (_sentence, [kind, name, placement], stem) => {
  expect(stemOf(kind, name, 'flux-system', placement, false)).toBe(stem);
});
