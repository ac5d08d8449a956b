import { Duration } from 'cdk8s';
import {
  Auth,
  Decryption,
  GitRef,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  OciRef,
  Tenancy,
  TenantRole,
  TenantSource,
  TenantSpace,
  TenantSpaceProps,
  Verify,
} from '../../src';
import { filesOfCluster, objectsByName, objectsIn } from '../support/fleet';
import { schemaErrors } from '../support/schema';
import { appOfCluster, findingsOf, refusalOfCluster } from '../support/findings';
import { errorOf } from '../support/synth';

const SOURCE = TenantSource.git('https://github.com/acme/team-a');

const filesWith = (props: Partial<TenantSpaceProps> = {}, cluster: LayeredClusterProps = {}) =>
  filesOfCluster((scope) => new TenantSpace(scope, 'team-a', { source: SOURCE, ...props }), cluster);
const objectsWith = (props: Partial<TenantSpaceProps> = {}) => objectsByName(filesWith(props));
const errorWith = (props: Partial<TenantSpaceProps>, id = 'team-a') =>
  errorOf(() => filesOfCluster((scope) => new TenantSpace(scope, id, { source: SOURCE, ...props })));

test('the space of a team is all that it needs and nothing beyond its namespace', () => {
  const files = filesWith();
  const objects = Object.values(objectsByName(files)).filter(({ metadata }) => metadata.namespace !== 'flux-system');

  expect(Object.keys(files).filter((path) => path.startsWith('tenants/'))).toEqual([
    'tenants/production/kustomization.yaml',
    'tenants/production/team-a/kustomization.yaml',
    'tenants/production/team-a/namespace.yaml',
    'tenants/production/team-a/network-policy.yaml',
    'tenants/production/team-a/rbac.yaml',
    'tenants/production/team-a/resource-quota.yaml',
    'tenants/production/team-a/source.yaml',
    'tenants/production/team-a/sync.yaml',
  ]);
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team-a', labels: { 'toolkit.fluxcd.io/tenant': 'team-a', 'toolkit.fluxcd.io/role': 'tenant' } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'team-a', namespace: 'team-a' },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'flux', namespace: 'team-a' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'flux', namespace: 'team-a' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: 'team-a' }],
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team-a', namespace: 'team-a' },
      spec: { hard: { pods: '100', persistentvolumeclaims: '20', 'services.loadbalancers': '2' } },
    },
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'team-a', namespace: 'team-a' },
      spec: { interval: '5m', url: 'https://github.com/acme/team-a', ref: { branch: 'main' } },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'team-a', namespace: 'team-a' },
      spec: {
        interval: '30m',
        retryInterval: '5m',
        timeout: '5m',
        serviceAccountName: 'flux',
        sourceRef: { kind: 'GitRepository', name: 'team-a' },
        path: './',
        targetNamespace: 'team-a',
        prune: true,
      },
    },
  ]);
});

test('the sync of a tenant has an account, an interval and keys as the program says', () => {
  const objects = objectsWith({
    serviceAccountName: 'team-a-reconciler',
    interval: Duration.minutes(10),
    decryption: Decryption.sops('sops-age'),
    role: TenantRole.custom({ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }),
  });
  const account = { name: 'team-a-reconciler', namespace: 'team-a' };

  expect(objects['Kustomization team-a/team-a'].spec).toMatchObject({
    interval: '10m',
    serviceAccountName: 'team-a-reconciler',
    decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
  });
  expect(objects['ServiceAccount team-a/team-a-reconciler'].metadata).toEqual(account);
  expect(objects['Role team-a/team-a-reconciler'].metadata).toEqual(account);
  expect(objects['RoleBinding team-a/team-a-reconciler']).toMatchObject({
    roleRef: { kind: 'Role', name: 'team-a-reconciler' },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  });
});

