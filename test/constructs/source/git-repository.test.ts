import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import { Auth, CloudProvider, FluxVersion, GitRef, GitRepository, GitRepositoryProps, source } from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { errorOf, synthOne, testChart } from '../../support/synth';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const FLEET: GitRepositoryProps = { url: 'https://github.com/acme/fleet', ref: GitRef.branch('main') };

const synthWith = (props: Partial<GitRepositoryProps>) => synthOne((chart) => new GitRepository(chart, 'fleet', { ...FLEET, ...props }));
const errorWith = (props: Partial<GitRepositoryProps>) => errorOf(() => synthWith(props));

test('writes a GitRepository with a five minute interval', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'fleet', namespace: 'apps' },
    spec: { interval: '5m', url: 'https://github.com/acme/fleet', ref: { branch: 'main' } },
  });
});

test('all props together are written in the order of the Flux documentation', () => {
  const manifest = synthOne(
    (chart) =>
      new GitRepository(chart, 'id', {
        name: 'fleet',
        namespace: 'team-a',
        labels: { team: 'a' },
        annotations: { note: 'b' },
        url: 'ssh://git@github.com/acme/fleet',
        ref: GitRef.tag('v1.4.0'),
        interval: Duration.minutes(10),
        timeout: Duration.hours(1),
        auth: Auth.secret('deploy-key'),
        sparseCheckout: ['apps', 'infra'],
        ignore: '/*\n!/apps/\n',
        recurseSubmodules: true,
        verify: { mode: source.GitRepositorySpecVerifyMode.TAG_AND_HEAD, secretRef: { name: 'signers' } },
        include: [
          {
            repository: GitRepository.fromGitRepositoryName(chart, 'shared', 'shared', 'team-a'),
            fromPath: 'base',
            toPath: 'shared/base',
          },
        ],
        proxySecretName: 'proxy',
      }),
  );

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet', namespace: 'team-a', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '10m',
        timeout: '60m',
        url: 'ssh://git@github.com/acme/fleet',
        ref: { tag: 'v1.4.0' },
        secretRef: { name: 'deploy-key' },
        sparseCheckout: ['apps', 'infra'],
        ignore: '/*\n!/apps/\n',
        verify: { mode: 'TagAndHEAD', secretRef: { name: 'signers' } },
        include: [{ fromPath: 'base', repository: { name: 'shared' }, toPath: 'shared/base' }],
        proxySecretRef: { name: 'proxy' },
        recurseSubmodules: true,
      },
    }),
  );
});

test.each([
  [GitRef.semver('1.x'), { semver: '1.x' }],
  [GitRef.commit(SHA), { commit: SHA }],
  [GitRef.commit(SHA, 'main'), { commit: SHA, branch: 'main' }],
  [GitRef.name('refs/pull/12/head'), { name: 'refs/pull/12/head' }],
])('%j selects the commit', (ref, rendered) => {
  expect(synthWith({ ref }).spec.ref).toEqual(rendered);
});

test.each([
  [Auth.githubApp('fleet-app'), { provider: 'github', secretRef: { name: 'fleet-app' } }],
  [Auth.workloadIdentity(CloudProvider.AZURE, 'reader'), { provider: 'azure', serviceAccountName: 'reader' }],
  [Auth.workloadIdentity(CloudProvider.AWS), { provider: 'aws' }],
  [Auth.anonymous(), {}],
])('%j is written as the fields that Flux has for it', (auth, fields) => {
  expect(synthWith({ auth }).spec).toEqual({ interval: '5m', url: FLEET.url, ref: { branch: 'main' }, ...fields });
});

test('the identity of AWS is refused for a Flux that does not know it', () => {
  const chart = new Chart(new App(), 'prod');
  setFleetContext(chart, { fluxVersion: FluxVersion.V2_8 });

  expect(errorOf(() => new GitRepository(chart, 'fleet', { ...FLEET, auth: Auth.workloadIdentity(CloudProvider.AWS) }))).toBe(
    [
      `GitRepository 'prod/fleet': auth: Auth.workloadIdentity('aws') must be used with Flux 2.9 or newer, got "Flux 2.8".`,
      `  fix: remove auth: Auth.workloadIdentity('aws'), or set fluxVersion: FluxVersion.V2_9 when the cluster runs it`,
    ].join('\n'),
  );
});

test('a chart of the repository follows every commit', () => {
  const chart = testChart();
  const repository = new GitRepository(chart, 'fleet', FLEET);

  expect(repository.chart('./charts/podinfo').toReleaseChart(chart, 'apps')).toEqual({
    chart: {
      spec: {
        chart: './charts/podinfo',
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
        reconcileStrategy: 'Revision',
      },
    },
  });
});

