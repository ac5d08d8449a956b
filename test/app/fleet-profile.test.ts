import { ApiObject, Duration } from 'cdk8s';
import {
  ClusterSecretStore,
  DriftHandling,
  Environment,
  ExternalSecret,
  FailureHandling,
  FleetProfile,
  FluxApp,
  Gate,
  GitlessFleet,
  GitRef,
  GitRepository,
  HelmRelease,
  HelmReleaseFromOci,
  HelmReleaseFromRepository,
  Layer,
  LayeredCluster,
  LayeredClusterProps,
  LayerPreset,
  Namespace,
  OciRef,
  Pinning,
  ImageRepository,
  ImageUpdateAutomation,
  Inputs,
  ResourceSetInputProvider,
  ResourceTemplate,
  Sync,
} from '../../src';
import { DEFAULT_VALUES } from '../../src/primitives/default-values';
import { findingsOf } from '../support/findings';
import { layersIn, objectsByName, PODINFO, SYNC } from '../support/fleet';
import { errorOf, synthAll } from '../support/synth';

/** A cluster with one object of every kind that a profile decides about. */
function appWith(profile: FleetProfile | undefined, props: LayeredClusterProps = {}): FluxApp {
  const app = new FluxApp({ profile });
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC, ...props });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  new HelmReleaseFromRepository(cluster.apps, 'redis', { repositoryUrl: 'https://charts.acme.io', version: '1.x' });
  const template = new ResourceTemplate(cluster.apps, 'pulls', { inputs: [Inputs.githubPullRequests('https://github.com/acme/app')] });
  new Namespace(template, `app-${template.input('id')}`);
  return app;
}

const EVERY = 'fluxcd.controlplane.io/reconcileEvery';

/** What the profile decided, by default. */
function decided(profile: FleetProfile | undefined, props?: LayeredClusterProps): Record<string, unknown> {
  const objects = objectsByName(appWith(profile, props).synthFiles());
  const release = objects['HelmRelease podinfo/podinfo'].spec;
  const layer = objects['Kustomization flux-system/apps'].spec;
  return {
    oci: objects['OCIRepository podinfo/podinfo'].spec.interval,
    helmRepository: objects['HelmRepository redis/redis'].spec.interval,
    layer: [layer.interval, layer.retryInterval, layer.timeout],
    release: [release.interval, release.timeout, release.driftDetection.mode],
    failure: release.upgrade.strategy ?? release.upgrade.remediation,
    sets: [
      objects['ResourceSet flux-system/pulls'].metadata.annotations[EVERY],
      objects['ResourceSetInputProvider flux-system/pulls'].metadata.annotations[EVERY],
    ],
  };
}

const RETRY = (retryInterval: string) => ({ name: 'RetryOnFailure', retryInterval });
const STANDARD = {
  oci: '5m',
  helmRepository: '1h',
  layer: ['30m', '5m', '5m'],
  release: ['30m', '5m', 'enabled'],
  failure: RETRY('5m'),
  sets: ['30m', '10m'],
};

test('the standard profile is what is written without a choice', () => {
  expect(decided(undefined)).toEqual(STANDARD);
  expect(decided(FleetProfile.standard())).toEqual(STANDARD);
});

test('a responsive fleet asks often', () => {
  expect(decided(FleetProfile.responsive())).toEqual({
    oci: '1m',
    helmRepository: '1h',
    layer: ['10m', '2m', '5m'],
    release: ['5m', '5m', 'enabled'],
    failure: RETRY('2m'),
    sets: ['10m', '5m'],
  });
});

test('a relaxed fleet asks rarely, except in development', () => {
  const relaxed = { ...STANDARD, layer: ['1h', '5m', '5m'], release: ['1h', '5m', 'enabled'], sets: ['1h', '10m'] };
  expect(decided(FleetProfile.relaxed())).toEqual(relaxed);
  expect(decided(FleetProfile.relaxed(), { environment: Environment.DEVELOPMENT })).toEqual({
    ...relaxed,
    layer: ['10m', '5m', '5m'],
    release: ['5m', '5m', 'warn'],
    sets: ['5m', '10m'],
  });
});