test('a tenant may decrypt with an identity of its own, and the team of the platform with that of the controller', () => {
  const decryptionWith = (props: Partial<TenantSpaceProps>) => objectsWith(props)['Kustomization team-a/team-a'].spec.decryption;

  expect(decryptionWith({ decryption: Decryption.workloadIdentity('flux') })).toEqual({ provider: 'sops', serviceAccountName: 'flux' });
  expect(decryptionWith({ decryption: Decryption.workloadIdentity(), role: TenantRole.platform('runs the storage') })).toEqual({
    provider: 'sops',
  });
});

test('what the sync of a tenant is given is no reason to complain', () => {
  const judged = (props: Partial<TenantSpaceProps>) =>
    findingsOf(appOfCluster((cluster) => new TenantSpace(cluster, 'team-a', { source: SOURCE, ...props })));

  expect(
    judged({ serviceAccountName: 'team-a-reconciler', interval: Duration.minutes(10), decryption: Decryption.sops('sops-age') }),
  ).toEqual(judged({}));
});

test('a tenant locks its cluster, because without that its account confines nobody', () => {
  const objects = objectsWith();

  expect(objects['FluxInstance flux-system/flux'].spec.cluster).toEqual({
    type: 'kubernetes',
    size: 'medium',
    multitenant: true,
    tenantDefaultServiceAccount: 'default',
    networkPolicy: true,
  });
  expect(objects['Kustomization flux-system/tenants'].spec.serviceAccountName).toBe('kustomize-controller');
});

test('a cluster that is shared on purpose stays open', () => {
  const objects = objectsByName(filesWith({}, { tenancy: Tenancy.shared('one team owns this cluster') }));

  expect(objects['FluxInstance flux-system/flux'].spec.cluster.multitenant).toBe(false);
  expect(objects['Kustomization flux-system/tenants'].spec.serviceAccountName).toBeUndefined();
});

test('workload identity of tenants is enabled where the cluster says so', () => {
  const objects = objectsByName(filesWith({}, { tenancy: Tenancy.locked({ workloadIdentity: true }) }));

  expect(objects['FluxInstance flux-system/flux'].spec.cluster).toMatchObject({
    multitenant: true,
    objectLevelWorkloadIdentity: true,
    multitenantWorkloadIdentity: true,
  });
});

test('Git with everything', () => {
  const source = TenantSource.git('https://github.com/acme/team-a', {
    ref: GitRef.tag('v1.0.0'),
    auth: Auth.githubApp('team-a-git'),
    path: './deploy',
    interval: Duration.minutes(1),
  });
  const objects = objectsWith({ source, namespace: 'a' });

  expect(objects['GitRepository a/team-a'].spec).toEqual({
    interval: '1m',
    url: 'https://github.com/acme/team-a',
    ref: { tag: 'v1.0.0' },
    provider: 'github',
    secretRef: { name: 'team-a-git' },
  });
  expect(objects['Kustomization a/team-a'].spec).toMatchObject({ path: './deploy', targetNamespace: 'a' });
});

test('an artifact with everything', () => {
  const source = TenantSource.oci('oci://ghcr.io/acme/team-a', {
    ref: OciRef.semver('1.x'),
    auth: Auth.secret('ghcr-auth'),
    verify: Verify.key('cosign'),
    path: './deploy',
    interval: Duration.minutes(1),
  });

  expect(objectsWith({ source })['OCIRepository team-a/team-a'].spec).toEqual({
    interval: '1m',
    url: 'oci://ghcr.io/acme/team-a',
    ref: { semver: '1.x' },
    secretRef: { name: 'ghcr-auth' },
    verify: { provider: 'cosign', secretRef: { name: 'cosign' } },
  });
});

test('quota, ingress and labels are those of the program', () => {
  const objects = objectsWith({
    quota: { pods: '5' },
    ingressFrom: ['ingress'],
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
  });

  expect(objects['ResourceQuota team-a/team-a'].spec).toEqual({ hard: { pods: '5' } });
  expect(objects['NetworkPolicy team-a/team-a'].spec.ingress).toEqual([
    { from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }] },
  ]);
  expect(objects['Namespace team-a'].metadata.labels).toEqual({
    'toolkit.fluxcd.io/tenant': 'team-a',
    'toolkit.fluxcd.io/role': 'tenant',
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
});

