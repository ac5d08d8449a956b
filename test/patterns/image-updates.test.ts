import { ApiObject, Duration } from 'cdk8s';
import {
  Auth,
  CloudProvider,
  Cluster,
  CommitSigning,
  DigestReflection,
  Environment,
  FluxApp,
  GitImageUpdatesProps,
  GitlessImageUpdates,
  GitlessImageUpdatesProps,
  GitRepository,
  ImagePush,
  ImageUpdates,
  Install,
  LayeredCluster,
  LayeredClusterProps,
  OciRef,
  OciRepository,
  Sync,
  TagPolicy,
  Waivers,
} from '../../src';
import { filesOfCluster, objectsByName } from '../support/fleet';
import { appOfCluster, findingsOf } from '../support/findings';
import { errorOf, synthAll, testChart } from '../support/synth';

const WRITER = Auth.secret('fleet-writer');
const APP = { image: 'ghcr.io/acme/app', tags: TagPolicy.semver('1.x'), tag: '1.0.0' };

const configMap = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'app', namespace: 'apps' },
  data,
});

/** The files of a production cluster whose layer `apps` has one image. */
const filesWith = (props: Partial<GitImageUpdatesProps> = {}, cluster: LayeredClusterProps = {}) =>
  filesOfCluster(({ apps }) => {
    const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER, ...props });
    new ApiObject(apps, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
  }, cluster);