test('single defaults are chosen beside a profile', () => {
  const profile = FleetProfile.standard({
    durations: { 'OCIRepository.interval': Duration.minutes(2), 'HelmRelease.timeout': Duration.minutes(15) },
    onFailure: FailureHandling.ROLLBACK,
    drift: DriftHandling.WARN,
  });

  expect(decided(profile)).toEqual({
    ...STANDARD,
    oci: '2m',
    layer: ['30m', '5m', '15m'],
    release: ['30m', '15m', 'warn'],
    failure: { name: 'RemediateOnFailure' },
  });
});

describe('the time that a layer gives its health checks', () => {
  const timeoutOf = (timeout: Duration, define: (layer: Layer) => unknown) => {
    const app = new FluxApp({ profile: FleetProfile.standard({ durations: { 'Kustomization.timeout': timeout } }) });
    define(new LayeredCluster(app, 'production', { sync: SYNC }).apps);
    return layersIn(app.synthFiles()).apps.timeout;
  };
  const release = (layer: Layer) => new HelmReleaseFromOci(layer, 'podinfo', PODINFO);

  test('is that of the profile', () => {
    expect(timeoutOf(Duration.minutes(2), (layer) => new Namespace(layer, 'x'))).toBe('2m');
    expect(timeoutOf(Duration.minutes(15), release)).toBe('15m');
  });

  test('is that of its releases, where these may take longer', () => {
    expect(timeoutOf(Duration.minutes(2), release)).toBe('5m');
  });
});

describe('layers that wait for each other', () => {
  const budgets = (profile: FleetProfile, props: LayeredClusterProps) => {
    const app = new FluxApp({ profile });
    const cluster = new LayeredCluster(app, 'x', { sync: SYNC, ...props });
    for (const layer of [cluster.controllers, cluster.apps]) new HelmReleaseFromOci(layer, `${layer.node.id}-release`, PODINFO);
    return findingsOf(app).filter((line) => line.includes('timeout-budget-exceeded'));
  };

  test.each(
    Object.values(Environment).flatMap((environment) =>
      [FleetProfile.standard(), FleetProfile.responsive(), FleetProfile.relaxed()].map(
        (profile) => [profile.name, environment, profile] as const,
      ),
    ),
  )('have time for it in the profile %s, in %s', (_, environment, profile) => {
    expect(budgets(profile, { environment })).toEqual([]);
  });

  test('have none in a minute, unless nothing is checked', () => {
    const everyMinute = FleetProfile.responsive({ durations: { 'Kustomization.interval': Duration.minutes(1) } });

    expect(budgets(everyMinute, {})).toEqual([
      "warning[timeout-budget-exceeded] Kustomization flux-system/infra-controllers may take 5m and is to be reconciled every 1m @ Kustomization 'x/flux-system/infra-controllers' (spec.timeout)",
    ]);
    expect(budgets(everyMinute, { layerProps: { controllers: { gate: Gate.applied() } } })).toEqual([]);
  });
});

test('production may have a profile of its own, and so may a cluster', () => {
  const profile = FleetProfile.responsive({ production: FleetProfile.standard() });

  expect(decided(profile)).toEqual(STANDARD);
  expect(decided(profile, { environment: Environment.STAGING }).oci).toBe('1m');
  expect(decided(profile, { profile: FleetProfile.responsive() }).oci).toBe('1m');
});