test('a tenant may have fewer rights', () => {
  expect(objectsWith({ role: TenantRole.edit() })['RoleBinding team-a/flux'].roleRef.name).toBe('edit');
  expect(objectsWith({ role: TenantRole.clusterRole('deployer') })['RoleBinding team-a/flux'].roleRef).toEqual({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'deployer',
  });
});

test('rules of its own are a Role in the namespace', () => {
  const objects = objectsWith({ role: TenantRole.custom({ apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }) });

  expect(objects['Role team-a/flux'].rules).toEqual([{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }]);
  expect(objects['RoleBinding team-a/flux'].roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'flux' });
});

test('the team of the platform has all rights in the cluster, and its objects keep their namespaces', () => {
  const objects = objectsWith({ role: TenantRole.platform('runs the storage controllers') });

  expect(Object.keys(objects).filter((name) => /Role/.test(name))).toEqual(['ClusterRoleBinding flux-team-a']);
  expect(objects['ClusterRoleBinding flux-team-a']).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'flux-team-a', annotations: { 'cdk8s-fluxcd/reason': 'runs the storage controllers' } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: 'team-a' }],
  });
  expect(objects['Kustomization team-a/team-a'].spec.targetNamespace).toBeUndefined();
});

test('allowed sources are a policy for the namespace of the tenant and no other', () => {
  const files = filesWith({ allowedSources: ['https://github.com/acme/', 'oci://ghcr.io/acme/*'] });
  const [policy] = objectsIn(files['tenants/production/team-a/source-policy.yaml']);
  const [binding] = objectsIn(files['tenants/production/team-a/source-policy-binding.yaml']);

  expect(policy.spec.validations[0].expression).toContain("['https://github.com/acme', 'oci://ghcr.io/acme']");
  expect(binding.spec).toEqual({
    policyName: 'team-a-sources',
    validationActions: ['Deny'],
    matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } } },
  });
});

