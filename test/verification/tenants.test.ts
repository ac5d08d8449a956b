import { contextsOf } from '../support/rule-fixture';
import { tenantsOf } from '../../src/verification/tenants';

function tenants(text: string): { declared: boolean; shared: boolean; names: string[] } {
  const { isDeclared, isShared, all } = tenantsOf(contextsOf(text)[0]);
  return { declared: isDeclared, shared: isShared, names: all.map(({ name, isPlatform }) => (isPlatform ? `${name} (platform)` : name)) };
}

const namespace = (name: string, labels = '{}'): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: ${labels} }\n---\n`;
const sync = (name: string, account = ''): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: ${name} }\nspec: { path: ./, prune: true, interval: 1h, ${account} sourceRef: { kind: GitRepository, name: ${name} } }\n---\n`;
const source = (name: string): string =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: ${name}, namespace: ${name} }\nspec: { url: "https://a/b" }\n---\n`;
const binding = (name: string, kind = 'RoleBinding', annotations = '{}'): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, ${kind === 'RoleBinding' ? `namespace: ${name},` : ''} annotations: ${annotations} }\nroleRef: { kind: ClusterRole, name: admin }\nsubjects: [{ kind: ServiceAccount, name: flux, namespace: ${name} }]\n---\n`;
const account = 'serviceAccountName: flux,';
const LABEL = '{ toolkit.fluxcd.io/tenant: dev-team }';
const ROLE = '{ toolkit.fluxcd.io/role: tenant }';
const NONE = { declared: false, shared: false, names: [] };

test('a label alone makes no tenant: the examples of Flux label what belongs to the platform', () => {
  expect(tenants(namespace('podinfo', LABEL) + sync('podinfo'))).toEqual(NONE);
});

test('a namespace that says so is a tenant', () => {
  expect(tenants(namespace('a', ROLE))).toEqual({ declared: false, shared: true, names: ['a'] });
});

test('a namespace that says that it is something else is none, whatever else it has', () => {
  expect(tenants(namespace('a', '{ toolkit.fluxcd.io/role: infrastructure, toolkit.fluxcd.io/tenant: a }') + sync('a', account))).toEqual(
    NONE,
  );
});

test('a label together with an account of its own makes a tenant', () => {
  expect(tenants(namespace('a', LABEL) + sync('a', account)).names).toEqual(['dev-team']);
});

test('so does a label together with an account that is labelled, as flux create tenant writes it', () => {
  const labelled = `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: dev-team, namespace: a, labels: ${LABEL} }\n---\n`;
  expect(tenants(namespace('a', LABEL) + labelled).names).toEqual(['dev-team']);
});

test('an account for a remote cluster is none of the namespace', () => {
  expect(tenants(namespace('a', LABEL) + sync('a', `kubeConfig: { secretRef: { name: x } }, ${account}`))).toEqual(NONE);
});

test('without labels, a source of its own and an account with rights only there make a tenant', () => {
  const complete = namespace('a') + sync('a', account) + source('a') + binding('a');
  expect(tenants(complete).names).toEqual(['a']);
  expect(tenants(namespace('a') + sync('a') + source('a') + binding('a'))).toEqual(NONE);
  expect(tenants(namespace('a') + sync('a', account) + binding('a'))).toEqual(NONE);
  expect(tenants(namespace('a') + sync('a', account) + source('a'))).toEqual(NONE);
  // A component of the platform has rights everywhere.
  expect(tenants(complete + binding('a', 'ClusterRoleBinding'))).toEqual(NONE);
});

