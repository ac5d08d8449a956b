import { parse } from 'yaml';
import { Auth, Channel, CloudProvider, Environment, FluxApp, GitlessFleet, GitlessFleetProps, OciRef, Verify } from '../../src';
import { filesOf, objectsByName, objectsIn } from '../support/fleet';
import { OPERATOR_CHART } from '../support/operator-chart';
import { schemaErrors } from '../support/schema';
import { errorOf } from '../support/synth';

const FLEET: GitlessFleetProps = {
  registry: 'oci://ghcr.io/acme',
  repository: 'acme/fleet',
  auth: Auth.secret('ghcr-auth'),
  components: [{ name: 'cert-manager', repository: 'acme/infra', path: './${ENVIRONMENT}' }],
  tenants: [{ name: 'team-a', url: 'oci://ghcr.io/acme/apps/team-a', tag: 'v1', repository: 'acme/team-a' }],
};

const filesWith = (props: Partial<GitlessFleetProps> = {}, cluster: Parameters<GitlessFleet['addCluster']>[1] = {}) =>
  filesOf((app) => new GitlessFleet(app, 'fleet', { ...FLEET, ...props }).addCluster('prod-eu', cluster));
const objectsWith = (...args: Parameters<typeof filesWith>) => objectsByName(filesWith(...args));
const errorWith = (props: Partial<GitlessFleetProps>) => errorOf(() => filesWith(props));

const ISSUER = '^https://token\\.actions\\.githubusercontent\\.com$';
const subject = (repository: string, ref: string, workflow = '[^@]+') =>
  `^https://github\\.com/${repository}/\\.github/workflows/${workflow}@${ref}$`;

test('a cluster of the fleet is one directory, and nothing outside of it', () => {
  expect(Object.keys(filesWith())).toEqual([
    'clusters/prod-eu/flux-system/flux-instance.yaml',
    'clusters/prod-eu/flux-system/flux-operator.yaml',
    'clusters/prod-eu/flux-system/runtime-info.yaml',
    'clusters/prod-eu/infrastructure.yaml',
    'clusters/prod-eu/policies.yaml',
    'clusters/prod-eu/tenants.yaml',
  ]);
});

test('production follows releases that its own tags signed, everything else what was merged', () => {
  const production = objectsWith()['FluxInstance flux-system/flux'].spec;
  const staging = objectsWith({}, { environment: Environment.STAGING })['FluxInstance flux-system/flux'].spec;
  const verify = (spec: any) => objectsIn(spec.kustomize.patches[0].patch)[0][0];

  expect([production.sync.ref, staging.sync.ref]).toEqual(['latest-stable', 'latest']);
  expect(verify(production)).toEqual({
    op: 'add',
    path: '/spec/verify',
    value: { provider: 'cosign', matchOIDCIdentity: [{ issuer: ISSUER, subject: subject('acme/fleet', 'refs/tags/.+') }] },
  });
  expect(verify(staging).value.matchOIDCIdentity[0].subject).toBe(subject('acme/fleet', 'refs/heads/main'));
});

test('the FluxInstance is locked, and syncs its directory of the artifact', () => {
  expect(objectsWith()['FluxInstance flux-system/flux'].spec).toMatchObject({
    cluster: { multitenant: true, tenantDefaultServiceAccount: 'default' },
    sync: {
      kind: 'OCIRepository',
      url: 'oci://ghcr.io/acme/fleet',
      ref: 'latest-stable',
      path: 'clusters/prod-eu',
      pullSecret: 'ghcr-auth',
    },
  });
});

test('a range of versions is followed by a patch, and known to the manifests', () => {
  const objects = objectsWith({}, { channel: OciRef.semver('1.x') });
  const { kustomize, sync } = objects['FluxInstance flux-system/flux'].spec;

  expect(sync.ref).toBe('latest-stable');
  expect(objects['ResourceSet flux-system/infrastructure'].spec.inputs[0].tag).toBe('latest-stable');
  expect(objectsIn(kustomize.patches[0].patch)).toEqual([[{ op: 'replace', path: '/spec/ref', value: { semver: '1.x' } }]]);
  expect(objects['ConfigMap flux-system/flux-runtime-info'].data).toEqual({
    CLUSTER_NAME: 'prod-eu',
    ENVIRONMENT: 'production',
    ARTIFACT_SEMVER: '1.x',
  });
});

