import { ObjectId } from '../../src/manifests/object-id';
import { nearest, Resolution, resolve } from '../../src/verification/existence';
import { contextsOf } from '../support/rule-fixture';

/** What is known of `Kind namespace/name`, or of `Kind.group name`, in a cluster that has only a Namespace. */
function known(object: string): Resolution {
  const [, kind, group = '', namespace, name] = /^(\w+)(?:\.(\S+))? (?:(.+)\/)?(.+)$/.exec(object)!;
  const [context] = contextsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }');
  return resolve(context, new ObjectId(group, kind, name, namespace));
}

test.each([
  'Namespace default',
  'Namespace kube-system',
  'ServiceAccount apps/default',
  'ServiceAccount flux-system/source-controller',
  'ConfigMap apps/kube-root-ca.crt',
  'Role.rbac.authorization.k8s.io kube-system/any',
  'Role.rbac.authorization.k8s.io kube-public/any',
  'ClusterRole.rbac.authorization.k8s.io view',
  'ClusterRole.rbac.authorization.k8s.io system:node',
  'ClusterRole.rbac.authorization.k8s.io kubeadm:get-nodes',
])('every cluster has %s', (object) => {
  expect(known(object)).toEqual({ exists: true });
});

test.each([
  'Namespace my-kube-tools',
  'ServiceAccount apps/source-controller',
  'ServiceAccount flux-system/reconciler',
  'ServiceAccount flux-system/-controllers',
  'ConfigMap apps/system:settings',
  'Secret apps/kube-root-ca.crt',
  'Role.rbac.authorization.k8s.io apps/any',
  'Role.rbac.authorization.k8s.io apps/admin',
  'RoleBinding.rbac.authorization.k8s.io kube-system/any',
  'ClusterRole.rbac.authorization.k8s.io viewer',
  'ClusterRole.rbac.authorization.k8s.io my-system:node',
  'ClusterRole.example.com view',
])('nothing brings %s by itself', (object) => {
  expect(known(object)).toEqual({ exists: false });
});

test('what the cluster has is found before what is declared, and that before what every cluster has', () => {
  const [context] = contextsOf(`
# external: ConfigMap apps/settings
# external: ConfigMap apps/kube-root-ca.crt
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: apps }
`);
  const found = (name: string) => resolve(context, new ObjectId('', 'ConfigMap', name, 'apps'));
  expect(found('settings')).toEqual({ manifest: context.manifests.manifests[0], exists: true });
  expect(found('kube-root-ca.crt')).toEqual({ external: context.externals.declared[1], exists: true });
});

/** The object that a missing `ConfigMap apps/<name>` probably means, among some. */
function meant(name: string, ...others: string[]): string | undefined {
  const documents = others.map((other) => {
    const [namespace, own] = other.split('/');
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${own}, namespace: ${namespace} }`;
  });
  const near = nearest(contextsOf(documents.join('\n---\n'))[0], new ObjectId('', 'ConfigMap', name, 'apps'));
  return near && `${near.namespace}/${near.name}`;
}

test.each<[string, string, string[], string | undefined]>([
  ['of that name in another namespace', 'web', ['apps/webs', 'b/web', 'a/web'], 'b/web'],
  ['most like it', 'setting', ['apps/setinsg', 'apps/settings', 'apps/getting'], 'apps/settings'],
  ['that two changes make of it', 'abc', ['apps/xabcy'], 'apps/xabcy'],
  ['that two changes make of it, one shorter', 'xabcy', ['apps/abc'], 'apps/abc'],
  ['that a quarter of its letters makes of it', 'infrastructure-x', ['apps/lmfrestructore-x'], 'apps/lmfrestructore-x'],
  ['that is like it, and not the one that begins like it', 'abcd', ['apps/abcdefgh', 'apps/abxd'], 'apps/abxd'],
  ['whose name it shortens', 'infra', ['apps/infrastructure', 'apps/web-server'], 'apps/infrastructure'],
  ['that shortens it', 'infrastructure', ['apps/infra', 'apps/web-server'], 'apps/infra'],
  ['that it ends like', 'structure', ['apps/infrastructure'], undefined],
  ['that ends it', 'infrastructure', ['apps/structure'], undefined],
  ['that it shortens, where there are two', 'infra', ['apps/infrastructure', 'apps/infra-controllers'], undefined],
  ['that is like it in another namespace', 'setting', ['b/settings'], undefined],
  ['that differs in more', 'abc', ['apps/abxyz'], undefined],
])('what is missing is probably the one %s', (_, name, others, expected) => {
  expect(meant(name, ...others)).toBe(expected);
});

test('in a crowd nothing is meant but the same name', () => {
  const crowd = Array.from({ length: 500 }, (_, index) => `apps/${'x'.repeat(9)}${index}`);
  expect(meant('setting', 'apps/settings', ...crowd.slice(1))).toBe('apps/settings');
  expect(meant('setting', 'apps/settings', ...crowd)).toBeUndefined();
  expect(meant('setting', 'b/setting', ...crowd)).toBe('b/setting');
});

test('an object of another kind is never meant', () => {
  const [context] = contextsOf('apiVersion: v1\nkind: Secret\nmetadata: { name: settings, namespace: apps }');
  expect(nearest(context, new ObjectId('', 'ConfigMap', 'setting', 'apps'))).toBeUndefined();
});
