import { ObjectId } from '../../src/manifests/object-id';
import { isAccountOfFlux, isPowerful, mayComeFromChart, rightsIn } from '../../src/verification/rights';
import { contextsOf } from '../support/rule-fixture';

const binding = (kind: string, subjects: string, role = '{ kind: ClusterRole, name: edit }'): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: b${kind === 'RoleBinding' ? ', namespace: apps' : ''} }\nroleRef: ${role}\nsubjects: ${subjects}\n---\n`;

/** What every account is given. */
function grants(text: string): Record<string, string[]> {
  const { all } = rightsIn(contextsOf(text)[0].manifests);
  return Object.fromEntries(
    [...all].map(([account, given]) => [
      account,
      given.map(({ role, isClusterWide, subject }) => `${role} by ${subject.path}${isClusterWide ? ' everywhere' : ''}`),
    ]),
  );
}

test('a binding gives its accounts a role of its namespace, or one of the cluster', () => {
  const account = '{ kind: ServiceAccount, name: flux, namespace: apps }';
  expect(
    grants(
      binding('RoleBinding', `[{ kind: User, name: jo }, ${account}]`) +
        binding('RoleBinding', `[${account}]`, '{ kind: Role, name: own }') +
        binding('ClusterRoleBinding', `[${account}]`),
    ),
  ).toEqual({
    'apps/flux': ['ClusterRole edit by subjects[1]', 'Role apps/own by subjects[0]', 'ClusterRole edit by subjects[0] everywhere'],
  });
});

test.each([
  ['{ kind: ServiceAccount, name: flux, namespace: apps }', ['apps/flux']],
  ['{ kind: User, name: "system:serviceaccount:apps:flux" }', ['apps/flux']],
  ['{ kind: Group, name: "system:serviceaccounts:apps" }', ['apps/*']],
  ['{ kind: Group, name: "system:serviceaccounts" }', ['*/*']],
  ['{ kind: ServiceAccount, name: flux }', []],
  ['{ kind: ServiceAccount, namespace: apps }', []],
  ['{ kind: User, name: "my-system:serviceaccount:apps:flux" }', []],
  ['{ kind: User, name: "system:serviceaccount:apps:flux:x" }', []],
  ['{ kind: User, name: "system:serviceaccounts" }', []],
  ['{ kind: User }', []],
  ['{ kind: Group, name: "my-system:serviceaccounts:apps" }', []],
  ['{ kind: Group, name: "system:serviceaccounts:apps:flux" }', []],
  ['{ kind: Group, name: admins }', []],
  ['{ kind: Group }', []],
  ['{ kind: Robot, name: "system:serviceaccounts" }', []],
  ['7', []],
])('the subject %s is %j', (subject, accounts) => {
  expect(Object.keys(grants(binding('RoleBinding', `[${subject}]`)))).toEqual(accounts);
});

test('an account has what all of its namespace, and all of the cluster, are given', () => {
  const group = (name: string): string => binding('RoleBinding', `[{ kind: Group, name: "system:serviceaccounts${name}" }]`);
  const [{ manifests }] = contextsOf(
    group('') + group(':apps') + group(':other') + binding('RoleBinding', '[{ kind: ServiceAccount, name: flux, namespace: apps }]'),
  );
  const rights = rightsIn(manifests);
  expect(rights.of('apps', 'flux').map(({ subject }) => subject.value.name as string)).toEqual(['flux']);
  expect(rights.alsoAsMember('apps', 'flux').map(({ subject }) => subject.value.name as string)).toEqual([
    'flux',
    'system:serviceaccounts:apps',
    'system:serviceaccounts',
  ]);
  expect(rights.alsoAsMember('else', 'flux')).toHaveLength(1);
});

const RBAC = 'rbac.authorization.k8s.io';

test.each([
  ['apiGroups: ["*"], resources: ["*"], verbs: ["*"]', true],
  ['apiGroups: [""], resources: [secrets], verbs: [list]', true],
  ['apiGroups: [""], resources: [pods], verbs: [create]', true],
  ['apiGroups: [apps], resources: [deployments], verbs: [patch]', true],
  ['apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate]', true],
  ['apiGroups: [""], resources: [users], verbs: [impersonate]', true],
  ['apiGroups: [""], resources: [secrets], verbs: [delete]', false],
  ['apiGroups: [example.com], resources: [secrets], verbs: [get]', false],
  ['apiGroups: [""], resources: [pods], verbs: [get, list, watch]', false],
  ['apiGroups: [""], resources: [configmaps], verbs: ["*"]', false],
  ['apiGroups: [""], resources: [7, null], verbs: [create]', false],
])('a role with { %s } is powerful: %s', (rule, expected) => {
  const [{ manifests }] = contextsOf(`apiVersion: ${RBAC}/v1\nkind: ClusterRole\nmetadata: { name: own }\nrules: [{ ${rule} }]`);
  expect(isPowerful(manifests, new ObjectId(RBAC, 'ClusterRole', 'own'))).toBe(expected);
});

test('of the roles of Kubernetes it is known, of others that are not there it is not', () => {
  const [{ manifests }] = contextsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }');
  const roles = ['cluster-admin', 'admin', 'edit', 'view', 'own'];
  expect(roles.map((name) => isPowerful(manifests, new ObjectId(RBAC, 'ClusterRole', name)))).toEqual([true, true, true, false, false]);
});

test('a chart may hold anything of the namespace into which it is installed, and of the cluster', () => {
  const [context] = contextsOf(
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a, namespace: apps }\nspec: { targetNamespace: web }',
  );
  expect([mayComeFromChart(context, 'web'), mayComeFromChart(context, 'apps'), mayComeFromChart(context)]).toEqual([true, false, true]);
  const [none] = contextsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }');
  expect([mayComeFromChart(none, 'apps'), mayComeFromChart(none)]).toEqual([false, false]);
});

test('the controllers, the operator and the watcher of sources bring their accounts, in the namespace of Flux', () => {
  const [context] = contextsOf(
    'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: { name: flux, namespace: gitops }\nspec: {}',
  );
  const names = ['kustomize-controller', 'flux-operator', 'source-watcher', 'flux'];
  expect(names.map((name) => isAccountOfFlux(context, 'gitops', name))).toEqual([true, true, true, false]);
  expect(names.map((name) => isAccountOfFlux(context, 'flux-system', name))).toEqual([false, false, false, false]);
});