test('its source must be there, and its account must have rights there', () => {
  const at = (text: string, space: string): string => text.replace('namespace: a }', `namespace: ${space} }`);
  const elsewhere = sync('a', account).replace('name: a } }', 'name: a, namespace: b } }');
  expect(tenants(namespace('a') + elsewhere + source('a') + at(source('a'), 'b') + binding('a'))).toEqual(NONE);
  expect(tenants(namespace('a') + sync('a', account) + at(source('a'), 'b') + binding('a'))).toEqual(NONE);
  expect(tenants(namespace('a') + sync('a', account) + source('a') + binding('a').replace('namespace: a,', 'namespace: b,'))).toEqual(NONE);
  const without = sync('a', account).replace('sourceRef: { kind: GitRepository, name: a }', 'timeout: 1m');
  expect(tenants(namespace('a') + without + source('a') + binding('a'))).toEqual(NONE);
});

test('one sync of several is enough, whatever else it refers to', () => {
  const other = sync('a').replace('name: a, namespace: a', 'name: other, namespace: a');
  const dependent = sync('a', `dependsOn: [{ name: b, namespace: b }], decryption: { secretRef: { name: x } }, ${account}`);
  expect(tenants(namespace('a') + other + dependent + source('a') + binding('a')).names).toEqual(['a']);
  expect(tenants(namespace('a') + dependent + other + source('a') + binding('a')).names).toEqual(['a']);
});

test('an account that is not labelled is nobody’s own', () => {
  const plain = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: dev-team, namespace: a }\n---\n';
  expect(tenants(namespace('a', LABEL) + plain)).toEqual(NONE);
});

test('the project has the last word', () => {
  expect(tenants('# settings: {"multiTenant": true}\n' + namespace('a', LABEL))).toEqual({
    declared: true,
    shared: true,
    names: ['dev-team'],
  });
  expect(tenants('# settings: {"multiTenant": false}\n' + namespace('a', ROLE))).toEqual(NONE);
});

test('a flag that makes sense only with tenants declares them', () => {
  const controller = (flag: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: helm-controller, namespace: flux-system }\nspec: { template: { spec: { containers: [{ args: [${flag}] }] } } }\n`;
  expect(tenants(controller('--no-cross-namespace-refs'))).toEqual({ declared: true, shared: true, names: [] });
  expect(tenants(controller('--default-service-account=default')).declared).toBe(true);
  expect(tenants(controller('--no-cross-namespace-refs=false')).declared).toBe(false);
  expect(tenants(controller('--no-remote-bases=true')).declared).toBe(false);
});

test('the namespaces of Flux and of Kubernetes are nobody else’s', () => {
  expect(tenants(['flux-system', 'default', 'kube-system'].map((name) => namespace(name, ROLE)).join(''))).toEqual(NONE);
  const elsewhere =
    'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: { name: flux, namespace: gitops }\nspec: {}\n---\n';
  expect(tenants(elsewhere + namespace('gitops', ROLE))).toEqual(NONE);
});

test('a tenant belongs to the platform when the settings say so, or a binding', () => {
  expect(tenants('# settings: {"platformTenants": ["a"]}\n' + namespace('a', ROLE)).names).toEqual(['a (platform)']);
  const reason = '{ cdk8s-fluxcd/reason: runs the storage }';
  expect(tenants(namespace('a', ROLE) + sync('a', account) + binding('a', 'ClusterRoleBinding', reason)).names).toEqual(['a (platform)']);
  expect(tenants(namespace('a', ROLE) + sync('a', account) + binding('a', 'ClusterRoleBinding')).names).toEqual(['a']);
});

test('what says nothing of itself makes no tenant', () => {
  const nothing = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\n---\n';
  const odd =
    nothing + 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { serviceAccountName: a }\n---\n';
  expect(tenants(odd + sync('a', 'serviceAccountName: 7,') + namespace('a', LABEL))).toEqual(NONE);
});

test('a release beside the sync of a tenant is somebody else’s', () => {
  const release =
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: r, namespace: a }\nspec: { serviceAccountName: other }\n---\n';
  const accounts = (text: string): string[] => [...tenantsOf(contextsOf(text)[0]).all[0].accounts];
  expect(accounts(namespace('a', ROLE) + sync('a', account) + release)).toEqual(['flux']);
  expect(accounts(namespace('a', ROLE) + release)).toEqual(['other']);
});