describe('the profile of a layer', () => {
  const stable = FleetProfile.standard({
    durations: {
      'HelmRelease.interval': Duration.hours(24),
      'Kustomization.interval': Duration.hours(1),
      'Kustomization.retryInterval': Duration.minutes(10),
      'Kustomization.timeout': Duration.minutes(20),
    },
    onFailure: FailureHandling.ROLLBACK,
    drift: DriftHandling.WARN,
  });
  const clusterWith = (profile: FleetProfile, define: (cluster: LayeredCluster) => unknown = () => undefined) => {
    const app = new FluxApp({ profile: FleetProfile.responsive() });
    const cluster = new LayeredCluster(app, 'x', { sync: SYNC, layerProps: { controllers: { profile } } });
    define(cluster);
    return app;
  };
  const times = ({ spec }: any) => [spec.interval, spec.retryInterval, spec.timeout].filter(Boolean);

  test('holds for the layer and for what is in it, and for no other layer', () => {
    const app = clusterWith(stable, (cluster) => {
      new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO);
      new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
    });
    const objects = objectsByName(app.synthFiles());
    const controller = objects['HelmRelease cert-manager/cert-manager'];

    expect(times(objects['Kustomization flux-system/infra-controllers'])).toEqual(['1h', '10m', '20m']);
    expect(times(objects['OCIRepository cert-manager/cert-manager'])).toEqual(['5m']);
    expect(times(controller)).toEqual(['24h', '5m']);
    expect([controller.spec.driftDetection.mode, controller.spec.upgrade.strategy]).toEqual(['warn', { name: 'RemediateOnFailure' }]);
    expect(times(objects['Kustomization flux-system/apps'])).toEqual(['10m', '2m', '5m']);
    expect(times(objects['HelmRelease podinfo/podinfo'])).toEqual(['5m', '5m']);
  });

  test('yields to props of the layer', () => {
    const app = clusterWith(FleetProfile.relaxed());
    const cluster = app.node.findChild('x') as LayeredCluster;
    const props = { profile: stable, interval: Duration.minutes(15), retryInterval: Duration.minutes(1), timeout: Duration.minutes(9) };
    new HelmReleaseFromOci(new Layer(cluster, 'web', props), 'podinfo', PODINFO);

    expect(times(objectsByName(app.synthFiles())['Kustomization flux-system/web'])).toEqual(['15m', '1m', '9m']);
  });

  test('takes that of production there', () => {
    const app = clusterWith(FleetProfile.responsive({ production: stable }), (cluster) => {
      new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO);
    });

    expect(times(objectsByName(app.synthFiles())['HelmRelease cert-manager/cert-manager'])).toEqual(['24h', '5m']);
  });

  test.each([
    FleetProfile.standard({ pinning: Pinning.EXACT }),
    FleetProfile.standard({ production: FleetProfile.standard({ pinning: Pinning.DIGEST }) }),
  ])('does not say how versions are written, which is judged for a cluster (%#)', (profile) => {
    expect(errorOf(() => clusterWith(profile, (cluster) => cluster.controllers))).toBe(
      [
        'Layer \'x/infra-controllers\': profile must be one without pinning, which holds for a whole cluster, got "FleetProfile.standard({ pinning: … })".',
        '  fix: choose pinning in the profile of the cluster or of the app',
      ].join('\n'),
    );
  });
});

test('a table of intervals by kind of layer can be written as profiles', () => {
  const often = FleetProfile.responsive({
    durations: { 'Kustomization.interval': Duration.minutes(1), 'OCIRepository.interval': Duration.minutes(5) },
  });
  const stable = FleetProfile.responsive({
    durations: { 'Kustomization.interval': Duration.minutes(1), 'HelmRelease.interval': Duration.hours(24) },
  });
  const app = new FluxApp({ profile: often });
  const cluster = new LayeredCluster(app, 'x', {
    sync: SYNC,
    layers: LayerPreset.infrastructureDependenciesApps(),
    layerProps: { infrastructure: { profile: stable, gate: Gate.applied() } },
  });
  new HelmReleaseFromRepository(cluster.infrastructure, 'cert-manager', { repositoryUrl: 'https://charts.jetstack.io', version: '1.14.4' });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', PODINFO);
  const intervals = Object.entries(objectsByName(app.synthFiles())).map(([name, { spec }]) => [name, spec?.interval]);

  expect(Object.fromEntries(intervals.filter(([, interval]) => interval))).toEqual({
    'Kustomization flux-system/infrastructure': '1m',
    'Kustomization flux-system/apps': '1m',
    'HelmRepository cert-manager/cert-manager': '1h',
    'OCIRepository podinfo/podinfo': '5m',
    'HelmRelease cert-manager/cert-manager': '24h',
    'HelmRelease podinfo/podinfo': '5m',
  });
});

