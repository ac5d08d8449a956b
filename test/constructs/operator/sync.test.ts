import { Duration, Yaml } from 'cdk8s';
import { Auth, CloudProvider, FluxApp, FluxInstance, FluxVersion, LayeredCluster, OciRef, Sync, Verify } from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthOne } from '../../support/synth';

const LATEST = OciRef.tag('latest');

const specOf = (sync: Sync, fluxVersion = FluxVersion.V2_9) => {
  const manifest = synthOne((chart) => {
    setFleetContext(chart, { fluxVersion });
    return new FluxInstance(chart, 'flux', { sync });
  });
  expect(schemaErrors(manifest)).toEqual([]);
  return manifest.spec;
};

test.each([
  [
    'a Git repository is followed on main, as the full reference that the operator needs',
    Sync.git('https://github.com/acme/fleet'),
    { kind: 'GitRepository', url: 'https://github.com/acme/fleet', ref: 'refs/heads/main', path: './' },
  ],
  [
    'another branch, more often, with a GitHub App',
    Sync.git('https://github.com/acme/fleet', { branch: 'release/1', auth: Auth.githubApp('flux-system'), interval: Duration.seconds(30) }),
    {
      kind: 'GitRepository',
      url: 'https://github.com/acme/fleet',
      ref: 'refs/heads/release/1',
      path: './',
      interval: '30s',
      pullSecret: 'flux-system',
      provider: 'github',
    },
  ],
  [
    'a tag instead of a branch, over ssh',
    Sync.git('ssh://git@github.com/acme/fleet', { tag: 'v1.0.0', auth: Auth.secret('deploy-key') }),
    { kind: 'GitRepository', url: 'ssh://git@github.com/acme/fleet', ref: 'refs/tags/v1.0.0', path: './', pullSecret: 'deploy-key' },
  ],
  [
    'the identity of a cloud',
    Sync.git('https://dev.azure.com/acme/_git/fleet', { auth: Auth.workloadIdentity(CloudProvider.AZURE) }),
    {
      kind: 'GitRepository',
      url: 'https://dev.azure.com/acme/_git/fleet',
      ref: 'refs/heads/main',
      path: './',
      provider: 'azure',
    },
  ],
  [
    'an artifact is followed by a tag',
    Sync.oci('oci://ghcr.io/acme/fleet', { ref: LATEST }),
    { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', path: './' },
  ],
  [
    'another tag of an artifact, with credentials',
    Sync.oci('oci://ghcr.io/acme/fleet', { ref: OciRef.tag('latest-stable'), auth: Auth.secret('ghcr-auth') }),
    { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest-stable', path: './', pullSecret: 'ghcr-auth' },
  ],
])('%s', (_sentence, sync, expected) => {
  const { sync: rendered, kustomize } = specOf(sync);

  expect(rendered).toEqual(expected);
  expect(kustomize).toBeUndefined();
});

test.each([
  ['semver', OciRef.semver('1.x'), '1.x'],
  ['digest', OciRef.digest(`sha256:${'a'.repeat(64)}`), `sha256:${'a'.repeat(64)}`],
])('%s is set by a patch on the source, because the sync of a FluxInstance knows only tags', (by, ref, value) => {
  const { sync, kustomize } = specOf(Sync.oci('oci://ghcr.io/acme/fleet', { ref }));

  expect(sync.ref).toBe('latest-stable');
  expect(kustomize.patches).toEqual([
    { target: { kind: 'OCIRepository' }, patch: Yaml.stringify([{ op: 'replace', path: '/spec/ref', value: { [by]: value } }]) },
  ]);
});

test('a range of versions in Git is set by a patch on the source as well', () => {
  const { sync, kustomize } = specOf(Sync.git('https://github.com/acme/fleet', { semver: '>=1.0.0' }));

  expect(sync.ref).toBe('refs/heads/main');
  expect(kustomize.patches).toEqual([
    { target: { kind: 'GitRepository' }, patch: Yaml.stringify([{ op: 'replace', path: '/spec/ref', value: { semver: '>=1.0.0' } }]) },
  ]);
});

test('a signer is set by a patch on the source', () => {
  const { kustomize } = specOf(
    Sync.oci('oci://ghcr.io/acme/fleet', { ref: LATEST, verify: Verify.githubActions({ repository: 'acme/fleet' }) }),
  );

  expect(kustomize.patches.map(({ target }: any) => target)).toEqual([{ kind: 'OCIRepository' }]);
  expect(kustomize.patches[0].patch).toBe(
    [
      '- op: add',
      '  path: /spec/verify',
      '  value:',
      '    provider: cosign',
      '    matchOIDCIdentity:',
      '      - issuer: ^https://token\\.actions\\.githubusercontent\\.com$',
      '        subject: ^https://github\\.com/acme/fleet/\\.github/workflows/[^@]+@refs/tags/.+$',
      '',
    ].join('\n'),
  );
});

test('AWS CodeCommit is accepted by a Flux that knows it', () => {
  const sync = Sync.git('https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/fleet', {
    auth: Auth.workloadIdentity(CloudProvider.AWS),
  });

  expect(specOf(sync).sync.provider).toBe('aws');
  expect(errorOf(() => specOf(sync, FluxVersion.V2_8))).toBe(
    [
      `FluxInstance 'prod/flux': sync.auth must be used with Flux 2.9 or newer, got "Flux 2.8".`,
      '  fix: remove sync.auth, or set fluxVersion: FluxVersion.V2_9 when the cluster runs it',
    ].join('\n'),
  );
});

test.each([
  [
    'http is refused',
    () => Sync.git('http://github.com/acme/fleet'),
    [
      `Sync.git(): url must be an address that starts with https:// or ssh://, got "http://github.com/acme/fleet".`,
      "  fix: url: 'https://github.com/acme/fleet'",
    ],
  ],
  [
    'the short form of ssh is refused',
    () => Sync.git('git@github.com:acme/fleet'),
    [
      `Sync.git(): url must be an address that starts with https:// or ssh://, got "git@github.com:acme/fleet".`,
      "  fix: url: 'https://github.com/acme/fleet'",
    ],
  ],
  [
    'branch and tag together are refused',
    () => Sync.git('https://github.com/acme/fleet', { branch: 'main', tag: 'v1' }),
    ['Sync.git(): branch must be left out when tag is set, got "main".', '  fix: remove branch or tag'],
  ],
  [
    'a tag and a range together are refused',
    () => Sync.git('https://github.com/acme/fleet', { tag: 'v1', semver: '1.x' }),
    ['Sync.git(): tag must be left out when semver is set, got "v1".', '  fix: remove tag or semver'],
  ],
  [
    'what is no range is refused',
    () => Sync.git('https://github.com/acme/fleet', { semver: 'newest' }),
    [`GitRef.semver(): range must be a range of semantic versions such as '1.x', got "newest".`, "  fix: GitRef.semver('1.x')"],
  ],
  [
    'a full reference as branch is refused, because the prefix would stand there twice',
    () => Sync.git('https://github.com/acme/fleet', { branch: 'refs/heads/main' }),
    [`Sync.git(): branch must be the name of a branch without 'refs/heads/', got "refs/heads/main".`, "  fix: branch: 'main'"],
  ],
  [
    'a tag without a name is refused',
    () => Sync.git('https://github.com/acme/fleet', { tag: '' }),
    [`Sync.git(): tag must be the name of a tag without 'refs/tags/', got "".`, "  fix: tag: 'v1.0.0'"],
  ],
  [
    'an artifact by https is refused',
    () => Sync.oci('https://ghcr.io/acme/fleet', { ref: LATEST }),
    [
      'Sync.oci(): url must be an address that starts with oci://, got "https://ghcr.io/acme/fleet".',
      "  fix: url: 'oci://ghcr.io/acme/fleet'",
    ],
  ],
  [
    'a GitHub App for a registry is refused',
    () => Sync.oci('oci://ghcr.io/acme/fleet', { ref: LATEST, auth: Auth.githubApp('app') }),
    [
      `Sync.oci(): auth must be one of Auth.secret('…'), Auth.workloadIdentity('aws'), Auth.workloadIdentity('azure'), Auth.workloadIdentity('gcp'), Auth.anonymous(), got "Auth.githubApp(github)".`,
      "  fix: auth: Auth.secret('app')",
    ],
  ],
  [
    'a service account is refused, because the sync has no field for it',
    () => Sync.oci('oci://ghcr.io/acme/fleet', { ref: LATEST, auth: Auth.workloadIdentity(CloudProvider.GCP, 'puller') }),
    [
      `Sync.oci(): auth must be the identity of source-controller itself; a FluxInstance names no service account for its sync, got "Auth.workloadIdentity('gcp', 'puller')".`,
      "  fix: auth: Auth.workloadIdentity('gcp')",
    ],
  ],
  [
    'an interval of zero is refused',
    () => Sync.git('https://github.com/acme/fleet', { interval: Duration.seconds(0) }),
    ['Sync.git(): interval must be a duration of whole seconds, one at least, got "0ms".', '  fix: interval: Duration.seconds(1)'],
  ],
  [
    'a password in the address is refused and not repeated',
    () => specOf(Sync.git('https://user:s3cret@github.com/acme/fleet')),
    [
      `FluxInstance 'prod/flux': sync must be an address without user and password; it stands in Git for everybody to read, got "https://***@github.com/acme/fleet".`,
      "  fix: sync: 'https://github.com/acme/fleet', with auth: Auth.secret('credentials')",
    ],
  ],
  [
    'ssh without a key is refused',
    () => specOf(Sync.git('ssh://git@github.com/acme/fleet')),
    [
      `FluxInstance 'prod/flux': auth must be Auth.secret('…') where the url starts with ssh://; the Secret holds identity and known_hosts, got "Auth.anonymous()".`,
      "  fix: auth: Auth.secret('git-ssh'), or url: 'https://github.com/acme/fleet'",
    ],
  ],
  [
    'a tag in the address of an artifact is refused',
    () => specOf(Sync.oci('oci://ghcr.io/acme/fleet:latest', { ref: LATEST })),
    [
      `FluxInstance 'prod/flux': sync must be an address without tag or digest, got "oci://ghcr.io/acme/fleet:latest".`,
      "  fix: sync: 'oci://ghcr.io/acme/fleet', with OciRef.tag('latest')",
    ],
  ],
])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});

test('only some directories of the repository are fetched', () => {
  const sync = Sync.git('https://github.com/acme/fleet', { sparseCheckout: ['fleet', 'charts'] });

  expect(sync.patches).toEqual([
    { target: { kind: 'GitRepository' }, patch: '- op: add\n  path: /spec/sparseCheckout\n  value:\n    - fleet\n    - charts\n' },
  ]);
});

test('the tree must be among them', () => {
  const sync = Sync.git('https://github.com/acme/fleet', { sparseCheckout: ['charts'] });

  expect(errorOf(() => new LayeredCluster(new FluxApp(), 'production', { sync }))).toContain(
    "sync.sparseCheckout must be directories of which one holds the tree, 'fleet', got [\"charts\"].\n  fix: sparseCheckout: ['fleet']",
  );
});
