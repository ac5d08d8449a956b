import { Duration, JsonPatch } from 'cdk8s';
import { Auth, Bucket, BucketProps, BucketProvider, CloudProvider, source } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const MANIFESTS: BucketProps = { bucketName: 'manifests', endpoint: 'minio.acme.io:9000' };

const synthWith = (props: Partial<BucketProps>) => synthOne((chart) => new Bucket(chart, 'fleet', { ...MANIFESTS, ...props }));
const errorWith = (props: Partial<BucketProps>) => errorOf(() => synthWith(props));

test('writes a Bucket with a five minute interval', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'Bucket',
    metadata: { name: 'fleet', namespace: 'apps' },
    spec: { interval: '5m', provider: 'generic', endpoint: 'minio.acme.io:9000', bucketName: 'manifests' },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'manifests',
    namespace: 'team-a',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    provider: BucketProvider.GENERIC,
    region: 'eu-west-1',
    prefix: 'clusters/prod/',
    interval: Duration.minutes(10),
    timeout: Duration.hours(1),
    auth: Auth.secret('minio-auth'),
    ignore: '*.md\n',
    certSecretName: 'minio-ca',
    proxySecretName: 'proxy',
    sts: { provider: source.BucketSpecStsProvider.LDAP, endpoint: 'https://minio.acme.io:9000', secretRef: { name: 'ldap' } },
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'Bucket',
      metadata: { name: 'manifests', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '10m',
        timeout: '60m',
        provider: 'generic',
        endpoint: 'minio.acme.io:9000',
        bucketName: 'manifests',
        region: 'eu-west-1',
        prefix: 'clusters/prod/',
        secretRef: { name: 'minio-auth' },
        certSecretRef: { name: 'minio-ca' },
        ignore: '*.md\n',
        proxySecretRef: { name: 'proxy' },
        sts: { endpoint: 'https://minio.acme.io:9000', provider: 'ldap', secretRef: { name: 'ldap' } },
      },
    }),
  );
});

test.each<[Partial<BucketProps>, object]>([
  [{ auth: Auth.workloadIdentity(CloudProvider.AWS, 'reader') }, { provider: 'aws', serviceAccountName: 'reader' }],
  [{ auth: Auth.workloadIdentity(CloudProvider.GCP), provider: BucketProvider.GCP }, { provider: 'gcp' }],
  [
    { auth: Auth.secret('keys'), provider: BucketProvider.AWS },
    { provider: 'aws', secretRef: { name: 'keys' } },
  ],
  [
    { provider: BucketProvider.AZURE, endpoint: 'https://acme.blob.core.windows.net' },
    { provider: 'azure', endpoint: 'https://acme.blob.core.windows.net' },
  ],
  [
    { provider: BucketProvider.AWS, sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: 'https://sts.amazonaws.com' } },
    { provider: 'aws', sts: { provider: 'aws', endpoint: 'https://sts.amazonaws.com' } },
  ],
])('%j names the storage and the credentials', (props, fields) => {
  expect(synthWith(props).spec).toEqual({ interval: '5m', endpoint: 'minio.acme.io:9000', bucketName: 'manifests', ...fields });
});

test('a chart of the bucket follows every change', () => {
  const chart = testChart();
  const bucket = Bucket.fromBucketName(chart, 'shared', 'charts', 'flux-system');

  expect(bucket.sourceKind).toBe('Bucket');
  expect(bucket.chart('podinfo').toReleaseChart(chart, 'apps')).toEqual({
    chart: {
      spec: {
        chart: 'podinfo',
        sourceRef: { kind: 'Bucket', name: 'charts', namespace: 'flux-system' },
        reconcileStrategy: 'Revision',
      },
    },
  });
  expect(chart.toJson()).toEqual([]);
});

test('a chart can be taken from a bucket of the program too', () => {
  const chart = testChart();
  const podinfo = new Bucket(chart, 'charts', MANIFESTS).chart('podinfo', { interval: Duration.minutes(1) });

  expect(podinfo.toReleaseChart(chart, 'apps').chart.spec).toEqual({
    chart: 'podinfo',
    sourceRef: { kind: 'Bucket', name: 'charts' },
    reconcileStrategy: 'Revision',
    interval: '1m',
  });
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new Bucket(chart, 'fleet', MANIFESTS).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, Partial<BucketProps>, string[]]>([
  [
    'a scheme is refused, because Flux always uses TLS',
    { endpoint: 'http://minio.acme.io:9000/manifests' },
    [
      `Bucket 'prod/fleet': endpoint must be the host of the storage with or without a port, without scheme and path, got "http://minio.acme.io:9000/manifests".`,
      `  fix: endpoint: 'minio.acme.io:9000'`,
    ],
  ],
  [
    'credentials in the endpoint are refused and not repeated',
    { endpoint: 'https://key:hunter2@minio.acme.io' },
    [
      `Bucket 'prod/fleet': endpoint must be the host of the storage with or without a port, without scheme and path, got "https://***@minio.acme.io".`,
      `  fix: endpoint: 'minio.acme.io'`,
    ],
  ],
  [
    'Azure needs the scheme',
    { provider: BucketProvider.AZURE, endpoint: 'acme.blob.core.windows.net' },
    [
      `Bucket 'prod/fleet': endpoint must be an address that starts with https://, got "acme.blob.core.windows.net".`,
      `  fix: endpoint: 'https://acme.blob.core.windows.net'`,
    ],
  ],
  [
    'the identity of one cloud does not open the bucket of another',
    { provider: BucketProvider.GCP, auth: Auth.workloadIdentity(CloudProvider.AWS) },
    [`Bucket 'prod/fleet': provider must be the cloud of Auth.workloadIdentity('aws'), got "gcp".`, '  fix: provider: BucketProvider.AWS'],
  ],
  [
    'a GitHub App is refused',
    { auth: Auth.githubApp('app') },
    [
      `Bucket 'prod/fleet': auth must be one of Auth.secret('…'), Auth.workloadIdentity('aws'), Auth.workloadIdentity('azure'), Auth.workloadIdentity('gcp'), Auth.anonymous(), got "Auth.githubApp(github)".`,
      `  fix: auth: Auth.secret('app')`,
    ],
  ],
  [
    'a generic storage knows LDAP only',
    { sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: 'https://sts.amazonaws.com' } },
    [
      `Bucket 'prod/fleet': sts.provider must be 'ldap' with BucketProvider.GENERIC, got "aws".`,
      '  fix: sts: { provider: source.BucketSpecStsProvider.LDAP, … }',
    ],
  ],
  [
    'Google Cloud knows no service of short-lived credentials',
    { provider: BucketProvider.GCP, sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: 'https://sts.amazonaws.com' } },
    [
      `Bucket 'prod/fleet': sts.provider must be used with BucketProvider.AWS or BucketProvider.GENERIC only, got "aws".`,
      '  fix: remove sts',
    ],
  ],
  [
    'AWS needs no Secret for short-lived credentials',
    {
      provider: BucketProvider.AWS,
      sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: 'https://sts.amazonaws.com', secretRef: { name: 'sts' } },
    },
    [
      `Bucket 'prod/fleet': sts must be without secretRef and certSecretRef; AWS hands out credentials for the identity of the workload, got {"provider":"aws","endpoint":"https://sts.amazonaws.com","secretRef":{"name":"sts"}}.`,
      `  fix: sts: { provider: source.BucketSpecStsProvider.AWS, endpoint: 'https://sts.amazonaws.com' }`,
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});
