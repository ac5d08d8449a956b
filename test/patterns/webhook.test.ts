import { execFileSync } from 'node:child_process';
import { App, Chart } from 'cdk8s';
import {
  Bucket,
  FluxObjectKind,
  FluxObjects,
  GitRef,
  GitRepository,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  Install,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  OciRef,
  ReceiverType,
  Sync,
  Tenancy,
  Webhook,
  WebhookProps,
} from '../../src';
import { filesOfCluster, objectsByName, PODINFO } from '../support/fleet';
import { errorOf } from '../support/synth';

const GITHUB = ReceiverType.github('webhook-token');

/** Sources of every kind, in namespaces of their own. */
function defineSources(cluster: LayeredCluster): void {
  new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  new HelmReleaseFromRepository(cluster.controllers, 'traefik', { repositoryUrl: 'https://traefik.github.io/charts', version: '37.x' });
  new GitRepository(cluster.apps, 'web', { url: 'https://github.com/acme/web.git', ref: GitRef.branch('main'), namespace: 'podinfo' });
  new GitRepository(cluster.apps, 'tools', { url: 'https://github.com/acme-evil/web', ref: GitRef.branch('main'), namespace: 'podinfo' });
  new Bucket(cluster.apps, 'files', { bucketName: 'files', endpoint: 'minio.acme.io', namespace: 'podinfo' });
}

/** The Receiver of a cluster with many sources. */
function receiverWith(props: Partial<WebhookProps>, cluster: LayeredClusterProps = {}): any {
  const files = filesOfCluster((scope) => {
    new Webhook(scope, 'hook', { type: GITHUB, ...props });
    defineSources(scope);
  }, cluster);
  return objectsByName(files)[`Receiver ${props.namespace ?? 'flux-system'}/hook`];
}