test('what a cluster is stands in its runtime information', () => {
  expect(objectsWith({}, { variables: { CLUSTER_DOMAIN: 'eu.acme.io' } })['ConfigMap flux-system/flux-runtime-info']).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'flux-runtime-info', namespace: 'flux-system', labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } },
    data: { CLUSTER_NAME: 'prod-eu', ENVIRONMENT: 'production', ARTIFACT_TAG: 'latest-stable', CLUSTER_DOMAIN: 'eu.acme.io' },
  });
});

test('the operator keeps itself up to date, with its own account', () => {
  const { spec } = objectsWith()['ResourceSet flux-system/flux-operator'];
  const [source, release] = spec.resources;

  expect({ ...spec, resources: undefined }).toEqual({
    dependsOn: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'helmreleases.helm.toolkit.fluxcd.io' }],
    serviceAccountName: 'flux-operator',
    inputs: [{ version: '0.58.x' }],
    resources: undefined,
  });
  expect(source.spec).toEqual(OPERATOR_CHART);
  // Whoever may create a ResourceSet in a namespace would otherwise act with the rights of the operator.
  expect(release.spec.values).toEqual({ multitenancy: { enabled: true, defaultServiceAccount: 'default' } });
  expect([schemaErrors(source), schemaErrors(release)]).toEqual([[], []]);
});

test('sources may come from the registry of the fleet, from Flux, and from where the program says', () => {
  const [policy, binding] = objectsWith({ allowedSources: ['https://charts.jetstack.io'] })['ResourceSet flux-system/policies'].spec
    .resources;

  expect(policy.spec.validations[0].expression).toContain(
    "['oci://ghcr.io/acme', 'oci://ghcr.io/fluxcd', 'oci://ghcr.io/controlplaneio-fluxcd', 'https://charts.jetstack.io'].exists",
  );
  expect(binding.spec).toEqual({ policyName: 'source-allow-list', validationActions: ['Deny'] });
});

test('a component is an artifact of its own, with all rights, and waited for', () => {
  const { spec } = objectsWith()['ResourceSet flux-system/infrastructure'];

  expect(spec.inputs).toEqual([
    {
      name: 'cert-manager',
      url: 'oci://ghcr.io/acme/cert-manager',
      tag: 'latest-stable',
      path: './production',
      signer: subject('acme/infra', 'refs/tags/.+'),
    },
  ]);
  expect(spec.dependsOn).toEqual([
    { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSet', name: 'policies', namespace: 'flux-system', ready: true },
  ]);
  expect(spec.wait).toBe(true);
  const name = '<< inputs.name | quote >>';
  expect(spec.resources).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'flux-runtime-info',
        namespace: name,
        annotations: { 'fluxcd.controlplane.io/copyFrom': 'flux-system/flux-runtime-info' },
        labels: { 'reconcile.fluxcd.io/watch': 'Enabled' },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ghcr-auth', namespace: name, annotations: { 'fluxcd.controlplane.io/copyFrom': 'flux-system/ghcr-auth' } },
      type: 'kubernetes.io/dockerconfigjson',
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'flux', namespace: name } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'flux-<< inputs.name >>' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: name }],
    },
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name, namespace: name },
      spec: {
        interval: '5m',
        url: '<< inputs.url | quote >>',
        ref: { tag: '<< inputs.tag | quote >>' },
        secretRef: { name: 'ghcr-auth' },
        verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: ISSUER, subject: '<< inputs.signer | quote >>' }] },
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: name },
      spec: {
        interval: '30m',
        retryInterval: '5m',
        timeout: '5m',
        serviceAccountName: 'flux',
        sourceRef: { kind: 'OCIRepository', name },
        path: '<< inputs.path | quote >>',
        prune: true,
        wait: true,
        postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'flux-runtime-info' }], substituteStrategy: 'Always' },
      },
    },
  ]);
});

