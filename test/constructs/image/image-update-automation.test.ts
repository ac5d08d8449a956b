import { Duration } from 'cdk8s';
import {
  Cluster,
  CommitSigning,
  Environment,
  FluxVersion,
  FluxApp,
  GitRepository,
  ImagePush,
  ImageUpdateAutomation,
  ImageUpdateAutomationProps,
  Install,
  OciRepository,
} from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const source = GitRepository.fromGitRepositoryName(testChart(), 'fleet', 'fleet');
const synthWith = (props: Partial<ImageUpdateAutomationProps>) =>
  synthOne((chart) => new ImageUpdateAutomation(chart, 'images', { source, ...props }));

const MESSAGE = 'chore: update images\n\n{{ range .Changed.Changes -}}\n- {{ .OldValue }} -> {{ .NewValue }}\n{{ end -}}\n';

test('writes an ImageUpdateAutomation that pushes to a branch of its own', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageUpdateAutomation',
    metadata: { name: 'images', namespace: 'apps' },
    spec: {
      interval: '5m',
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      git: {
        commit: { author: { name: 'fluxcdbot', email: 'fluxcdbot@users.noreply.github.com' }, messageTemplate: MESSAGE },
        push: { branch: 'image-updates/apps-images' },
      },
      update: { strategy: 'Setters' },
    },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthWith({
    name: 'apps',
    labels: { team: 'a' },
    source: GitRepository.fromGitRepositoryName(testChart(), 'other', 'fleet', 'flux-system'),
    branch: 'main',
    push: ImagePush.toBranch('updates', { pushOptions: { 'merge_request.create': '' }, refspec: 'refs/heads/main:refs/for/main' }),
    path: './fleet/apps',
    interval: Duration.minutes(30),
    authorName: 'bot',
    authorEmail: 'bot@acme.io',
    message: 'chore: {{ .Values.team }}',
    messageValues: { team: 'a' },
    signing: CommitSigning.ssh('signing'),
    policySelector: { matchLabels: { team: 'a' } },
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImageUpdateAutomation',
      metadata: { name: 'apps', namespace: 'apps', labels: { team: 'a' } },
      spec: {
        interval: '30m',
        sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' },
        policySelector: { matchLabels: { team: 'a' } },
        git: {
          checkout: { ref: { branch: 'main' } },
          commit: {
            author: { email: 'bot@acme.io', name: 'bot' },
            messageTemplate: 'chore: {{ .Values.team }}',
            messageTemplateValues: { team: 'a' },
            signingKey: { secretRef: { name: 'signing' }, type: 'ssh' },
          },
          push: { branch: 'updates', options: { 'merge_request.create': '' }, refspec: 'refs/heads/main:refs/for/main' },
        },
        update: { path: './fleet/apps', strategy: 'Setters' },
      },
    }),
  );
});

const pushIn = (environment: Environment, push?: ImagePush) => {
  const cluster = new Cluster(new FluxApp(), 'eu', { environment, install: Install.bootstrap() });
  return (new ImageUpdateAutomation(cluster, 'images', { source: cluster.source, push }).apiObject.toJson() as any).spec.git.push;
};

test('a cluster for development or staging takes new images at once, production after a review', () => {
  expect(Object.values(Environment).map((environment) => pushIn(environment))).toEqual([
    undefined,
    undefined,
    { branch: 'image-updates/eu/flux-system-images' },
  ]);
});

test('the program decides where it says so', () => {
  expect([
    pushIn(Environment.PRODUCTION, ImagePush.toCheckoutBranch()),
    pushIn(Environment.STAGING, ImagePush.toBranch('review')),
    pushIn(Environment.STAGING, ImagePush.toCheckoutBranch({ pushOptions: { 'ci.skip': '' } })),
  ]).toEqual([undefined, { branch: 'review' }, { options: { 'ci.skip': '' } }]);
});

test('a key of GnuPG needs no field that Flux 2.7 lacks', () => {
  expect(synthWith({ signing: CommitSigning.gpg('signing') }).spec.git.commit.signingKey).toEqual({ secretRef: { name: 'signing' } });
});

