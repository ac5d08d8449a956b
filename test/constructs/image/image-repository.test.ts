import { Duration, JsonPatch } from 'cdk8s';
import { Auth, CloudProvider, ImageRepository, ImageRepositoryProps } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const synthWith = (props: Partial<ImageRepositoryProps>) =>
  synthOne((chart) => new ImageRepository(chart, 'app', { image: 'ghcr.io/acme/app', ...props }));
const errorWith = (props: Partial<ImageRepositoryProps>) => errorOf(() => synthWith(props));

test('writes an ImageRepository with a five minute interval', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageRepository',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { interval: '5m', image: 'ghcr.io/acme/app' },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'app-images',
    namespace: 'team-a',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    interval: Duration.minutes(1),
    timeout: Duration.hours(1),
    auth: Auth.workloadIdentity(CloudProvider.AWS, 'flux'),
    exclude: ['^dev-'],
    accessFrom: { namespaceSelectors: [{ matchLabels: { team: 'b' } }] },
    certSecretName: 'registry-ca',
    proxySecretName: 'proxy',
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImageRepository',
      metadata: { name: 'app-images', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '1m',
        timeout: '60m',
        image: 'ghcr.io/acme/app',
        provider: 'aws',
        serviceAccountName: 'flux',
        certSecretRef: { name: 'registry-ca' },
        // What Flux leaves out by itself, it no longer does once something else is said.
        exclusionList: ['^.*\\.sig$', '^dev-'],
        accessFrom: { namespaceSelectors: [{ matchLabels: { team: 'b' } }] },
        proxySecretRef: { name: 'proxy' },
      },
    }),
  );
});

test('a Secret holds the credentials of a registry', () => {
  expect(synthWith({ auth: Auth.secret('registry') }).spec).toEqual({
    interval: '5m',
    image: 'ghcr.io/acme/app',
    secretRef: { name: 'registry' },
  });
});

test.each(['app', 'library/app', 'localhost:5000/app', 'registry.acme.io:5000/a/b_c--d.e', '0123.dkr.ecr.us-east-1.amazonaws.com/app'])(
  '%s is the name of an image',
  (image) => expect(synthWith({ image }).spec.image).toBe(image),
);

test.each([
  ['oci://ghcr.io/acme/app', 'ghcr.io/acme/app'],
  ['ghcr.io/acme/app:1.0.0', 'ghcr.io/acme/app'],
  ['localhost:5000/app:1.0.0', 'localhost:5000/app'],
  ['https://ghcr.io/acme/app:1@sha256:00', 'ghcr.io/acme/app'],
  ['ghcr.io/Acme/App', 'ghcr.io/acme/app'],
  ['', 'ghcr.io/acme/app'],
])('the image %s is refused', (image, fix) => {
  expect(errorWith({ image })).toBe(
    [
      `ImageRepository 'prod/app': image must be the name of an image in lower case, without scheme, tag and digest, got "${image}".`,
      `  fix: image: '${fix}'`,
    ].join('\n'),
  );
});

test.each<[Partial<ImageRepositoryProps>, string, string]>([
  [
    { exclude: ['^dev-', '^(?=x)'] },
    'exclude[1] must be a regular expression of Go (RE2); it has a lookahead, which RE2 does not know, got "^(?=x)".',
    'say what tags look like, not what they must not: ^main-[a-f0-9]+-(?P<ts>[0-9]+)$',
  ],
  [
    { exclude: Array.from({ length: 25 }, (_, index) => `^${index}$`) },
    'exclude must be a list of at most 24 patterns; Flux takes 25, and one leaves out signatures, got 25.',
    "join patterns: '^(dev|test)-'",
  ],
  [
    { auth: Auth.githubApp('app') },
    "auth must be one of Auth.secret('…'), Auth.workloadIdentity('aws'), Auth.workloadIdentity('azure'), Auth.workloadIdentity('gcp'), " +
      'Auth.anonymous(), got "Auth.githubApp(github)".',
    "auth: Auth.secret('app')",
  ],
  [
    { interval: Duration.millis(1) },
    'interval must be a duration of whole seconds, one at least, got "1ms".',
    'interval: Duration.seconds(1)',
  ],
  [
    { certSecretName: 'CA' },
    "certSecretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, " +
      'got "CA".',
    "certSecretName: 'ca'",
  ],
  [{ image: undefined as any }, 'image must be given, got undefined.', "image: 'ghcr.io/acme/app'"],
])('%j is refused, with what works', (props, problem, fix) => {
  expect(errorWith(props)).toBe(`ImageRepository 'prod/app': ${problem}\n  fix: ${fix}`);
});

test('one that is defined elsewhere has a name, a namespace, and no image', () => {
  const { name, namespace, image } = ImageRepository.fromImageRepositoryName(testChart(), 'app', 'app-images', 'flux-system');

  expect({ name, namespace, image }).toEqual({ name: 'app-images', namespace: 'flux-system', image: undefined });
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new ImageRepository(chart, 'app', { image: 'app' }).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});