test('a tenant can do everything in its namespace and nothing elsewhere', () => {
  const { spec } = objectsWith({ tenantQuota: { pods: '5' } })['ResourceSet flux-system/tenants'];
  const byKind = Object.fromEntries(spec.resources.map((resource: any) => [resource.kind, resource]));

  expect(spec.inputs).toEqual([
    { name: 'team-a', url: 'oci://ghcr.io/acme/apps/team-a', tag: 'v1', path: './', signer: subject('acme/team-a', 'refs/tags/.+') },
  ]);
  expect([spec.dependsOn[0].name, spec.wait]).toEqual(['infrastructure', undefined]);
  expect(Object.keys(byKind)).toEqual([
    'Namespace',
    'ConfigMap',
    'Secret',
    'ServiceAccount',
    'RoleBinding',
    'ResourceQuota',
    'NetworkPolicy',
    'OCIRepository',
    'Kustomization',
  ]);
  expect(byKind.RoleBinding.roleRef.name).toBe('admin');
  expect(byKind.ResourceQuota.spec).toEqual({ hard: { pods: '5' } });
  expect(byKind.Kustomization.spec).toMatchObject({ serviceAccountName: 'flux', targetNamespace: '<< inputs.name | quote >>' });
});

test('a template that is filled in keeps texts that look like numbers', () => {
  const [namespace] = objectsWith()['ResourceSet flux-system/tenants'].spec.resources;

  // What the operator does: the entry as YAML, then the template, then YAML again.
  expect(parse(`name: ${namespace.metadata.name}`.replace('<< inputs.name | quote >>', '"007"'))).toEqual({ name: '007' });
});

test('without components the tenants wait for the policies, and no ResourceSet is empty', () => {
  const objects = objectsWith({ components: [] });

  expect(Object.keys(objects).filter((name) => name.startsWith('ResourceSet'))).toEqual([
    'ResourceSet flux-system/flux-operator',
    'ResourceSet flux-system/policies',
    'ResourceSet flux-system/tenants',
  ]);
  expect(objects['ResourceSet flux-system/tenants'].spec.dependsOn[0].name).toBe('policies');
});

test('without a repository and without credentials nothing is verified and no Secret is copied', () => {
  const objects = objectsWith({ repository: undefined, auth: undefined, components: [{ name: 'x' }], tenants: [] });
  const { inputs, resources } = objects['ResourceSet flux-system/infrastructure'].spec;

  expect(objects['FluxInstance flux-system/flux'].spec.kustomize).toBeUndefined();
  expect(inputs).toEqual([{ name: 'x', url: 'oci://ghcr.io/acme/x', tag: 'latest-stable', path: './' }]);
  expect(resources.map(({ kind }: any) => kind)).not.toContain('Secret');
  expect(resources.find(({ kind }: any) => kind === 'OCIRepository').spec).toEqual({
    interval: '5m',
    url: '<< inputs.url | quote >>',
    ref: { tag: '<< inputs.tag | quote >>' },
  });
});

test('the identity of a cloud takes the place of a Secret everywhere', () => {
  const objects = objectsWith({ auth: Auth.workloadIdentity(CloudProvider.AWS) });
  const source = objects['ResourceSet flux-system/tenants'].spec.resources.find(({ kind }: any) => kind === 'OCIRepository');

  expect([objects['FluxInstance flux-system/flux'].spec.sync.provider, source.spec.provider]).toEqual(['aws', 'aws']);
});

test('another signer of the fleet is accepted', () => {
  const { kustomize } = objectsWith({ verify: Verify.key('cosign') })['FluxInstance flux-system/flux'].spec;

  expect(objectsIn(kustomize.patches[0].patch)[0][0].value).toEqual({ provider: 'cosign', secretRef: { name: 'cosign' } });
});

test('channels are tags', () => {
  expect([Channel.latest(), Channel.latestStable(), Channel.of(Environment.DEVELOPMENT), Channel.of(Environment.PRODUCTION)]).toEqual([
    OciRef.tag('latest'),
    OciRef.tag('latest-stable'),
    OciRef.tag('latest'),
    OciRef.tag('latest-stable'),
  ]);
});

