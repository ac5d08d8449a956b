import { uniqueNames } from '../../../cli/render/remote-cluster';
import { DependencyNotFound } from '../../../src/rules/kustomize/dependency-not-found/rule';
import { UndefinedVariable } from '../../../src/rules/kustomize/undefined-variable/rule';
import { ResourceBeforeCrd } from '../../../src/rules/kustomize/resource-before-crd/rule';
import { verify } from '../../../src/verification/verify';
import { appliedIn, configMap, instance, kustomization, load, problemsIn } from './fleet-support';

const HUB = { 'clusters/hub/flux-system/i.yaml': instance('clusters/hub') };

/** A Kustomization for another cluster. */
function remote(name: string, path: string, namespace: string, more = '', secret = 'cluster-kubeconfig'): string {
  const source = 'kind: GitRepository, name: flux-system, namespace: flux-system';
  const text = kustomization(name, path, `  kubeConfig: { secretRef: { name: ${secret} } }\n${more}`, source);
  return text.replace('namespace: flux-system\nspec', `namespace: ${namespace}\nspec`);
}

const RELEASE = `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: spoke-eu }
spec:
  interval: 1h
  kubeConfig: { secretRef: { name: cluster-kubeconfig } }
  chartRef: { kind: OCIRepository, name: web }
`;

test('all that is applied with the same credentials is one cluster, named after their namespace', async () => {
  const { contexts } = await load({
    ...HUB,
    'clusters/hub/eu.yaml': `${remote('infra', './infra', 'spoke-eu')}---\n${remote('apps', './apps', 'spoke-eu')}---\n${RELEASE}`,
    'clusters/hub/us.yaml': `${remote('infra', './infra', 'spoke-us')}---\n${remote('gone', './gone', 'spoke-us')}`,
    'infra/config.yaml': configMap('infra'),
    'apps/config.yaml': configMap('apps'),
  });
  expect(contexts.map(({ cluster, path }) => ({ cluster, path }))).toEqual([
    { cluster: 'hub', path: 'clusters/hub' },
    { cluster: 'spoke-eu', path: undefined },
    { cluster: 'spoke-us', path: undefined },
  ]);
  const [, eu, us] = contexts;
  expect([eu, us].map(appliedIn)).toEqual([
    {
      'Kustomization spoke-eu/infra': ['ConfigMap apps/infra'],
      'Kustomization spoke-eu/apps': ['ConfigMap apps/apps'],
      sync: ['HelmRelease spoke-eu/web'],
    },
    { 'Kustomization spoke-us/infra': ['ConfigMap apps/infra'] },
  ]);
  expect(eu.manifests.generated.map(String)).toEqual([
    'Kustomization spoke-eu/infra',
    'Kustomization spoke-eu/apps',
    'GitRepository flux-system/flux-system',
    'OCIRepository spoke-eu/web',
    'Secret spoke-eu/cluster-kubeconfig',
  ]);
  expect(problemsIn(us)).toEqual(['clusters/hub/us.yaml:22 path-not-found: ./gone is no directory of its source']);
});

test('a variable that a Kustomization of the hub does not define is missing in the cluster that it applies to', async () => {
  const { contexts } = await load({
    ...HUB,
    'clusters/hub/eu.yaml': remote('apps', './apps', 'spoke-eu', '  postBuild: { substitute: { region: eu } }\n'),
    'apps/config.yaml': configMap('apps', { region: '${REGION}' }),
  });
  const reported = contexts.map((context) => verify(context, [new UndefinedVariable()]));
  expect(reported.map((findings) => findings.map(({ finding }) => finding.message))).toEqual([
    [],
    ['${REGION}, which Kustomization spoke-eu/apps does not define, is used by ConfigMap apps/apps'],
  ]);
});

test('what a Kustomization of the hub waits for is found from the remote cluster, with all that it names', async () => {
  const { contexts } = await load({
    ...HUB,
    'clusters/hub/layers.yaml': `${kustomization('crds', './crds')}---\n${kustomization('infra', './infra', '  dependsOn: [{ name: crds }]\n')}`,
    'clusters/hub/eu.yaml': remote('apps', './apps', 'flux-system', '  dependsOn: [{ name: infra }]\n'),
    'crds/config.yaml': configMap('crds'),
    'infra/config.yaml': configMap('infra'),
    'apps/config.yaml': configMap('apps'),
  });
  const [, eu] = contexts;
  expect(eu.manifests.generated.map(({ name }) => name)).toEqual(['apps', 'flux-system', 'infra', 'crds']);
  expect(verify(eu, [new DependencyNotFound()])).toEqual([]);
});

test.each([
  ['  dependsOn: [{ name: crds }]\n', []],
  [
    '',
    [
      'Thing a needs a definition that comes with CustomResourceDefinition things.acme.io, and nothing makes Kustomization spoke-eu/apps wait for it',
    ],
  ],
])('the order of its layers is judged: %j', async (more, expected) => {
  const { contexts } = await load({
    ...HUB,
    'clusters/hub/eu.yaml': `${remote('crds', './crds', 'spoke-eu')}---\n${remote('apps', './apps', 'spoke-eu', more)}`,
    'crds/crd.yaml': `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.acme.io }
spec:
  group: acme.io
  names: { kind: Thing, plural: things }
  scope: Cluster
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`,
    'apps/thing.yaml': 'apiVersion: acme.io/v1\nkind: Thing\nmetadata: { name: a }\n',
  });
  const found = verify(contexts[1], [new ResourceBeforeCrd()]).map(({ finding }) => finding.message);
  expect(found).toEqual(expected);
});

test('credentials in flux-system give their own name', async () => {
  const { contexts } = await load({
    ...HUB,
    'clusters/hub/a.yaml': `${remote('apps-eu', './apps', 'flux-system', '', 'prod-eu-kubeconfig')}---\n${remote('apps-us', './apps', 'flux-system', '', 'stage-us-cluster')}`,
    'apps/config.yaml': configMap('apps'),
  });
  expect(contexts.map(({ cluster, environment }) => ({ cluster, environment }))).toEqual([
    { cluster: 'hub', environment: undefined },
    { cluster: 'prod-eu', environment: 'production' },
    { cluster: 'stage-us', environment: 'staging' },
  ]);
});

test('no name is given twice, and the shortest one that is free is taken', () => {
  expect(uniqueNames([['hub'], ['hub', 'hub/eu'], ['us', 'us-1', 'hub/us'], ['us', 'us-2'], ['x', 'y']])).toEqual([
    'hub',
    'hub/eu',
    'us-1',
    'us-2',
    'x',
  ]);
  expect(uniqueNames([['a'], ['a']])).toEqual(['a', 'a']);
});
