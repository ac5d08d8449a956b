import { Duration, JsonPatch } from 'cdk8s';
import { Auth, CloudProvider, HelmRelease, HelmRepository, HelmRepositoryProps } from '../../../src';
import { errorOf, synthAll, synthOne, testChart } from '../../support/synth';

const NGINX: HelmRepositoryProps = { url: 'https://kubernetes.github.io/ingress-nginx' };

const synthWith = (props: Partial<HelmRepositoryProps>) =>
  synthOne((chart) => new HelmRepository(chart, 'ingress-nginx', { ...NGINX, ...props }));
const errorWith = (props: Partial<HelmRepositoryProps>) => errorOf(() => synthWith(props));

test('writes a HelmRepository whose index is read every hour', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name: 'ingress-nginx', namespace: 'apps' },
    spec: { interval: '1h', url: 'https://kubernetes.github.io/ingress-nginx' },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'nginx',
    namespace: 'team-a',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    interval: Duration.minutes(90),
    timeout: Duration.hours(1),
    auth: Auth.secret('charts-auth'),
    passCredentials: true,
    certSecretName: 'charts-ca',
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name: 'nginx', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '1h30m',
        timeout: '60m',
        url: 'https://kubernetes.github.io/ingress-nginx',
        secretRef: { name: 'charts-auth' },
        certSecretRef: { name: 'charts-ca' },
        passCredentials: true,
      },
    }),
  );
});

test('a chart of the repository is what a HelmRelease installs', () => {
  const [, release] = synthAll((chart) => {
    const repository = new HelmRepository(chart, 'nginx', NGINX);
    new HelmRelease(chart, 'ingress', { chart: repository.chart('ingress-nginx', '4.x') });
  });

  expect(release.spec.chart).toEqual({
    spec: {
      chart: 'ingress-nginx',
      version: '4.x',
      sourceRef: { kind: 'HelmRepository', name: 'nginx' },
      reconcileStrategy: 'ChartVersion',
    },
  });
});

test('a chart of a repository in another namespace names that namespace and keeps its options', () => {
  const chart = testChart();
  const repository = HelmRepository.fromHelmRepositoryName(chart, 'shared', 'nginx', 'flux-system');
  const nginx = repository.chart('ingress-nginx', '>=4.1.0 <5', { interval: Duration.minutes(5), valuesFiles: ['values-prod.yaml'] });

  expect(nginx.toReleaseChart(chart, 'apps')).toEqual({
    chart: {
      spec: {
        chart: 'ingress-nginx',
        version: '>=4.1.0 <5',
        sourceRef: { kind: 'HelmRepository', name: 'nginx', namespace: 'flux-system' },
        reconcileStrategy: 'ChartVersion',
        interval: '5m',
        valuesFiles: ['values-prod.yaml'],
      },
    },
  });
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new HelmRepository(chart, 'nginx', NGINX).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, Partial<HelmRepositoryProps>, string[]]>([
  [
    'an OCI registry is refused, with the construct to use',
    { url: 'oci://ghcr.io/stefanprodan/charts/' },
    [
      `HelmRepository 'prod/ingress-nginx': url must be an address that starts with https://; charts in an OCI registry have a source kind of their own, got "oci://ghcr.io/stefanprodan/charts/".`,
      `  fix: new OciRepository(this, 'ingress-nginx', { url: 'oci://ghcr.io/stefanprodan/charts/<chart>', helmChart: true, ref: OciRef.semver('1.x') }), or HelmReleaseFromOci`,
    ],
  ],
  [
    'http is refused, with the url that works',
    { url: 'http://charts.acme.io' },
    [
      `HelmRepository 'prod/ingress-nginx': url must be an address that starts with https://; over http:// anybody on the way can change what is fetched, got "http://charts.acme.io".`,
      `  fix: url: 'https://charts.acme.io'`,
    ],
  ],
  [
    'an address without a scheme is refused',
    { url: 'charts.acme.io' },
    [
      `HelmRepository 'prod/ingress-nginx': url must be an address that starts with https://, got "charts.acme.io".`,
      `  fix: url: 'https://charts.acme.io'`,
    ],
  ],
  [
    'credentials in the url are refused and not repeated',
    { url: 'https://robot:hunter2@charts.acme.io' },
    [
      `HelmRepository 'prod/ingress-nginx': url must be an address without user and password; it stands in Git for everybody to read, got "https://***@charts.acme.io".`,
      `  fix: url: 'https://charts.acme.io', with auth: Auth.secret('credentials')`,
    ],
  ],
  [
    'the identity of a workload is refused, because Flux uses it for registries only',
    { auth: Auth.workloadIdentity(CloudProvider.AWS) },
    [
      `HelmRepository 'prod/ingress-nginx': auth must be one of Auth.secret('…'), Auth.anonymous(), got "Auth.workloadIdentity(aws)".`,
      `  fix: auth: Auth.secret('credentials')`,
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test.each(['*', '', 'latest', 'x'])('the version %j of a chart is refused, because it takes whatever comes', (version) => {
  const repository = new HelmRepository(testChart(), 'nginx', NGINX);

  expect(errorOf(() => repository.chart('ingress-nginx', version))).toBe(
    [
      `HelmRepository 'prod/nginx': version must be a version or a range of versions with a number in it; '*' installs the next major release by itself, got "${version}".`,
      `  fix: version: '1.x'`,
    ].join('\n'),
  );
});

test('the name of a chart holds neither repository nor version', () => {
  const repository = new HelmRepository(testChart(), 'nginx', NGINX);

  expect(errorOf(() => repository.chart('nginx/ingress-nginx', '4.x'))).toBe(
    [
      `HelmRepository 'prod/nginx': name must be the name of a chart as the repository's index has it, without repository and version, got "nginx/ingress-nginx".`,
      `  fix: name: 'ingress-nginx'`,
    ].join('\n'),
  );
});