const wokenBy = (props: Partial<WebhookProps>, cluster?: LayeredClusterProps): string[] =>
  receiverWith(props, cluster).spec.resources.map(({ kind, name, namespace }: any) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`);

test('a server of Git wakes the Git repositories of the cluster, wherever and whenever they are defined', () => {
  expect(receiverWith({})).toEqual({
    apiVersion: 'notification.toolkit.fluxcd.io/v1',
    kind: 'Receiver',
    metadata: { name: 'hook', namespace: 'flux-system' },
    spec: {
      type: 'github',
      events: ['ping', 'push'],
      secretRef: { name: 'webhook-token' },
      resources: [
        { kind: 'GitRepository', name: 'flux-system' },
        { kind: 'GitRepository', name: 'tools', namespace: 'podinfo' },
        { kind: 'GitRepository', name: 'web', namespace: 'podinfo' },
      ],
    },
  });
});

test('it stands in the directory of the cluster, or in the layer that it is defined in', () => {
  const files = filesOfCluster((cluster) => {
    new Webhook(cluster, 'github', { type: GITHUB });
    new Webhook(cluster.configs, 'gitlab', { type: ReceiverType.gitlab('gitlab-token') });
  });

  expect(Object.keys(files).filter((path) => path.includes('receiver'))).toEqual([
    'clusters/production/notifications/github-receiver.yaml',
    'infrastructure/configs/production/notifications/gitlab-receiver.yaml',
  ]);
});

test.each<[string, ReceiverType, string[]]>([
  ['a registry wakes what comes out of registries', ReceiverType.harbor('token'), ['OCIRepository podinfo/podinfo']],
  ['Nexus has Helm repositories as well', ReceiverType.nexus('token'), ['OCIRepository podinfo/podinfo', 'HelmRepository traefik/traefik']],
  [
    'who knows how to sign may know of every source',
    ReceiverType.genericHmac('token'),
    [
      'GitRepository flux-system',
      'GitRepository podinfo/tools',
      'GitRepository podinfo/web',
      'OCIRepository podinfo/podinfo',
      'HelmRepository traefik/traefik',
      'Bucket podinfo/files',
    ],
  ],
])('%s', (_sentence, type, resources) => {
  expect(wokenBy({ type })).toEqual(resources);
});

test('addresses choose the sources; a name that only begins alike is another one', () => {
  expect(wokenBy({ urls: ['https://github.com/acme'] })).toEqual(['GitRepository flux-system', 'GitRepository podinfo/web']);
  expect(wokenBy({ urls: ['https://github.com/acme/web'] })).toEqual(['GitRepository podinfo/web']);
  expect(wokenBy({ type: ReceiverType.generic('token'), urls: ['https://minio.acme.io'] })).toEqual(['Bucket podinfo/files']);
});

test('the repository of `flux bootstrap` is woken by any address: only the command knows it', () => {
  const install = Install.bootstrap();

  expect(wokenBy({ urls: ['https://github.com/acme/web'] }, { install, sync: undefined })).toEqual([
    'GitRepository flux-system',
    'GitRepository podinfo/web',
  ]);
});

test('the artifact of the sync is woken by its registry', () => {
  const sync = Sync.oci('oci://ghcr.io/acme/fleet', { ref: OciRef.tag('latest') });

  expect(wokenBy({ type: ReceiverType.quay('token'), urls: ['oci://ghcr.io/acme'] }, { sync })).toEqual(['OCIRepository flux-system']);
});

test('a locked cluster wakes only what is in the namespace of the webhook', () => {
  const tenancy = Tenancy.locked();

  expect(wokenBy({}, { tenancy })).toEqual(['GitRepository flux-system']);
  expect(wokenBy({ namespace: 'podinfo' }, { tenancy })).toEqual(['GitRepository tools', 'GitRepository web']);
});

test('what a layer applies to another cluster cannot be woken here', () => {
  const files = filesOfCluster((cluster) => {
    new Webhook(cluster, 'hook', { type: GITHUB });
    const remote = new Layer(cluster, 'remote', { kubeConfig: { secretRef: { name: 'edge' } }, namespace: 'web' });
    new GitRepository(remote, 'web', { url: 'https://github.com/acme/web', ref: GitRef.branch('main') });
  });

  expect(objectsByName(files)['Receiver flux-system/hook'].spec.resources).toEqual([{ kind: 'GitRepository', name: 'flux-system' }]);
});

test('resources can be named, and all settings of a Receiver given', () => {
  const webhook = receiverWith({
    resources: [FluxObjects.named(FluxObjectKind.HELM_RELEASE, 'podinfo', 'podinfo')],
    resourceFilter: 'req.ref == "refs/heads/main"',
    suspend: true,
  });

  expect(webhook.spec).toEqual({
    type: 'github',
    events: ['ping', 'push'],
    secretRef: { name: 'webhook-token' },
    resources: [{ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', name: 'podinfo', namespace: 'podinfo' }],
    resourceFilter: 'req.ref == "refs/heads/main"',
    suspend: true,
  });
});

test('the path is the SHA-256 of token, name and namespace, as sha256sum prints it', () => {
  const expected = execFileSync('sha256sum', { input: 'not-a-real-tokenhookflux-system', encoding: 'utf8' }).slice(0, 64);

  expect(Webhook.pathFor('not-a-real-token', 'hook', 'flux-system')).toBe(`/hook/${expected}`);
  expect(Webhook.pathFor('', 'hook', 'flux-system')).not.toBe(`/hook/${expected}`);
});

test.each<[string, Partial<WebhookProps>, LayeredClusterProps, string[]]>([
  [
    'a webhook that wakes nothing is refused',
    { type: ReceiverType.harbor('token'), urls: ['oci://harbor.acme.io'] },
    {},
    [
      `Webhook 'production/hook': urls must be about sources that the cluster has (OCIRepository, ImageRepository), got ["oci://harbor.acme.io"].`,
      '  fix: resources: [FluxObjects.of(cluster.source)]',
    ],
  ],
  [
    'in a locked cluster the error says where it looked',
    { namespace: 'traefik' },
    { tenancy: Tenancy.locked() },
    [
      `Webhook 'production/hook': resources must be about sources that the cluster has (GitRepository) in the namespace traefik: a locked cluster wakes no others, got "no source of the cluster".`,
      '  fix: resources: [FluxObjects.of(cluster.source)]',
    ],
  ],
  [
    'addresses and resources are one too many',
    { urls: ['https://github.com/acme'], resources: [FluxObjects.named(FluxObjectKind.GIT_REPOSITORY, 'web')] },
    {},
    [
      `Webhook 'production/hook': urls must be left out where resources are given, got ["https://github.com/acme"].`,
      '  fix: remove one of the two',
    ],
  ],
  [
    'an address is checked',
    { urls: ['github.com/acme'] },
    {},
    [
      `Webhook 'production/hook': urls must be addresses that start with oci://, https:// or ssh://, each with a host, got "github.com/acme".`,
      "  fix: urls: ['oci://ghcr.io/acme', 'https://github.com/acme']",
    ],
  ],
  [
    'resources that are named are checked at once',
    { resources: [] },
    {},
    [
      "Receiver 'production/hook/receiver': resources must be one at least; a call would wake nothing, got [].",
      '  fix: resources: [FluxObjects.of(cluster.source)]',
    ],
  ],
])('%s', (_sentence, props, cluster, message) => {
  expect(errorOf(() => receiverWith(props, cluster))).toBe(message.join('\n'));
});

test('a cluster is needed', () => {
  expect(errorOf(() => new Webhook(new Chart(new App(), 'plain'), 'hook', { type: GITHUB }))).toBe(
    [`Webhook 'plain/hook': scope must be a Cluster, or something inside of one, got "plain".`, "  fix: new Layer(cluster, 'apps')"].join(
      '\n',
    ),
  );
});
