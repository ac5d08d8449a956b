import { App, Chart, JsonPatch } from 'cdk8s';
import { ClusterRoleBinding, Role, RoleBinding, RoleRef, ServiceAccount } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const deployer = (chart: Chart) => ServiceAccount.fromServiceAccountName(chart, 'deployer', 'deployer', 'team-a');

test('writes a Role whose rules mean the core group where none is named', () => {
  const rules = [
    { resources: ['configmaps'], verbs: ['get', 'list'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'], resourceNames: ['podinfo'] },
  ];

  expect(synthOne((chart) => new Role(chart, 'reader', { rules }))).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'reader', namespace: 'apps' },
    rules: [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] },
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['podinfo'], verbs: ['patch'] },
    ],
  });
});

test.each([
  [RoleRef.clusterRole('admin'), { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' }],
  [RoleRef.role('reader'), { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' }],
])('writes a RoleBinding to %j', (role, roleRef) => {
  const manifest = synthOne(
    (chart) =>
      new RoleBinding(chart, 'deployer-rights', { namespace: 'team-a', labels: { team: 'a' }, role, serviceAccounts: [deployer(chart)] }),
  );

  expect(manifest).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'deployer-rights', namespace: 'team-a', labels: { team: 'a' } },
    roleRef,
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'team-a' }],
  });
});

test('writes a ClusterRoleBinding, which has no namespace', () => {
  const manifest = synthOne(
    (chart) => new ClusterRoleBinding(chart, 'flux-admin', { clusterRole: 'cluster-admin', serviceAccounts: [deployer(chart)] }),
  );

  expect(manifest).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'flux-admin' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'team-a' }],
  });
});

test('a json patch may add a subject that is not a service account', () => {
  const group = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-a' };
  const patch = JsonPatch.add('/subjects/-', group);

  const manifest = synthOne((chart) => {
    const binding = new RoleBinding(chart, 'rights', { role: RoleRef.clusterRole('view'), serviceAccounts: [deployer(chart)] });
    binding.apiObject.addJsonPatch(patch);
  });

  expect(manifest.subjects).toEqual([{ kind: 'ServiceAccount', name: 'deployer', namespace: 'team-a' }, group]);
});

test.each([
  [Role, (chart: Chart) => new Role(chart, 'rights', { rules: [] })],
  [
    ClusterRoleBinding,
    (chart: Chart) => new ClusterRoleBinding(chart, 'rights', { clusterRole: 'view', serviceAccounts: [deployer(chart)] }),
  ],
])('a json patch acts on a %o', (_class, define) => {
  const manifest = synthOne((chart) => define(chart).apiObject.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'a' })));

  expect(manifest.metadata.labels).toEqual({ team: 'a' });
});

test.each([
  [
    'a binding of nobody is refused',
    () => new RoleBinding(testChart(), 'rights', { role: RoleRef.clusterRole('view'), serviceAccounts: [] }),
    [
      "RoleBinding 'prod/rights': serviceAccounts must be one service account at least, got [].",
      "  fix: serviceAccounts: [new ServiceAccount(this, 'deployer')]",
    ],
  ],
  [
    'an account without a namespace is refused',
    () => {
      const chart = new Chart(new App(), 'prod');
      new ClusterRoleBinding(chart, 'rights', { clusterRole: 'view', serviceAccounts: [new ServiceAccount(chart, 'deployer')] });
    },
    [
      `ClusterRoleBinding 'prod/rights': serviceAccounts must be service accounts whose namespace is known; the API server refuses the others, got "deployer".`,
      "  fix: namespace: 'apps' in the props of 'deployer' or of its chart",
    ],
  ],
  [
    'a role whose name cannot be part of an address is refused',
    () => RoleRef.role('team-a/admin'),
    [`RoleRef.role(): name must be the name of a role, without '/', '%' and spaces, got "team-a/admin".`, "  fix: RoleRef.role('edit')"],
  ],
])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});

test('a role of the system is legal, although its name has colons', () => {
  expect(RoleRef.clusterRole('system:auth-delegator').name).toBe('system:auth-delegator');
});