describe('a tenant with several namespaces', () => {
  const more = { moreNamespaces: ['team-a-jobs'] };
  const from = (...namespaces: string[]) => [
    {
      from: [
        { podSelector: {} },
        ...namespaces.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } })),
      ],
    },
  ];

  test('has a directory for each, with the limits and the rights of the first', () => {
    const files = filesWith(more);
    const objects = objectsByName(files);

    expect(Object.keys(files).filter((path) => path.startsWith('tenants/production/team-a-jobs/'))).toEqual([
      'tenants/production/team-a-jobs/kustomization.yaml',
      'tenants/production/team-a-jobs/namespace.yaml',
      'tenants/production/team-a-jobs/network-policy.yaml',
      'tenants/production/team-a-jobs/rbac.yaml',
      'tenants/production/team-a-jobs/resource-quota.yaml',
    ]);
    expect(objects['Namespace team-a-jobs'].metadata.labels).toEqual(objects['Namespace team-a'].metadata.labels);
    expect(objects['ResourceQuota team-a-jobs/team-a'].spec).toEqual(objects['ResourceQuota team-a/team-a'].spec);
    expect(objects['RoleBinding team-a-jobs/flux']).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: 'team-a' }],
    });
  });

  test('has its own rules in each', () => {
    const objects = objectsWith({ ...more, role: TenantRole.custom({ apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }) });

    expect(objects['Role team-a-jobs/flux'].rules).toEqual(objects['Role team-a/flux'].rules);
    expect(objects['RoleBinding team-a-jobs/flux'].roleRef).toMatchObject({ kind: 'Role', name: 'flux' });
  });

  test('has no more rights than all of them where it runs the platform', () => {
    const objects = objectsWith({ ...more, role: TenantRole.platform('runs the storage controllers') });

    expect(Object.keys(objects).filter((name) => /Role/.test(name))).toEqual(['ClusterRoleBinding flux-team-a']);
  });

  test('says itself where its objects go, and reaches its own pods everywhere', () => {
    const objects = objectsWith({ ...more, ingressFrom: ['ingress'] });

    expect(objects['Kustomization team-a/team-a'].spec.targetNamespace).toBeUndefined();
    expect(objects['NetworkPolicy team-a/team-a'].spec.ingress).toEqual(from('team-a-jobs', 'ingress'));
    expect(objects['NetworkPolicy team-a-jobs/team-a'].spec.ingress).toEqual(from('team-a', 'ingress'));
  });

  test('has one list of sources for all', () => {
    const objects = objectsWith({ ...more, allowedSources: ['https://github.com/acme'] });

    expect(objects['ValidatingAdmissionPolicyBinding team-a-sources'].spec.matchResources).toEqual({
      namespaceSelector: { matchLabels: { 'toolkit.fluxcd.io/tenant': 'team-a' } },
    });
  });

  test.each([['team-a'], ['team-b', 'team-b']])('a namespace that is there already is refused (%#)', (...moreNamespaces) => {
    const twice = moreNamespaces.at(-1);

    expect(errorWith({ moreNamespaces })).toBe(
      [
        `TenantSpace 'production/tenants/team-a': moreNamespaces must be namespaces that the tenant does not have yet, got "${twice}".`,
        `  fix: remove the second '${twice}'`,
      ].join('\n'),
    );
  });

  test('the namespace of Flux is none of them', () => {
    expect(errorWith({ moreNamespaces: ['flux-system'] })).toContain('moreNamespaces must be a namespace of its own;');
  });

  test('breaks no rule', () => {
    expect(findingsOf(appOfCluster((cluster) => new TenantSpace(cluster, 'team-a', { source: SOURCE, ...more })))).toEqual(
      findingsOf(appOfCluster((cluster) => new TenantSpace(cluster, 'team-a', { source: SOURCE }))),
    );
  });
});

test('a tenant may stand in any layer', () => {
  const files = filesOfCluster((cluster) => new TenantSpace(new Layer(cluster, 'teams'), 'team-a', { source: SOURCE }));

  expect(Object.keys(files).filter((path) => path.endsWith('sync.yaml'))).toEqual(['teams/production/team-a/sync.yaml']);
});

test('tenants of one cluster share a layer', () => {
  const files = filesOfCluster((cluster) => {
    for (const id of ['team-a', 'team-b']) new TenantSpace(cluster, id, { source: SOURCE });
  });

  expect(objectsIn(files['tenants/production/kustomization.yaml'])[0].resources).toEqual(['team-a', 'team-b']);
});

test('what can be read of a tenant is what others need to name', () => {
  filesOfCluster((cluster: LayeredCluster) => {
    const { namespace, serviceAccount, source, sync } = new TenantSpace(cluster, 'team-a', { source: SOURCE });

    expect([namespace, serviceAccount.name, source.name, sync.name]).toEqual(['team-a', 'flux', 'team-a', 'team-a']);
  });
});

test('every object of Flux in the space of a tenant is valid by its schema', () => {
  const flux = Object.values(objectsWith()).filter(({ apiVersion }) => apiVersion.includes('fluxcd'));

  expect(flux.flatMap(schemaErrors)).toEqual([]);
});