test.each<[string, () => unknown, string[]]>([
  [
    'a message that Go cannot read',
    () => synthWith({ message: '{{ range .Changed.Changes }}{{ .NewValue }}' }),
    [
      "ImageUpdateAutomation 'prod/images': message must be a template that Go can read (a block has no {{ end }}); it would stop at the " +
        'first new image, got "{{ range .Changed.Changes }}{{ .NewValue }}".',
      '  fix: {{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue }}{{ end }}',
    ],
  ],
  [
    'a message with a field that Flux removed',
    () => synthWith({ message: '{{ range .Updated.Images }}{{ println . }}{{ end }}' }),
    [
      "ImageUpdateAutomation 'prod/images': message must be a template without fields that Flux 2.7 removed; it would stop at the first " +
        'new image, got ".Updated".',
      '  fix: {{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue }}{{ end }}',
    ],
  ],
  [
    'a directory outside of the repository',
    () => synthWith({ path: '../apps' }),
    [
      "ImageUpdateAutomation 'prod/images': path must be a directory of the repository, relative to its root and without '..', got \"../apps\".",
      "  fix: path: './apps'",
    ],
  ],
  [
    'a branch by its full reference',
    () => synthWith({ branch: 'refs/heads/main' }),
    [
      "ImageUpdateAutomation 'prod/images': branch must be the name of a branch without 'refs/heads/', got \"refs/heads/main\".",
      "  fix: branch: 'main'",
    ],
  ],
  [
    'a branch to push to that Git does not know',
    () => ImagePush.toBranch('image updates'),
    [
      'ImagePush.toBranch(): branch must be the name of a branch without \'refs/heads/\', got "image updates".',
      "  fix: ImagePush.toBranch('image-updates')",
    ],
  ],
  [
    'a reference that is forced',
    () => ImagePush.toCheckoutBranch({ refspec: '+main:main' }),
    [
      "ImagePush.toCheckoutBranch(): refspec must be a reference that is neither forced by '+' nor deleted by ':', got \"+main:main\".",
      "  fix: refspec: 'main:main'",
    ],
  ],
  [
    'a source that nobody commits to',
    () => synthWith({ source: OciRepository.fromOciRepositoryName(testChart(), 'oci', 'fleet') }),
    [
      'ImageUpdateAutomation \'prod/images\': source must be a GitRepository; nobody commits to anything else, got "OCIRepository fleet".',
      "  fix: source: new GitRepository(this, 'fleet', { … })",
    ],
  ],
  [
    'no source',
    () => synthWith({ source: undefined }),
    ["ImageUpdateAutomation 'prod/images': source must be given, got undefined.", "  fix: source: new GitRepository(this, 'fleet', { … })"],
  ],
])('%s is refused, with what works', (_, act, lines) => {
  expect(errorOf(act)).toBe(lines.join('\n'));
});

test('a key of SSH is refused for a release that does not know it', () => {
  const app = new FluxApp({ fluxVersion: FluxVersion.V2_8 });
  const cluster = new Cluster(app, 'eu', { install: Install.bootstrap() });

  expect(errorOf(() => new ImageUpdateAutomation(cluster, 'images', { source: cluster.source, signing: CommitSigning.ssh('key') }))).toBe(
    [
      'ImageUpdateAutomation \'eu/images\': signing: CommitSigning.ssh() must be used with Flux 2.9 or newer, got "Flux 2.8".',
      '  fix: remove signing: CommitSigning.ssh(), or set fluxVersion: FluxVersion.V2_9 when the cluster runs it',
    ].join('\n'),
  );
});

test('one that is defined elsewhere has a name and a namespace', () => {
  const { name, namespace } = ImageUpdateAutomation.fromImageUpdateAutomationName(testChart(), 'images', 'apps', 'flux-system');

  expect({ name, namespace }).toEqual({ name: 'apps', namespace: 'flux-system' });
});