test('the workflow publishes the directory that the app writes, to the artifact that the clusters follow', () => {
  const workflowOf = (repository?: string) => new GitlessFleet(new FluxApp({ repository }), 'fleet', FLEET).workflowText;
  const workflow = parse(workflowOf());
  const push = workflow.jobs.publish.steps.find(({ id }: any) => id === 'push').run;

  expect(workflow.permissions).toEqual({ contents: 'read', packages: 'write', 'id-token': 'write' });
  expect(push).toContain('flux push artifact "$ARTIFACT:$BUILD"');
  expect(JSON.stringify(workflow)).toContain('"ARTIFACT":"oci://ghcr.io/acme/fleet"');
  expect(push).toContain('--path="./fleet" ');
  expect(workflowOf('deploy/tree')).toContain('--path="./deploy/tree" ');
});

test('clusters of a fleet can be read', () => {
  const fleet = new GitlessFleet(new FluxApp(), 'fleet', FLEET);
  const [a, b] = [fleet.addCluster('a'), fleet.addCluster('b')];

  expect(fleet.clusters).toEqual([a, b]);
  expect(a.variable('CLUSTER_NAME')).toBe('a');
});

test('every object of Flux is valid by its schema', () => {
  const objects = Object.values(objectsWith()).filter(({ apiVersion }) => apiVersion.includes('fluxcd'));

  expect(objects.flatMap(schemaErrors)).toEqual([]);
});

const GITLESS = "GitlessFleet 'fleet'";

test.each<[string, Partial<GitlessFleetProps>, string[]]>([
  [
    'a registry by https is refused',
    { registry: 'https://ghcr.io/acme' },
    [
      `${GITLESS}: registry must be an address that starts with oci://, got "https://ghcr.io/acme".`,
      "  fix: registry: 'oci://ghcr.io/acme'",
    ],
  ],
  [
    'a unit that is no namespace is refused',
    { components: [{ name: 'Cert Manager' }] },
    [
      `${GITLESS}: components.name must be a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends, got "Cert Manager".`,
      "  fix: components.name: 'cert-manager'",
    ],
  ],
  [
    'a tenant in the namespace of Flux is refused',
    { tenants: [{ name: 'flux-system' }] },
    [
      `${GITLESS}: tenants.name must be a namespace of its own; whoever has rights in 'flux-system' has them in the whole cluster, got "flux-system".`,
      "  fix: tenants.name: 'team-a'",
    ],
  ],
  [
    'two units of one name are refused',
    { tenants: [{ name: 'team-a' }, { name: 'team-a' }] },
    [`${GITLESS}: tenants must be named once each; two of one name share a namespace, got "team-a".`, "  fix: name: 'team-a-2'"],
  ],
  [
    'a tenant with the name of a component is refused',
    { tenants: [{ name: 'cert-manager' }] },
    [
      `${GITLESS}: tenants must be named differently from the components: a shared namespace would give the tenant the rights of the component, got "cert-manager".`,
      "  fix: name: 'cert-manager-team'",
    ],
  ],
  [
    'a unit by https is refused',
    { components: [{ name: 'x', url: 'https://ghcr.io/acme/x' }] },
    [
      `${GITLESS}: components.url must be an address that starts with oci://, got "https://ghcr.io/acme/x".`,
      "  fix: components.url: 'oci://ghcr.io/acme/x'",
    ],
  ],
  [
    'a unit that the allow-list would refuse is refused',
    { components: [{ name: 'x', url: 'oci://quay.io/acme/x' }] },
    [
      `${GITLESS}: allowedSources must be a list with the address of the unit 'x', which is not below oci://ghcr.io/acme, got [].`,
      "  fix: allowedSources: ['oci://quay.io/acme/x']",
    ],
  ],
  [
    'a signer that nobody would check is refused',
    { repository: undefined, tenants: [] },
    [
      `${GITLESS}: repository must be set, because the unit 'cert-manager' names a repository whose signatures are otherwise not checked, got undefined.`,
      "  fix: repository: 'acme/fleet'",
    ],
  ],
  [
    'a variable that the cluster does not have is refused',
    { components: [{ name: 'x', path: './${REGION}' }] },
    [
      'GitlessObjects \'fleet/prod-eu/flux-system/gitless\': path must be a variable of the cluster (ARTIFACT_TAG, CLUSTER_NAME, ENVIRONMENT), got "${REGION}".',
      "  fix: variables: { REGION: '…' }",
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});
