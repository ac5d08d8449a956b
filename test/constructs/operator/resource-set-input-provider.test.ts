import { Duration, JsonPatch } from 'cdk8s';
import { Auth, CloudProvider, operator, ResourceSetInputProvider, ResourceSetInputProviderProps } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const Type = operator.ResourceSetInputProviderSpecType;
const PULLS: ResourceSetInputProviderProps = { type: Type.GIT_HUB_PULL_REQUEST, url: 'https://github.com/acme/app' };
const CHARTS: ResourceSetInputProviderProps = { type: Type.OCI_ARTIFACT_TAG, url: 'oci://ghcr.io/acme/charts/app' };

const synthProps = (props: ResourceSetInputProviderProps) => synthOne((chart) => new ResourceSetInputProvider(chart, 'inputs', props));
const errorOfProps = (props: ResourceSetInputProviderProps) => errorOf(() => synthProps(props));

test('writes a ResourceSetInputProvider that is read every ten minutes', () => {
  expect(synthProps(PULLS)).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'ResourceSetInputProvider',
    metadata: { name: 'inputs', namespace: 'apps', annotations: { 'fluxcd.controlplane.io/reconcileEvery': '10m' } },
    spec: { type: 'GitHubPullRequest', url: 'https://github.com/acme/app' },
  });
});

test('all props together are written in the order of the documentation', () => {
  const manifest = synthProps({
    ...PULLS,
    name: 'pulls',
    namespace: 'flux-system',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    auth: Auth.githubApp('app'),
    certSecretName: 'ca',
    filter: { labels: ['preview'], limit: 20 },
    skip: { labels: ['hold'] },
    defaultValues: { chart: 'app' },
    schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Paris', window: '8h' }],
    interval: Duration.minutes(5),
    timeout: Duration.minutes(1),
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'ResourceSetInputProvider',
      metadata: {
        name: 'pulls',
        namespace: 'flux-system',
        labels: { team: 'a' },
        annotations: {
          'fluxcd.controlplane.io/reconcileEvery': '5m',
          'fluxcd.controlplane.io/reconcileTimeout': '1m',
          note: 'b',
        },
      },
      spec: {
        type: 'GitHubPullRequest',
        url: 'https://github.com/acme/app',
        secretRef: { name: 'app' },
        filter: { labels: ['preview'], limit: 20 },
        defaultValues: { chart: 'app' },
        schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Paris', window: '8h' }],
        certSecretRef: { name: 'ca' },
        skip: { labels: ['hold'] },
      },
    }),
  );
});

test.each<[ResourceSetInputProviderProps, object]>([
  [CHARTS, { filter: { limit: 1 } }],
  [{ ...CHARTS, filter: { semver: '1.x' } }, { filter: { semver: '1.x', limit: 1 } }],
  [{ ...CHARTS, filter: { limit: 5 } }, { filter: { limit: 5 } }],
])('only the newest tag of an artifact counts, unless more are asked for: %j', (props, { filter }: any) => {
  expect(synthProps(props).spec).toEqual({ type: 'OCIArtifactTag', url: 'oci://ghcr.io/acme/charts/app', filter });
});

