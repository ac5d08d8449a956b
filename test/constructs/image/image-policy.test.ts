import { Chart, Duration } from 'cdk8s';
import { DigestReflection, ImageOptions, ImagePolicy, ImagePolicyProps, ImageRepository, TagPolicy } from '../../../src';
import { errorOf, synthAll, testChart } from '../../support/synth';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const policyIn = (chart: Chart, props: Partial<ImagePolicyProps> = {}) => {
  const repository = new ImageRepository(chart, 'images', { image: 'ghcr.io/acme/app' });
  return new ImagePolicy(chart, 'app', { repository, tags: TagPolicy.semver('1.x'), ...props });
};
const synthWith = (props: Partial<ImagePolicyProps>) => synthAll((chart) => policyIn(chart, props))[1];
const imageWith = (tag: string, options?: ImageOptions, props?: Partial<ImagePolicyProps>) =>
  policyIn(testChart(), props).image(tag, options);

test('writes an ImagePolicy for its repository', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImagePolicy',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { imageRepositoryRef: { name: 'images' }, policy: { semver: { range: '1.x' } } },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const repository = ImageRepository.fromImageRepositoryName(testChart(), 'elsewhere', 'images', 'flux-system');
  const manifest = synthWith({
    name: 'app-main',
    labels: { team: 'a' },
    repository,
    tags: TagPolicy.newestBy('^main-(?P<ts>[0-9]+)$', 'ts'),
    digest: DigestReflection.always(Duration.minutes(10)),
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImagePolicy',
      metadata: { name: 'app-main', namespace: 'apps', labels: { team: 'a' } },
      spec: {
        imageRepositoryRef: { name: 'images', namespace: 'flux-system' },
        filterTags: { pattern: '^main-(?P<ts>[0-9]+)$', extract: '$ts' },
        policy: { alphabetical: { order: 'asc' } },
        digestReflectionPolicy: 'Always',
        interval: '10m',
      },
    }),
  );
});

test('in a chart of plain cdk8s, where nobody writes comments, the parts of an image are plain values', () => {
  const { ref, name, tag, digest } = imageWith('1.2.3', { digest: DIGEST }, { digest: DigestReflection.ifNotPresent() });

  expect({ ref, name, tag, digest }).toEqual({
    ref: `ghcr.io/acme/app:1.2.3@${DIGEST}`,
    name: 'ghcr.io/acme/app',
    tag: '1.2.3',
    digest: DIGEST,
  });
});

test('a policy that is defined elsewhere has an image as well', () => {
  const policy = ImagePolicy.fromImagePolicyName(testChart(), 'app', 'app', 'flux-system');

  expect(policy.image('1.2.3', { name: 'ghcr.io/acme/app' }).ref).toBe('ghcr.io/acme/app:1.2.3');
});

test.each<[string, () => unknown, string, string]>([
  [
    'a tag that is a whole reference',
    () => imageWith('ghcr.io/acme/app:1.2.3'),
    "tag must be a tag: at most 128 letters, digits, '_', '.' and '-', neither '.' nor '-' in front, got \"ghcr.io/acme/app:1.2.3\".",
    "tag: '1.2.3'",
  ],
  [
    'a digest that is none',
    () => imageWith('1.2.3', { digest: 'abc' }),
    'digest must be a digest: sha256: and 64 hexadecimal digits in lower case, got "abc".',
    "digest: 'sha256:<64 hexadecimal digits>'",
  ],
  [
    'a name with a tag',
    () => imageWith('1.2.3', { name: 'app:1' }),
    'name must be the name of an image in lower case, without scheme, tag and digest, got "app:1".',
    "name: 'app'",
  ],
  [
    'no name where the repository is defined elsewhere',
    () => imageWith('1.2.3', {}, { repository: ImageRepository.fromImageRepositoryName(testChart(), 'x', 'x') }),
    'name must be given, got undefined.',
    "image('1.2.3', { name: 'ghcr.io/acme/app' })",
  ],
  [
    'a digest that the policy does not look up',
    () => imageWith('1.2.3', { digest: DIGEST }).digest,
    'digest must be looked up by the policy before a manifest can use it; Flux would write the empty text, got undefined.',
    'digest: DigestReflection.ifNotPresent()',
  ],
  [
    'a digest that nobody knows at first',
    () => imageWith('1.2.3', {}, { digest: DigestReflection.ifNotPresent() }).digest,
    'digest must be known where a manifest uses it: until Flux has looked it up, the one of the program is deployed, got undefined.',
    "image('1.2.3', { digest: 'sha256:<64 hexadecimal digits>' })",
  ],
  ['no tags', () => imageWith('1.2.3', {}, { tags: undefined }), 'tags must be given, got undefined.', "tags: TagPolicy.semver('1.x')"],
])('%s is refused, with what works', (_, act, problem, fix) => {
  expect(errorOf(act)).toBe(`ImagePolicy 'prod/app': ${problem}\n  fix: ${fix}`);
});

test('an image of a policy without a namespace is refused: the marker names it', () => {
  const chart = new Chart(testChart(), 'plain');

  expect(errorOf(() => policyIn(chart).image('1.2.3'))).toBe(
    [
      "ImagePolicy 'prod/plain/app': namespace must be set where a manifest uses the image: the marker names the namespace of the policy, " +
        'got undefined.',
      "  fix: namespace: 'flux-system'",
    ].join('\n'),
  );
});
