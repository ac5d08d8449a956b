import { referencesIn } from '../../src/verification/references';
import { contextsOf } from '../support/rule-fixture';

/** What an object of a kind names: the field, the object, and how. */
function named(apiVersion: string, kind: string, body: string): string[] {
  const [{ manifests }] = contextsOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: apps }\n${body}\n`);
  return referencesIn(manifests).all.map(
    ({ field, role, to, key, optional }) =>
      `${field.path}: ${role} ${to.kind}${to.group && `.${to.group}`} ${to.namespace ? `${to.namespace}/` : ''}${to.name}` +
      `${key === undefined ? '' : ` [${key}]`}${optional ? ' (optional)' : ''}`,
  );
}

const kustomization = (spec: string): string[] => named('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', `spec: ${spec}`);
const release = (spec: string): string[] => named('helm.toolkit.fluxcd.io/v2', 'HelmRelease', `spec: ${spec}`);

test('a name without a namespace is one of the own namespace, a kind without a group one of Flux', () => {
  expect(
    kustomization(
      '{ sourceRef: { kind: GitRepository, name: b }, dependsOn: [{ name: c }, { name: d, namespace: e }], serviceAccountName: f, decryption: { secretRef: { name: g, namespace: ignored } } }',
    ),
  ).toEqual([
    'spec.sourceRef: source GitRepository.source.toolkit.fluxcd.io apps/b',
    'spec.dependsOn[0]: dependency Kustomization.kustomize.toolkit.fluxcd.io apps/c',
    'spec.dependsOn[1]: dependency Kustomization.kustomize.toolkit.fluxcd.io e/d',
    'spec.decryption.secretRef: decryption Secret apps/g',
    'spec.serviceAccountName: service-account ServiceAccount apps/f',
  ]);
});

test('what an entry says about its kind counts only where it may say so', () => {
  expect(kustomization('{ sourceRef: { apiVersion: example.com/v1, kind: Archive, name: b } }')).toEqual([
    'spec.sourceRef: source Archive.example.com apps/b',
  ]);
  expect(kustomization('{ sourceRef: { kind: Archive, name: b } }')).toEqual(['spec.sourceRef: source Archive apps/b']);
  expect(kustomization('{ dependsOn: [{ kind: HelmRelease, name: b }] }')).toEqual([
    'spec.dependsOn[0]: dependency Kustomization.kustomize.toolkit.fluxcd.io apps/b',
  ]);
  expect(kustomization('{ sourceRef: { name: b } }')).toEqual([]);
});

test.each(['null', '7', '{ sourceRef: null }', '{ sourceRef: { kind: Bucket } }', '{ sourceRef: { kind: Bucket, name: 7 } }'])(
  'nothing is named by %s',
  (spec) => {
    expect(kustomization(spec)).toEqual([]);
    expect(release(`{ chart: ${spec} }`)).toEqual([]);
  },
);

test('entries that name nothing are left out', () => {
  expect(
    kustomization('{ dependsOn: [null, 7, { name: "" }, { name: 8 }, { name: b }], decryption: null, serviceAccountName: "" }'),
  ).toEqual(['spec.dependsOn[4]: dependency Kustomization.kustomize.toolkit.fluxcd.io apps/b']);
});

test('values have a key, the one of Flux where they name none, and may be optional', () => {
  expect(
    release(
      '{ valuesFrom: [{ kind: Secret, name: b }, { kind: ConfigMap, name: c, valuesKey: d, optional: true }], chartRef: { kind: OCIRepository, name: e, namespace: f } }',
    ),
  ).toEqual([
    'spec.chartRef: chart OCIRepository.source.toolkit.fluxcd.io f/e',
    'spec.valuesFrom[0]: values Secret apps/b [values.yaml]',
    'spec.valuesFrom[1]: values ConfigMap apps/c [d] (optional)',
  ]);
  expect(kustomization('{ postBuild: { substituteFrom: [{ kind: ConfigMap, name: b, optional: "yes" }] } }')).toEqual([
    'spec.postBuild.substituteFrom[0]: variables ConfigMap apps/b',
  ]);
});

test('a binding names a role of its namespace or of the cluster, and accounts by their own namespaces only', () => {
  const binding = (kind: string, body: string): string[] => named('rbac.authorization.k8s.io/v1', kind, body);
  const subjects =
    '[{ kind: ServiceAccount, name: c, namespace: d }, { kind: ServiceAccount, name: e }, { kind: User, apiGroup: rbac.authorization.k8s.io, name: f, namespace: d }]';
  expect(binding('RoleBinding', `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: b }\nsubjects: ${subjects}`)).toEqual([
    'roleRef: role Role.rbac.authorization.k8s.io apps/b',
    'subjects[0]: subject ServiceAccount d/c',
    'subjects[1]: subject ServiceAccount e',
    'subjects[2]: subject User.rbac.authorization.k8s.io f',
  ]);
  expect(binding('ClusterRoleBinding', 'roleRef: { kind: ClusterRole, name: b }')).toEqual([
    'roleRef: role ClusterRole.rbac.authorization.k8s.io b',
  ]);
});

test('a ResourceSet depends on objects of Flux in its namespace, and of the whole cluster where it says none', () => {
  expect(
    named(
      'fluxcd.controlplane.io/v1',
      'ResourceSet',
      'spec: { dependsOn: [{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, name: b }, { apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, name: c }, { apiVersion: apps/v1, kind: Deployment, name: d, namespace: e }], inputsFrom: [{ name: f }] }',
    ),
  ).toEqual([
    'spec.dependsOn[0]: dependency Kustomization.kustomize.toolkit.fluxcd.io apps/b',
    'spec.dependsOn[1]: dependency CustomResourceDefinition.apiextensions.k8s.io c',
    'spec.dependsOn[2]: dependency Deployment.apps e/d',
    'spec.inputsFrom[0]: inputs ResourceSetInputProvider.fluxcd.controlplane.io apps/f',
  ]);
});

test('references are found by what they are for, by who names and by what is named', () => {
  const layer = (name: string, dependsOn: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: apps }\nspec: { sourceRef: { kind: Bucket, name: s }, dependsOn: ${dependsOn} }\n---\n`;
  const [{ manifests }] = contextsOf(layer('a', '[{ name: b }, { name: c }]') + layer('b', '[{ name: c }]') + layer('c', '[]'));
  const references = referencesIn(manifests);
  const [a, , c] = manifests.manifests;
  const told = (found: readonly { from: object; to: object }[]): string[] => found.map(({ from, to }) => `${String(from)} → ${String(to)}`);
  const dependencies = ['b', 'c'].map((name) => `Kustomization apps/a → Kustomization apps/${name}`);
  expect(told(references.for('dependency'))).toEqual([...dependencies, 'Kustomization apps/b → Kustomization apps/c']);
  expect(references.for('dependency', 'source', 'chart')).toHaveLength(6);
  expect(references.for('chart')).toEqual([]);
  expect(told(references.of(a))).toEqual(['Kustomization apps/a → Bucket apps/s', ...dependencies]);
  expect(told(references.to(c.id))).toEqual([dependencies[1], 'Kustomization apps/b → Kustomization apps/c']);
  expect(references.to(a.id)).toEqual([]);
});