describe('with Git', () => {
  test('a layer gets a source that may push, an automation for its own directory, and a repository and a policy for each image', () => {
    const files = filesWith();
    const own = Object.keys(files).filter((path) => path.startsWith('apps/production/image-updates/'));
    const objects = objectsByName(Object.fromEntries(own.map((path) => [path, files[path]])));

    expect(own.map((path) => path.split('/').at(-1))).toEqual([
      'app-image-policy.yaml',
      'app-image-repository.yaml',
      'image-update-automation.yaml',
      'kustomization.yaml',
      'source.yaml',
    ]);
    expect(Object.fromEntries(Object.entries(objects).map(([name, { spec }]) => [name, spec]))).toEqual({
      'GitRepository flux-system/image-updates': {
        interval: '5m',
        url: 'https://github.com/acme/fleet',
        ref: { branch: 'main' },
        secretRef: { name: 'fleet-writer' },
      },
      'ImageUpdateAutomation flux-system/image-updates': {
        interval: '5m',
        sourceRef: { kind: 'GitRepository', name: 'image-updates' },
        git: {
          commit: {
            author: { name: 'fluxcdbot', email: 'fluxcdbot@users.noreply.github.com' },
            messageTemplate: expect.stringContaining('{{ range .Changed.Changes -}}'),
          },
          push: { branch: 'image-updates/production/flux-system-image-updates' },
        },
        update: { path: './fleet/apps/production', strategy: 'Setters' },
      },
      'ImageRepository flux-system/app': { interval: '5m', image: 'ghcr.io/acme/app' },
      'ImagePolicy flux-system/app': { imageRepositoryRef: { name: 'app' }, policy: { semver: { range: '1.x' } } },
    });
    expect(files['apps/production/apps/app-config-map.yaml']).toContain(
      'image: ghcr.io/acme/app:1.0.0 # {"$imagepolicy": "flux-system:app"}',
    );
  });

  test('a cluster with it has the two controllers that it needs', () => {
    const { spec } = objectsByName(filesWith())['FluxInstance flux-system/flux'];

    expect(spec.components).toEqual(expect.arrayContaining(['image-reflector-controller', 'image-automation-controller']));
  });

  test('staging takes new images at once', () => {
    const { spec } = objectsByName(filesWith({}, { environment: Environment.STAGING }))['ImageUpdateAutomation flux-system/image-updates'];

    expect(spec.git.push).toBeUndefined();
  });

  test('everything can be said otherwise', () => {
    const objects = objectsByName(
      filesOfCluster(({ apps }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', {
          url: 'https://github.com/acme/apps',
          branch: 'release',
          auth: Auth.githubApp('apps-writer'),
          namespace: 'updates',
          push: ImagePush.toBranch('updates'),
          path: './',
          interval: Duration.minutes(30),
          authorName: 'bot',
          authorEmail: 'bot@acme.io',
          message: 'chore: images',
          signing: CommitSigning.gpg('signing'),
        });
        updates.image('app', {
          ...APP,
          digestReflection: DigestReflection.always(Duration.hours(1)),
          auth: Auth.secret('registry'),
          interval: Duration.minutes(1),
        });
      }),
    );
    const specs = Object.entries(objects).filter(([name]) => name.includes(' updates/'));

    expect(Object.fromEntries(specs.map(([name, { spec }]) => [name, spec]))).toEqual({
      'GitRepository updates/image-updates': {
        interval: '5m',
        url: 'https://github.com/acme/apps',
        ref: { branch: 'release' },
        provider: 'github',
        secretRef: { name: 'apps-writer' },
      },
      'ImageUpdateAutomation updates/image-updates': {
        interval: '30m',
        sourceRef: { kind: 'GitRepository', name: 'image-updates' },
        git: {
          commit: {
            author: { name: 'bot', email: 'bot@acme.io' },
            messageTemplate: 'chore: images',
            signingKey: { secretRef: { name: 'signing' } },
          },
          push: { branch: 'updates' },
        },
        update: { path: './', strategy: 'Setters' },
      },
      'ImageRepository updates/app': { interval: '1m', image: 'ghcr.io/acme/app', secretRef: { name: 'registry' } },
      'ImagePolicy updates/app': {
        imageRepositoryRef: { name: 'app' },
        policy: { semver: { range: '1.x' } },
        digestReflectionPolicy: 'Always',
        interval: '1h',
      },
    });
  });

  test('a source that is there already is used as it is', () => {
    const objects = objectsByName(
      filesOfCluster((cluster) => {
        const source = GitRepository.fromGitRepositoryName(cluster.apps, 'writer', 'fleet-writer', 'flux-system');
        ImageUpdates.git(cluster.apps, 'image-updates', { source }).image('app', APP);
      }),
    );

    expect(objects['ImageUpdateAutomation flux-system/image-updates'].spec.sourceRef).toEqual({
      kind: 'GitRepository',
      name: 'fleet-writer',
    });
    expect(Object.keys(objects).filter((name) => name.startsWith('GitRepository'))).toEqual([]);
  });

  test('a chart of plain cdk8s needs an address, and updates the whole repository', () => {
    const manifests = synthAll((chart) => ImageUpdates.git(chart, 'images', { auth: WRITER, url: 'https://github.com/acme/fleet' }));

    expect(manifests.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['GitRepository', 'apps'],
      ['ImageUpdateAutomation', 'apps'],
    ]);
    expect(manifests[1].spec.update).toEqual({ strategy: 'Setters' });
  });

  const inCluster = (sync: Sync | undefined, props: GitImageUpdatesProps) => () => {
    const cluster = new Cluster(new FluxApp(), 'eu', { sync, install: sync ? undefined : Install.bootstrap() });
    return ImageUpdates.git(cluster, 'images', props);
  };
  const SYNC = Sync.git('https://github.com/acme/fleet');

  test.each<[string, () => unknown, string, string]>([
    [
      'without credentials',
      inCluster(SYNC, {}),
      'auth must be credentials that may push to the repository, got undefined.',
      "auth: Auth.secret('fleet-writer'), with a Secret that the cluster's sync does not use",
    ],
    [
      'with no credentials at all',
      inCluster(SYNC, { auth: Auth.anonymous() }),
      'auth must be credentials that may push to the repository, got "Auth.anonymous()".',
      "auth: Auth.secret('fleet-writer'), with a Secret that the cluster's sync does not use",
    ],
    [
      'with a source and its address',
      inCluster(SYNC, { source: GitRepository.fromGitRepositoryName(testChart(), 'x', 'x'), url: 'https://github.com/acme/fleet' }),
      'source must be given without auth, url and branch, which are those of the source, got ["url"].',
      'remove url, or source',
    ],
    [
      'in a cluster that nobody says the source of',
      inCluster(undefined, { auth: WRITER }),
      'url must be given: nobody says what the cluster syncs from, got undefined.',
      "url: 'https://github.com/acme/fleet'",
    ],
    [
      'in a cluster that syncs from an artifact',
      inCluster(Sync.oci('oci://ghcr.io/acme/fleet', { ref: OciRef.tag('latest') }), { auth: WRITER }),
      'url must be given: the cluster syncs from an artifact, which nobody commits to, got undefined.',
      "url: 'https://github.com/acme/fleet'",
    ],
    [
      'in a cluster that syncs from a tag',
      inCluster(Sync.git('https://github.com/acme/fleet', { tag: 'v1.0.0' }), { auth: WRITER }),
      'branch must be given: the cluster syncs from refs/tags/v1.0.0, which nobody commits to, got undefined.',
      "branch: 'main'",
    ],
  ])('%s it is refused, with what works', (_, act, problem, fix) => {
    expect(errorOf(act)).toBe(`GitImageUpdates 'eu/images': ${problem}\n  fix: ${fix}`);
  });
});

