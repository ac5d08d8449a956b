import { Auth, Environment, FluxVersion, GitlessClusterProps, GitlessFleet, GitlessFleetProps, OciRef, Verify } from '../../src';
import { filesOf, objectsByName, objectsIn } from '../support/fleet';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const FLEET: GitlessFleetProps = {
  registry: 'oci://ghcr.io/acme',
  components: [{ name: 'cert-manager' }, { name: 'ingress', tag: '1.2.3' }],
  tenants: [{ name: 'team-a' }],
};

/** The objects of one cluster of a fleet. */
const objectsWith = (props: Partial<GitlessFleetProps> = {}, cluster: GitlessClusterProps = {}, fluxVersion?: FluxVersion) =>
  objectsByName(filesOf((app) => new GitlessFleet(app, 'fleet', { ...FLEET, ...props }).addCluster('prod-eu', cluster), { fluxVersion }));

const resourceSet = (objects: Record<string, any>, name: string) => objects[`ResourceSet flux-system/${name}`].spec;
/** What a ResourceSet makes for every unit, of one kind. */
const templates = (objects: Record<string, any>, name: string, kind: string) =>
  resourceSet(objects, name).resources.filter((resource: any) => resource.kind === kind);
const tagsIn = (objects: Record<string, any>) =>
  ['infrastructure', 'tenants'].flatMap((name) => resourceSet(objects, name).inputs.map((unit: any) => `${unit.name}:${unit.tag}`));
/** The operations on the source of the cluster's own sync. */
const syncPatches = (objects: Record<string, any>) =>
  (objects['FluxInstance flux-system/flux'].spec.kustomize?.patches ?? []).flatMap(({ patch }: any) => objectsIn(patch).flat());

test.each([
  [Environment.PRODUCTION, 'enabled'],
  [Environment.STAGING, 'warn'],
  [Environment.DEVELOPMENT, 'warn'],
])('the release of the operator locks it, and in %s drift is %s', (environment, mode) => {
  expect(templates(objectsWith({}, { environment }), 'flux-operator', 'HelmRelease')).toEqual([
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'flux-operator', namespace: 'flux-system' },
      spec: {
        interval: '30m',
        timeout: '5m',
        serviceAccountName: 'flux-operator',
        releaseName: 'flux-operator',
        chartRef: { kind: 'OCIRepository', name: 'flux-operator' },
        install: { crds: 'Create', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
        upgrade: { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
        driftDetection: { mode },
        values: { multitenancy: { enabled: true, defaultServiceAccount: 'default' } },
      },
    },
  ]);
});

test('the chart of the operator must be signed, also in a fleet that checks nothing else', () => {
  const objects = objectsWith();
  const [{ spec }] = templates(objects, 'flux-operator', 'OCIRepository');

  expect(spec.verify).toEqual({
    provider: 'cosign',
    matchOIDCIdentity: [
      {
        issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
        subject: '^https://github\\.com/controlplaneio-fluxcd/charts/\\.github/workflows/release\\.yml@refs/tags/v\\d+\\.\\d+\\.\\d+$',
      },
    ],
  });
  expect(syncPatches(objects)).toEqual([]);
  expect(templates(objects, 'tenants', 'OCIRepository')[0].spec.verify).toBeUndefined();
});

describe('a fleet that is signed with a key', () => {
  const verify = { provider: 'cosign', secretRef: { name: 'cosign-keys' } };
  const objects = objectsWith({ verify: Verify.key('cosign-keys') });

  test('asks it of its own artifact', () => {
    expect(syncPatches(objects)).toEqual([{ op: 'add', path: '/spec/verify', value: verify }]);
  });

  test.each(['infrastructure', 'tenants'])('asks it of the units in %s, which get a copy of the Secret', (concern) => {
    expect(templates(objects, concern, 'OCIRepository')[0].spec.verify).toEqual(verify);
    expect(templates(objects, concern, 'Secret')).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'cosign-keys',
          namespace: '<< inputs.name | quote >>',
          annotations: { 'fluxcd.controlplane.io/copyFrom': 'flux-system/cosign-keys' },
        },
        type: 'Opaque',
      },
    ]);
    expect(resourceSet(objects, concern).inputs[0].signer).toBeUndefined();
  });

  test('copies the credentials of the registry beside the key', () => {
    const both = objectsWith({ verify: Verify.key('cosign-keys'), auth: Auth.secret('ghcr-auth') });

    expect(templates(both, 'tenants', 'Secret').map(({ metadata, type }: any) => [metadata.name, type])).toEqual([
      ['cosign-keys', 'Opaque'],
      ['ghcr-auth', 'kubernetes.io/dockerconfigjson'],
    ]);
  });

  test('leaves units alone whose repository vouches for them', () => {
    const known = objectsWith({ verify: Verify.key('cosign-keys'), repository: 'acme/fleet' });

    expect(templates(known, 'tenants', 'OCIRepository')[0].spec.verify).toEqual({
      provider: 'cosign',
      matchOIDCIdentity: [{ issuer: '^https://token\\.actions\\.githubusercontent\\.com$', subject: '<< inputs.signer | quote >>' }],
    });
    expect(templates(known, 'tenants', 'Secret')).toEqual([]);
    expect(syncPatches(known)[0].value).toEqual(verify);
  });
});