test('a prop wins over the profile', () => {
  const app = new FluxApp({ profile: FleetProfile.relaxed() });
  const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
  new HelmReleaseFromOci(cluster.apps, 'podinfo', { ...PODINFO, interval: Duration.minutes(7) });

  expect(objectsByName(app.synthFiles())['HelmRelease podinfo/podinfo'].spec.interval).toBe('7m');
});

test('in a plain chart of cdk8s the standard profile holds, and nobody knows the environment', () => {
  const [, release] = synthAll((chart) => new HelmReleaseFromOci(chart, 'podinfo', PODINFO).release satisfies HelmRelease);

  expect([release.spec.interval, release.spec.driftDetection.mode]).toEqual(['30m', 'warn']);
});

describe('pinning', () => {
  const found = (pinning: Pinning, version = OciRef.semver('6.x')): string[] => {
    const app = new FluxApp({ profile: FleetProfile.standard({ pinning }) });
    const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
    new HelmReleaseFromOci(cluster.apps, 'podinfo', { ...PODINFO, version });
    return app
      .verify()
      .filter(({ rule }) => rule === 'chart-version-not-exact')
      .map(({ message }) => message);
  };

  test('to a range is content with one', () => {
    expect(found(Pinning.RANGE)).toEqual([]);
  });

  test('to one version wants a tag', () => {
    expect(found(Pinning.EXACT)).toEqual(['OCIRepository podinfo/podinfo takes an artifact of a range, not one version']);
    expect(found(Pinning.EXACT, OciRef.tag('6.9.0'))).toEqual([]);
  });

  test('to a digest wants one', () => {
    expect(found(Pinning.DIGEST)).toEqual(['OCIRepository podinfo/podinfo takes an artifact of a range, not one digest']);
    expect(found(Pinning.DIGEST, OciRef.tag('6.9.0'))).toEqual([
      'OCIRepository podinfo/podinfo takes whatever its tag names, not one digest',
    ]);
    expect(found(Pinning.DIGEST, OciRef.digest(`sha256:${'0'.repeat(64)}`))).toEqual([]);
  });
});