describe('without Git', () => {
  const PODINFO = { url: 'oci://ghcr.io/acme/charts/podinfo', tags: TagPolicy.semver('6.x') };

  /** The provider and the set of an image, with an object that names it unless the test defines others. */
  const updated = (
    props: Partial<GitlessImageUpdatesProps> = {},
    define = ({ template, ref }: GitlessImageUpdates): unknown => new ApiObject(template, 'app', configMap({ ref }) as any),
  ) => {
    const objects = objectsByName(filesOfCluster(({ apps }) => define(ImageUpdates.gitless(apps, 'podinfo', { ...PODINFO, ...props }))));
    const namespace = props.namespace ?? 'flux-system';
    return [objects[`ResourceSetInputProvider ${namespace}/podinfo`], objects[`ResourceSet ${namespace}/podinfo`]];
  };

  test('a provider gives the one newest tag to a set that uses tag and digest', () => {
    const [provider, set] = updated({}, ({ template, url, tag, digest, ref }) => {
      new OciRepository(template, 'podinfo', { namespace: 'apps', url, ref: OciRef.digest(digest), annotations: { version: tag } });
      new ApiObject(template, 'app', configMap({ ref }) as any);
    });

    expect(provider.spec).toEqual({
      type: 'OCIArtifactTag',
      url: 'oci://ghcr.io/acme/charts/podinfo',
      filter: { semver: '6.x', limit: 1 },
    });
    expect(provider.metadata.annotations).toEqual({ 'fluxcd.controlplane.io/reconcileEvery': '10m' });
    expect(set.spec).toEqual({
      inputsFrom: [{ apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSetInputProvider', name: 'podinfo' }],
      resources: [
        configMap({ ref: 'ghcr.io/acme/charts/podinfo:<< inputs.tag >>@<< inputs.digest >>' }),
        {
          apiVersion: 'source.toolkit.fluxcd.io/v1',
          kind: 'OCIRepository',
          metadata: { name: 'podinfo', namespace: 'apps', annotations: { version: '<< inputs.tag | quote >>' } },
          spec: { interval: '5m', url: 'oci://ghcr.io/acme/charts/podinfo', ref: { digest: '<< inputs.digest | quote >>' } },
        },
      ],
    });
  });

  test('a schedule says when a new tag may be taken', () => {
    const schedule = [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin', window: '8h' }];
    const [provider, set] = updated({
      schedule,
      interval: Duration.minutes(5),
      auth: Auth.secret('registry'),
      tags: TagPolicy.newestBy('^[0-9]{14}$'),
      namespace: 'team',
      serviceAccountName: 'flux',
      wait: true,
      dependsOn: [{ apiVersion: 'v1', kind: 'Namespace', name: 'apps' }],
    });

    expect(provider.metadata.annotations).toEqual({ 'fluxcd.controlplane.io/reconcileEvery': '5m' });
    expect(provider.spec).toEqual({
      type: 'OCIArtifactTag',
      url: PODINFO.url,
      secretRef: { name: 'registry' },
      filter: { includeTag: '^[0-9]{14}$', limit: 1 },
      schedule,
    });
    expect(set.spec).toMatchObject({ serviceAccountName: 'flux', wait: true, dependsOn: [{ kind: 'Namespace', name: 'apps' }] });
  });

  test.each([
    [CloudProvider.AWS, 'ECRArtifactTag'],
    [CloudProvider.AZURE, 'ACRArtifactTag'],
    [CloudProvider.GCP, 'GARArtifactTag'],
  ])('the identity of a workload at %s is used by the provider %s', (cloud, type) => {
    const [{ spec }] = updated({ auth: Auth.workloadIdentity(cloud) });

    expect(spec.type).toBe(type);
  });

  test.each([
    [TagPolicy.highest('^[0-9]+$'), '"TagPolicy.highest()"', "tags: TagPolicy.newestBy('^[0-9]{14}$')"],
    [TagPolicy.newestBy('^main-(?P<ts>[0-9]+)$', 'ts'), '"the group $ts"', "tags: TagPolicy.newestBy('^[0-9]{14}$')"],
    [TagPolicy.semver('1.x', '^(?P<v>.+)-alpine$', 'v'), '"the group $v"', "tags: TagPolicy.semver('1.x')"],
  ])('%# is refused, which the operator cannot select by', (tags, got, fix) => {
    expect(errorOf(() => updated({ tags }))).toBe(
      [
        "GitlessImageUpdates 'production/apps/podinfo': tags must be TagPolicy.semver('…') or TagPolicy.newestBy('…') without a group; " +
          `the Flux Operator compares whole tags, as versions or as texts, got ${got}.`,
        `  fix: ${fix}`,
      ].join('\n'),
    );
  });
});

/** What is found about images in a program. */
function findings(define: (cluster: LayeredCluster) => unknown, environment = Environment.STAGING): string[] {
  return findingsOf(appOfCluster(define, { environment })).filter((line) => /^\w+\[[\w-]*(?:image|mark)/.test(line));
}

test('in production, the judgement mentions who may write to Git', () => {
  const define = ({ apps }: LayeredCluster) => {
    const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
    new ApiObject(apps, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
  };

  expect(findings(define, Environment.PRODUCTION)).toEqual([
    'info[image-automation-in-production] ImageUpdateAutomation flux-system/image-updates writes to GitRepository ' +
      "flux-system/image-updates from a cluster that serves production @ ImageUpdateAutomation 'production/apps/image-updates/automation' " +
      '(spec.sourceRef)',
  ]);
});

describe('the judgement sees the markers of a program', () => {
  test('and nothing is wrong with an image that is used in its layer', () => {
    expect(
      findings(({ apps }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
        new ApiObject(apps, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
      }),
    ).toEqual([]);
  });

  test('and an image that nobody uses', () => {
    expect(
      findings(({ apps }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
        new ApiObject(apps, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
        updates.image('other', APP);
      }),
    ).toEqual([
      "info[image-policy-unused] no marker names ImagePolicy flux-system/other @ ImagePolicy 'production/apps/image-updates/other-policy' " +
        '(metadata.name)',
    ]);
  });

  test('and one that is used in a layer where its automation does not look', () => {
    expect(
      findings(({ apps, controllers }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
        new ApiObject(controllers, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
      }),
    ).toEqual([
      'warning[marker-outside-update-path] the marker at data.image is outside of ./fleet/apps/production, where ImageUpdateAutomation ' +
        "flux-system/image-updates looks for markers @ ApiObject 'production/infra-controllers/app' (data.image)",
    ]);
  });

  test('and a first tag that the policy would never select', () => {
    expect(
      findings(({ apps }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
        new ApiObject(apps, 'app', configMap({ image: updates.image('app', { ...APP, tag: '2.0.0' }).ref }) as any);
      }),
    ).toEqual([
      'info[marked-value-outside-policy] the tag 2.0.0 at data.image is none that ImagePolicy flux-system/app would select @ ' +
        "ApiObject 'production/apps/app' (data.image)",
    ]);
  });

  test('and a finding at a marker can be accepted where the object is defined', () => {
    expect(
      findings(({ apps, controllers }) => {
        const updates = ImageUpdates.git(apps, 'image-updates', { auth: WRITER });
        const app = new ApiObject(controllers, 'app', configMap({ image: updates.image('app', APP).ref }) as any);
        Waivers.of(app).waive('marker-outside-update-path', 'an automation of another repository writes it');
      }),
    ).toEqual([]);
  });
});