test('a fleet that is signed by an identity asks the same identity of its units', () => {
  const identity = { issuer: '^https://accounts\\.google\\.com$', subject: '^release@acme\\.io$' };
  const objects = objectsWith({ verify: Verify.keyless(identity) });
  const verify = { provider: 'cosign', matchOIDCIdentity: [identity] };

  expect(syncPatches(objects)[0].value).toEqual(verify);
  expect(templates(objects, 'tenants', 'OCIRepository')[0].spec.verify).toEqual(verify);
  expect(templates(objects, 'tenants', 'Secret')).toEqual([]);
});

test.each<[string, GitlessClusterProps, string, Record<string, string>]>([
  ['its environment', {}, 'latest-stable', { ARTIFACT_TAG: 'latest-stable' }],
  ['its environment', { environment: Environment.STAGING }, 'latest', { ARTIFACT_TAG: 'latest' }],
  ['a tag', { channel: OciRef.tag('2.0.0') }, '2.0.0', { ARTIFACT_TAG: '2.0.0' }],
  ['a range', { channel: OciRef.semver('1.x') }, 'latest-stable', { ARTIFACT_SEMVER: '1.x' }],
  ['a range', { channel: OciRef.semver('1.x'), environment: Environment.STAGING }, 'latest', { ARTIFACT_SEMVER: '1.x' }],
  ['a digest', { channel: OciRef.digest(DIGEST) }, 'latest-stable', { ARTIFACT_DIGEST: DIGEST }],
])('units follow the cluster that follows %s, unless they name a tag', (_what, cluster, tag, facts) => {
  const objects = objectsWith({}, cluster);

  expect(tagsIn(objects)).toEqual([`cert-manager:${tag}`, 'ingress:1.2.3', `team-a:${tag}`]);
  expect(objects['ConfigMap flux-system/flux-runtime-info'].data).toEqual({
    CLUSTER_NAME: 'prod-eu',
    ENVIRONMENT: cluster.environment ?? 'production',
    ...facts,
  });
});

test('a digest is followed by a patch', () => {
  expect(syncPatches(objectsWith({}, { channel: OciRef.digest(DIGEST) }))).toEqual([
    { op: 'replace', path: '/spec/ref', value: { digest: DIGEST } },
  ]);
});

test('the path of a unit may name what the cluster follows', () => {
  const components = [{ name: 'x', path: './${ARTIFACT_SEMVER}' }];

  expect(resourceSet(objectsWith({ components }, { channel: OciRef.semver('1.x') }), 'infrastructure').inputs[0].path).toBe('./1.x');
});

test('a variable of the program does not replace what the cluster is', () => {
  const variables = { CLUSTER_NAME: 'other', ARTIFACT_TAG: 'other', REGION: 'eu' };

  expect(objectsWith({}, { variables })['ConfigMap flux-system/flux-runtime-info'].data).toEqual({
    CLUSTER_NAME: 'prod-eu',
    ENVIRONMENT: 'production',
    ARTIFACT_TAG: 'latest-stable',
    REGION: 'eu',
  });
});

test.each([
  [FluxVersion.V2_9, 'Always'],
  [FluxVersion.V2_8, undefined],
])('units of Flux %s are filled in with the strategy %s', (fluxVersion, substituteStrategy) => {
  const [{ spec }] = templates(objectsWith({}, {}, fluxVersion), 'tenants', 'Kustomization');

  expect(spec.postBuild).toEqual({ substituteFrom: [{ kind: 'ConfigMap', name: 'flux-runtime-info' }], substituteStrategy });
});

test('pods of other namespaces may connect to those of tenants where the program says so', () => {
  const [{ spec }] = templates(objectsWith({ tenantIngressFrom: ['ingress-nginx', 'monitoring'] }), 'tenants', 'NetworkPolicy');
  const [closed] = templates(objectsWith(), 'tenants', 'NetworkPolicy');

  expect(spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          { podSelector: {} },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
        ],
      },
    ],
  });
  expect(closed.spec.ingress).toEqual([{ from: [{ podSelector: {} }] }]);
});