describe('what is newer than the profiles', () => {
  /** Intervals and choices of images, secrets, the sync and the newest tag. */
  function written(profile?: FleetProfile, props: LayeredClusterProps = {}): Record<string, unknown> {
    const app = new FluxApp({ profile });
    const cluster = new LayeredCluster(app, 'production', { sync: SYNC, ...props });
    const { apps } = cluster;
    const source = new GitRepository(apps, 'fleet', { url: 'https://github.com/acme/fleet', ref: GitRef.branch('main'), namespace: 'web' });
    const repository = new ImageRepository(apps, 'app', { image: 'ghcr.io/acme/app', namespace: 'web' });
    const automation = new ImageUpdateAutomation(apps, 'fleet-images', { source, namespace: 'web' });
    const store = ClusterSecretStore.fromClusterSecretStoreName(apps, 'store', 'fleet');
    const secret = new ExternalSecret(apps, 'db', { store, namespace: 'web', data: { password: { key: 'db' } } });
    const template = new ResourceTemplate(apps, 'tags', { inputs: [Inputs.ociTags('oci://ghcr.io/acme/app')] });
    const provider = template.node.findAll().find((construct) => construct instanceof ResourceSetInputProvider)!;
    const specOf = ({ apiObject }: { apiObject: ApiObject }) => (apiObject.toJson() as any).spec;
    return {
      sync: specOf(cluster.instance!).sync.interval,
      images: specOf(repository).interval,
      automation: specOf(automation).interval,
      push: specOf(automation).git.push?.branch,
      secret: specOf(secret).refreshInterval,
      tags: specOf(provider).filter.limit,
    };
  }
  const USUAL = {
    sync: undefined,
    images: '5m',
    automation: '5m',
    push: 'image-updates/production/web-fleet-images',
    secret: '1h',
    tags: 1,
  };

  test('is the same in a fleet that is not responsive, but for a relaxed one, whose clusters ask less often for what they are', () => {
    for (const profile of [undefined, FleetProfile.standard()]) expect(written(profile)).toEqual(USUAL);
    expect(written(FleetProfile.relaxed())).toEqual({ ...USUAL, sync: '5m' });
  });

  test('asks often in a responsive fleet, and nobody looks at images before they are live outside of production', () => {
    expect(written(FleetProfile.responsive())).toEqual({ ...USUAL, images: '1m', automation: '1m' });
    for (const environment of [Environment.STAGING, Environment.DEVELOPMENT]) {
      expect(written(undefined, { environment })).toEqual({ ...USUAL, push: undefined });
    }
  });

  test('is chosen by name', () => {
    const durations = {
      'Sync.interval': Duration.minutes(10),
      'ImageRepository.interval': Duration.minutes(20),
      'ImageUpdateAutomation.interval': Duration.minutes(30),
      'ExternalSecret.refreshInterval': Duration.minutes(40),
    };

    expect(written(FleetProfile.standard({ durations }))).toEqual({
      ...USUAL,
      sync: '10m',
      images: '20m',
      automation: '30m',
      secret: '40m',
    });
    const sync = Sync.git('https://github.com/acme/fleet', { interval: Duration.minutes(3) });
    expect(written(FleetProfile.standard({ durations }), { sync }).sync).toBe('3m');
  });

  test('is so for the operator of a gitless fleet, too', () => {
    const [set] = synthGitless(FleetProfile.relaxed({ durations: { 'OCIRepository.interval': Duration.minutes(9) } }));
    const [source, release] = set.spec.resources;

    expect([source.spec.interval, release.spec.interval, release.spec.timeout, release.spec.driftDetection.mode]).toEqual([
      '9m',
      '1h',
      '5m',
      'enabled',
    ]);
  });
});

/** The ResourceSet of the operator in a gitless fleet. */
function synthGitless(profile: FleetProfile): any[] {
  const app = new FluxApp({ profile });
  new GitlessFleet(app, 'fleet', { registry: 'oci://ghcr.io/acme', tenants: [{ name: 'team-a' }] }).addCluster('production');
  return Object.values(objectsByName(app.synthFiles())).filter(
    ({ kind, metadata }) => kind === 'ResourceSet' && metadata.name === 'flux-operator',
  );
}

test('every default says why, and who says so', () => {
  for (const { why, source } of Object.values(DEFAULT_VALUES)) {
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(source).toMatch(/^https:\/\//);
  }
});

test('a default that there is not, and a duration that Flux takes for none, are refused', () => {
  expect(errorOf(() => FleetProfile.relaxed({ durations: { 'GitRepo.interval': Duration.minutes(1) } }))).toMatch(
    /^FleetProfile\.relaxed\(\): durations must be named after defaults \(GitRepository\.interval, .*\), got "GitRepo\.interval"\.\n {2}fix: 'GitRepository\.interval': Duration\.minutes\(5\)$/,
  );
  expect(errorOf(() => FleetProfile.relaxed({ durations: { 'GitRepository.interval': Duration.seconds(0) } }))).toBe(
    "FleetProfile.relaxed(): durations['GitRepository.interval'] must be a duration of whole seconds, one at least, got \"0ms\".\n  fix: durations['GitRepository.interval']: Duration.seconds(1)",
  );
});