test('a chart of a repository in another namespace names that namespace and keeps its options', () => {
  const chart = testChart();
  const repository = GitRepository.fromGitRepositoryName(chart, 'shared', 'fleet', 'flux-system');
  const podinfo = repository.chart('charts/podinfo', {
    interval: Duration.minutes(5),
    valuesFiles: ['values.yaml', 'values-prod.yaml'],
    ignoreMissingValuesFiles: true,
  });

  expect(podinfo.toReleaseChart(chart, 'apps')).toEqual({
    chart: {
      spec: {
        chart: 'charts/podinfo',
        sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' },
        reconcileStrategy: 'Revision',
        interval: '5m',
        valuesFiles: ['values.yaml', 'values-prod.yaml'],
        ignoreMissingValuesFiles: true,
      },
    },
  });
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new GitRepository(chart, 'fleet', FLEET).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a repository that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const { sourceKind, name, namespace } = GitRepository.fromGitRepositoryName(chart, 'shared', 'fleet', 'flux-system');

  expect({ sourceKind, name, namespace }).toEqual({ sourceKind: 'GitRepository', name: 'fleet', namespace: 'flux-system' });
  expect(chart.toJson()).toEqual([]);
});

test.each<[string, Partial<GitRepositoryProps>, string[]]>([
  [
    'the short form of ssh is refused, with the url that works',
    { url: 'git@github.com:acme/fleet.git' },
    [
      `GitRepository 'prod/fleet': url must be an address with a scheme, ssh:// or https://; Flux does not know the short form of ssh, got "git@github.com:acme/fleet.git".`,
      `  fix: url: 'ssh://git@github.com/acme/fleet.git'`,
    ],
  ],
  [
    'http is refused, with the url that works',
    { url: 'http://github.com/acme/fleet' },
    [
      `GitRepository 'prod/fleet': url must be an address that starts with https:// or ssh://; over http:// anybody on the way can change what Flux applies, and Flux sends no credentials, got "http://github.com/acme/fleet".`,
      `  fix: url: 'https://github.com/acme/fleet'`,
    ],
  ],
  [
    'an address without a scheme is refused',
    { url: 'github.com/acme/fleet' },
    [
      `GitRepository 'prod/fleet': url must be an address that starts with https:// or ssh://, got "github.com/acme/fleet".`,
      `  fix: url: 'https://github.com/acme/fleet'`,
    ],
  ],
  [
    'another scheme is refused',
    { url: 'oci://ghcr.io/acme/fleet' },
    [
      `GitRepository 'prod/fleet': url must be an address that starts with https:// or ssh://, got "oci://ghcr.io/acme/fleet".`,
      `  fix: url: 'https://ghcr.io/acme/fleet'`,
    ],
  ],
  [
    'credentials in the url are refused and not repeated',
    { url: 'https://robot:hunter2@github.com/acme/fleet' },
    [
      `GitRepository 'prod/fleet': url must be an address without user and password; it stands in Git for everybody to read, got "https://***@github.com/acme/fleet".`,
      `  fix: url: 'https://github.com/acme/fleet', with auth: Auth.secret('credentials')`,
    ],
  ],
  [
    'ssh without a key is refused',
    { url: 'ssh://git@github.com/acme/fleet' },
    [
      `GitRepository 'prod/fleet': auth must be Auth.secret('…') where the url starts with ssh://; the Secret holds identity and known_hosts, got "Auth.anonymous()".`,
      `  fix: auth: Auth.secret('git-ssh'), or url: 'https://github.com/acme/fleet'`,
    ],
  ],
  [
    'a cloud that has no Git server is refused',
    { auth: Auth.workloadIdentity(CloudProvider.GCP) },
    [
      `GitRepository 'prod/fleet': auth must be one of Auth.secret('…'), Auth.githubApp('…'), Auth.workloadIdentity('azure'), Auth.workloadIdentity('aws'), Auth.anonymous(), got "Auth.workloadIdentity(gcp)".`,
      `  fix: auth: Auth.secret('credentials')`,
    ],
  ],
  [
    'the signature of a tag cannot be checked on a branch',
    { verify: { mode: source.GitRepositorySpecVerifyMode.TAG, secretRef: { name: 'signers' } } },
    [
      `GitRepository 'prod/fleet': verify.mode must be 'head' with GitRef.branch(); the signature of a tag is there only with GitRef.tag() or GitRef.semver(), got "Tag".`,
      '  fix: mode: source.GitRepositorySpecVerifyMode.HEAD',
    ],
  ],
  [
    'a proxy whose name Kubernetes refuses is refused',
    { proxySecretName: 'Proxy' },
    [
      `GitRepository 'prod/fleet': proxySecretName must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "Proxy".`,
      `  fix: proxySecretName: 'proxy'`,
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('an include of another namespace is refused, because Flux looks in its own only', () => {
  const chart = testChart();
  const repository = GitRepository.fromGitRepositoryName(chart, 'shared', 'shared', 'flux-system');

  expect(errorOf(() => new GitRepository(chart, 'fleet', { ...FLEET, include: [{ repository }] }))).toBe(
    [
      `GitRepository 'prod/fleet': include must be a GitRepository in the namespace of this object, apps; Flux looks nowhere else, got "GitRepository flux-system/shared".`,
      `  fix: namespace: 'flux-system'`,
    ].join('\n'),
  );
});

test.each(['/charts/podinfo', '../charts/podinfo', 'charts/../../charts/podinfo'])('the path %s of a chart is refused', (path) => {
  const repository = new GitRepository(testChart(), 'fleet', FLEET);

  expect(errorOf(() => repository.chart(path))).toContain(
    `GitRepository 'prod/fleet': path must be the directory of a chart, relative to the root of the source, without '..', got "${path}".\n  fix: path: './charts/`,
  );
});
