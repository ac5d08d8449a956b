import { Duration, JsonPatch } from 'cdk8s';
import { Auth, CloudProvider, OciRef, OciRepository, OciRepositoryProps, Verify } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const PODINFO: OciRepositoryProps = { url: 'oci://ghcr.io/stefanprodan/charts/podinfo', ref: OciRef.semver('6.x') };

const synthWith = (props: Partial<OciRepositoryProps>) =>
  synthOne((chart) => new OciRepository(chart, 'podinfo', { ...PODINFO, ...props }));
const errorWith = (props: Partial<OciRepositoryProps>) => errorOf(() => synthWith(props));

test('writes an OCIRepository with a five minute interval', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'podinfo', namespace: 'apps' },
    spec: { interval: '5m', url: 'oci://ghcr.io/stefanprodan/charts/podinfo', ref: { semver: '6.x' } },
  });
});

test('fields stand in the order of the Flux documentation', () => {
  const manifest = synthWith({ helmChart: true, auth: Auth.secret('ghcr-auth'), timeout: Duration.minutes(2), labels: { team: 'a' } });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'podinfo', namespace: 'apps', labels: { team: 'a' } },
      spec: {
        interval: '5m',
        timeout: '2m',
        url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
        ref: { semver: '6.x' },
        layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
        secretRef: { name: 'ghcr-auth' },
      },
    }),
  );
});

test.each([
  [OciRef.semver('6.x'), { semver: '6.x' }],
  [OciRef.tag('6.5.0'), { tag: '6.5.0' }],
  [OciRef.digest(`sha256:${'a'.repeat(64)}`), { digest: `sha256:${'a'.repeat(64)}` }],
])('%j selects the artifact by one key only', (ref, rendered) => {
  expect(synthWith({ ref }).spec.ref).toEqual(rendered);
});

test.each([
  [Duration.minutes(90), '1h30m'],
  [Duration.days(1), '24h'],
  [Duration.seconds(90), '1m30s'],
])('interval %j is written in the syntax of Go', (interval, text) => {
  expect(synthWith({ interval }).spec.interval).toBe(text);
});

test('timeout is written without hours, which the field does not accept', () => {
  expect(synthWith({ timeout: Duration.hours(1) }).spec.timeout).toBe('60m');
});

test('a workload identity names the cloud and the service account', () => {
  const { provider, serviceAccountName } = synthWith({ auth: Auth.workloadIdentity(CloudProvider.AWS, 'puller') }).spec;

  expect({ provider, serviceAccountName }).toEqual({ provider: 'aws', serviceAccountName: 'puller' });
});

test('a GitHub Actions workflow is accepted as signer for tags only', () => {
  expect(synthWith({ verify: Verify.githubActions({ repository: 'acme/fleet', workflow: 'release.yaml' }) }).spec.verify).toEqual({
    provider: 'cosign',
    matchOIDCIdentity: [
      {
        issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
        subject: '^https://github\\.com/acme/fleet/\\.github/workflows/release\\.yaml@refs/tags/.+$',
      },
    ],
  });
});

test.each([
  ['Cosign signatures by a key pair', Verify.key('cosign-keys'), { provider: 'cosign', secretRef: { name: 'cosign-keys' } }],
  ['Notation signatures', Verify.notation('notation-trust'), { provider: 'notation', secretRef: { name: 'notation-trust' } }],
])('%s are checked with what a Secret holds', (_, verify, written) => {
  expect(synthWith({ verify }).spec.verify).toEqual(written);
});

test.each([
  ['key', () => Verify.key('Cosign Keys'), 'cosign-keys'],
  ['notation', () => Verify.notation('Notation_Trust'), 'notation-trust'],
])('Verify.%s() refuses a Secret that cannot exist', (factory, use, nearest) => {
  expect(errorOf(use)).toMatch(
    new RegExp(`^Verify\\.${factory}\\(\\): secretName must be a Kubernetes name: .*\\n  fix: secretName: '${nearest}'$`),
  );
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new OciRepository(chart, 'podinfo', PODINFO).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a repository that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const imported = OciRepository.fromOciRepositoryName(chart, 'shared', 'charts', 'flux-system');

  expect(imported.toReleaseChart(chart, 'apps')).toEqual({ chartRef: { kind: 'OCIRepository', name: 'charts', namespace: 'flux-system' } });
  expect(chart.toJson()).toEqual([]);
});

test.each([
  [
    'an https url is refused, with the url that works',
    { url: 'https://ghcr.io/stefanprodan/charts/podinfo' },
    [
      `OciRepository 'prod/podinfo': url must be an address that starts with oci://, got "https://ghcr.io/stefanprodan/charts/podinfo".`,
      `  fix: url: 'oci://ghcr.io/stefanprodan/charts/podinfo'`,
    ],
  ],
  [
    'a tag in the url is refused, with the reference to use',
    { url: 'oci://registry:5000/podinfo:6.5.0' },
    [
      `OciRepository 'prod/podinfo': url must be an address without tag or digest, got "oci://registry:5000/podinfo:6.5.0".`,
      `  fix: url: 'oci://registry:5000/podinfo', with OciRef.tag('6.5.0')`,
    ],
  ],
  [
    'an interval of zero is refused',
    { interval: Duration.seconds(0) },
    [
      `OciRepository 'prod/podinfo': interval must be a duration of whole seconds, one at least, got "0ms".`,
      '  fix: interval: Duration.seconds(1)',
    ],
  ],
  [
    'a name that Kubernetes refuses is refused, with the nearest one that works',
    { name: 'Pod_Info' },
    [
      `OciRepository 'prod/podinfo': name must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Pod_Info".`,
      `  fix: name: 'pod-info'`,
    ],
  ],
  [
    'the namespace default is refused',
    { namespace: 'default' },
    [
      `OciRepository 'prod/podinfo': namespace must be a namespace of its own; 'default' has no owner, no quota and no policy, got "default".`,
      `  fix: namespace: 'apps'`,
    ],
  ],
  [
    'a GitHub App is refused, because registries do not know it',
    { auth: Auth.githubApp('app') },
    [
      `OciRepository 'prod/podinfo': auth must be one of Auth.secret('…'), Auth.workloadIdentity('aws'), Auth.workloadIdentity('azure'), Auth.workloadIdentity('gcp'), Auth.anonymous(), got "Auth.githubApp(github)".`,
      `  fix: auth: Auth.secret('app')`,
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('a range without a version is refused', () => {
  expect(errorOf(() => OciRef.semver('latest'))).toBe(
    [`OciRef.semver(): range must be a range of semantic versions such as '6.x', got "latest".`, `  fix: OciRef.semver('6.x')`].join('\n'),
  );
});

test('a signer without anchors is refused', () => {
  expect(errorOf(() => Verify.keyless({ issuer: '^https://accounts.google.com$', subject: 'release@acme.io' }))).toBe(
    [
      'Verify.keyless(): subject must be a regular expression anchored with ^ and $; otherwise it accepts every identity that contains it, got "release@acme.io".',
      "  fix: subject: '^release@acme.io$'",
    ].join('\n'),
  );
});