test.each<[ResourceSetInputProviderProps, object]>([
  [
    { type: Type.STATIC, defaultValues: { env: 'prod' } },
    { type: 'Static', defaultValues: { env: 'prod' } },
  ],
  [
    { type: Type.EXTERNAL_ARTIFACT, selectors: [{ matchLabels: { team: 'a' } }], serviceAccountName: 'reader' },
    { type: 'ExternalArtifact', selectors: [{ matchLabels: { team: 'a' } }], serviceAccountName: 'reader' },
  ],
  [
    { ...CHARTS, auth: Auth.secret('ghcr-auth'), certSecretName: 'ca', serviceAccountName: 'puller' },
    {
      type: 'OCIArtifactTag',
      url: CHARTS.url,
      secretRef: { name: 'ghcr-auth' },
      certSecretRef: { name: 'ca' },
      serviceAccountName: 'puller',
      filter: { limit: 1 },
    },
  ],
  [
    { type: Type.ECR_ARTIFACT_TAG, url: CHARTS.url, auth: Auth.workloadIdentity(CloudProvider.AWS, 'puller') },
    { type: 'ECRArtifactTag', url: CHARTS.url, serviceAccountName: 'puller', filter: { limit: 1 } },
  ],
  [
    { type: Type.GAR_ARTIFACT_TAG, url: CHARTS.url, auth: Auth.workloadIdentity(CloudProvider.GCP) },
    { type: 'GARArtifactTag', url: CHARTS.url, filter: { limit: 1 } },
  ],
  [
    { type: Type.AZURE_DEV_OPS_BRANCH, url: 'https://dev.azure.com/acme/_git/app', auth: Auth.secret('token') },
    { type: 'AzureDevOpsBranch', url: 'https://dev.azure.com/acme/_git/app', secretRef: { name: 'token' } },
  ],
  [
    {
      type: Type.AWS_CODE_COMMIT_TAG,
      url: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/app',
      auth: Auth.workloadIdentity(CloudProvider.AWS, 'reader'),
    },
    { type: 'AWSCodeCommitTag', url: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/app', serviceAccountName: 'reader' },
  ],
  [
    { type: Type.EXTERNAL_SERVICE, url: 'https://inputs.acme.io/tenants', auth: Auth.secret('token') },
    { type: 'ExternalService', url: 'https://inputs.acme.io/tenants', secretRef: { name: 'token' } },
  ],
])('%j is accepted', (props, spec) => {
  expect(synthProps(props).spec).toEqual(spec);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new ResourceSetInputProvider(chart, 'pulls', PULLS).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a provider that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const { name, namespace } = ResourceSetInputProvider.fromResourceSetInputProviderName(chart, 'shared', 'pulls', 'flux-system');

  expect({ name, namespace }).toEqual({ name: 'pulls', namespace: 'flux-system' });
  expect(chart.toJson()).toEqual([]);
});

test.each<[string, ResourceSetInputProviderProps, string[]]>([
  [
    'an address is refused where nothing is fetched',
    { type: Type.STATIC, url: 'https://acme.io' },
    [`url must be left out with the type Static, got "https://acme.io".`, '  fix: remove url'],
  ],
  [
    'an address is required elsewhere',
    { type: Type.GIT_LAB_BRANCH },
    ['url must be set with the type GitLabBranch, got undefined.', "  fix: url: 'https://github.com/acme/fleet'"],
  ],
  [
    'http is refused, although the API server takes it',
    { ...PULLS, url: 'http://github.com/acme/app' },
    [
      `url must be an address that starts with https://; over http:// anybody on the way can change what is fetched, got "http://github.com/acme/app".`,
      "  fix: url: 'https://github.com/acme/app'",
    ],
  ],
  [
    'the tags of an artifact are at an oci address',
    { ...CHARTS, url: 'https://ghcr.io/acme/charts/app' },
    [
      `url must be an address that starts with oci://, got "https://ghcr.io/acme/charts/app".`,
      "  fix: url: 'oci://ghcr.io/acme/charts/app'",
    ],
  ],
  [
    'a registry without a repository is refused',
    { ...CHARTS, url: 'oci://ghcr.io' },
    [`url must be an address with the path of a repository after the host, got "oci://ghcr.io".`, "  fix: url: 'oci://ghcr.io/acme/fleet'"],
  ],
  [
    'a Secret is refused where the identity of a workload is used',
    { type: Type.ACR_ARTIFACT_TAG, url: 'oci://acme.azurecr.io/app', auth: Auth.secret('acr') },
    [
      `auth must be Auth.workloadIdentity('azure') with the type ACRArtifactTag, got "Auth.secret(acr)".`,
      '  fix: auth: Auth.workloadIdentity(CloudProvider.AZURE)',
    ],
  ],
  [
    'the identity of one cloud does not open the registry of another',
    { type: Type.ECR_ARTIFACT_TAG, url: CHARTS.url, auth: Auth.workloadIdentity(CloudProvider.GCP) },
    [
      `auth must be Auth.workloadIdentity('aws') with the type ECRArtifactTag, got "Auth.workloadIdentity(gcp)".`,
      '  fix: auth: Auth.workloadIdentity(CloudProvider.AWS)',
    ],
  ],
  [
    'credentials are refused where nothing is fetched',
    { type: Type.STATIC, auth: Auth.secret('token') },
    [`auth must be left out with the type Static, got "Auth.secret(token)".`, '  fix: remove auth'],
  ],
  [
    'a GitHub App opens GitHub only',
    { type: Type.GITEA_TAG, url: 'https://gitea.acme.io/app', auth: Auth.githubApp('app') },
    [`auth must be one of Auth.secret('…'), Auth.anonymous(), got "Auth.githubApp(github)".`, "  fix: auth: Auth.secret('app')"],
  ],
  [
    'a service account of a cloud is part of its identity',
    { type: Type.AWS_CODE_COMMIT_TAG, url: 'https://git.acme.io/app', serviceAccountName: 'reader' },
    [
      `serviceAccountName must be left out with the type AWSCodeCommitTag, got "reader".`,
      "  fix: auth: Auth.workloadIdentity(CloudProvider.AWS, 'reader')",
    ],
  ],
  [
    'a service account is refused where the operator has no use for it',
    { ...PULLS, serviceAccountName: 'reader' },
    [`serviceAccountName must be left out with the type GitHubPullRequest, got "reader".`, '  fix: remove serviceAccountName'],
  ],
  [
    'certificates are refused where the API server refuses them',
    { type: Type.GAR_ARTIFACT_TAG, url: CHARTS.url, certSecretName: 'ca' },
    [`certSecretName must be left out with the type GARArtifactTag, got "ca".`, '  fix: remove certSecretName'],
  ],
  [
    'artifacts of the cluster have to be selected',
    { type: Type.EXTERNAL_ARTIFACT },
    ['selectors must be set with the type ExternalArtifact, got undefined.', "  fix: selectors: [{ name: 'apps' }]"],
  ],
  [
    'nothing else is selected',
    { ...PULLS, selectors: [{ name: 'apps' }] },
    [`selectors must be left out with the type GitHubPullRequest, got [{"name":"apps"}].`, '  fix: remove selectors'],
  ],
  [
    'a selector has a name or labels',
    { type: Type.EXTERNAL_ARTIFACT, selectors: [{ name: 'apps', matchLabels: { team: 'a' } }] },
    [
      `selectors must be a list of entries that have either a name or labels, got {"name":"apps","matchLabels":{"team":"a"}}.`,
      "  fix: selectors: [{ name: 'apps' }]",
    ],
  ],
  [
    'no more inputs are exported than the operator can',
    { ...PULLS, filter: { limit: 10001 } },
    ['filter.limit must be a whole number from 1 to 10000, got 10001.', '  fix: filter: { limit: 10000 }'],
  ],
  [
    'no inputs at all are refused, because everything would be deleted',
    { ...PULLS, filter: { limit: 0 } },
    ['filter.limit must be a whole number from 1 to 10000, got 0.', '  fix: filter: { limit: 1 }'],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorOfProps(props)).toBe(`ResourceSetInputProvider 'prod/inputs': ${message.join('\n')}`);
});