test.each<[string, () => string, string[]]>([
  [
    'a source that is not among those allowed is refused, because the tenant would never start',
    () => errorWith({ allowedSources: ['oci://ghcr.io/acme'] }),
    [
      `TenantSpace 'production/tenants/team-a': source must be one of allowedSources (oci://ghcr.io/acme), got "https://github.com/acme/team-a".`,
      "  fix: allowedSources: ['oci://ghcr.io/acme', 'https://github.com/acme/team-a']",
    ],
  ],
  [
    'an allowed address does not open one that only starts alike',
    () => errorWith({ allowedSources: ['https://github.com/acme/team'] }),
    [
      `TenantSpace 'production/tenants/team-a': source must be one of allowedSources (https://github.com/acme/team), got "https://github.com/acme/team-a".`,
      "  fix: allowedSources: ['https://github.com/acme/team', 'https://github.com/acme/team-a']",
    ],
  ],
  [
    'the account of all pods is refused, which would have the rights of the sync',
    () => errorWith({ serviceAccountName: 'default' }),
    [
      `TenantSpace 'production/tenants/team-a': serviceAccountName must be an account of its own: every pod that names none runs as this one, and would have the rights of the sync, got "default".`,
      "  fix: serviceAccountName: 'flux'",
    ],
  ],
  [
    'an account that cannot be is refused',
    () => errorWith({ serviceAccountName: 'Team A' }),
    [
      `TenantSpace 'production/tenants/team-a': serviceAccountName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Team A".`,
      "  fix: serviceAccountName: 'team-a'",
    ],
  ],
  [
    'the keys of the controller are refused, which are those of the fleet',
    () => errorWith({ decryption: Decryption.workloadIdentity() }),
    [
      `TenantSpace 'production/tenants/team-a': decryption must be by a Secret or an account of the tenant's namespace: without one the controller decrypts with its own keys, which are those of the fleet, got {"provider":"sops"}.`,
      "  fix: decryption: Decryption.sops('sops-age')",
    ],
  ],
  [
    'the namespace of Flux is refused, where a tenant could do everything',
    () => errorWith({ namespace: 'flux-system' }),
    [
      `TenantSpace 'production/tenants/team-a': namespace must be a namespace of its own; whoever has rights in 'flux-system' has them in the whole cluster, got "flux-system".`,
      "  fix: namespace: 'team-a'",
    ],
  ],
  [
    'so are those of Kubernetes',
    () => errorWith({}, 'kube-system'),
    [
      `TenantSpace 'production/tenants/kube-system': id must be a namespace of its own; whoever has rights in 'kube-system' has them in the whole cluster, got "kube-system".`,
      "  fix: id: 'team-a'",
    ],
  ],
  [
    'cluster-admin is refused',
    () => errorOf(() => TenantRole.clusterRole('cluster-admin')),
    [
      `TenantRole.clusterRole(): name must be another role than cluster-admin, with which a tenant could lift its own quota and change its own namespace, got "cluster-admin".`,
      "  fix: TenantRole.admin(), or TenantRole.platform('why this team runs the platform')",
    ],
  ],
  [
    'a platform role without a reason is refused',
    () => errorOf(() => TenantRole.platform('')),
    ['TenantRole.platform(): reason must be a sentence, got "".', "  fix: TenantRole.platform('owns the ingress controllers')"],
  ],
  [
    'a role without rules is refused',
    () => errorOf(() => TenantRole.custom()),
    ['TenantRole.custom(): rules must be one rule at least, got [].', '  fix: TenantRole.admin()'],
  ],
  [
    'an open cluster without a reason is refused',
    () => errorOf(() => Tenancy.shared(' ')),
    ['Tenancy.shared(): reason must be a sentence, got " ".', "  fix: Tenancy.shared('one team owns this cluster')"],
  ],
])('%s', (_sentence, act, message) => {
  expect(act()).toBe(message.join('\n'));
});

test('two tenants of one namespace are refused', () => {
  const define = (cluster: LayeredCluster) => {
    new TenantSpace(cluster, 'team-a', { source: SOURCE, role: TenantRole.platform('a') });
    new TenantSpace(cluster, 'team-b', { source: SOURCE, role: TenantRole.platform('b'), namespace: 'team-a' });
  };

  expect(refusalOfCluster(define)).toContain(
    "error[kustomize-build-fails] Namespace team-a stands in one directory twice, also at Namespace 'production/tenants/team-a/namespace' @ Namespace 'production/tenants/team-b/namespace' (metadata.name)",
  );
});
