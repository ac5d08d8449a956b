import { App, Chart, JsonPatch } from 'cdk8s';
import {
  ArtifactGenerator,
  ArtifactGeneratorProps,
  ArtifactSource,
  ExternalArtifact,
  FluxVersion,
  GitRepository,
  HelmChart,
  HelmRelease,
  Kustomization,
  OciRepository,
  sourceextensions,
} from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { errorOf, synthAll, synthOne, testChart } from '../../support/synth';

const shared = testChart();
const fleet = GitRepository.fromGitRepositoryName(shared, 'fleet', 'fleet');
const policies = OciRepository.fromOciRepositoryName(shared, 'policies', 'policies', 'flux-system');
const podinfo = HelmChart.fromHelmChartName(shared, 'podinfo', 'podinfo');

const APPS: ArtifactGeneratorProps = {
  sources: [ArtifactSource.files('fleet', fleet)],
  artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: '@artifact/' }] }],
};

const define = (chart: Chart, props: Partial<ArtifactGeneratorProps> = {}) => new ArtifactGenerator(chart, 'parts', { ...APPS, ...props });
const synthWith = (props: Partial<ArtifactGeneratorProps>) => synthOne((chart) => define(chart, props));
const errorWith = (props: Partial<ArtifactGeneratorProps>) => errorOf(() => synthWith(props));

test('writes an ArtifactGenerator', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    metadata: { name: 'parts', namespace: 'apps' },
    spec: {
      sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'fleet' }],
      artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: '@artifact/' }] }],
    },
  });
});

test('all props together are written, with the namespace of a source where it differs', () => {
  const manifest = synthWith({
    name: 'generated',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    sources: [ArtifactSource.files('fleet', fleet), ArtifactSource.files('policies', policies), ArtifactSource.helmChart('chart', podinfo)],
    artifacts: [
      {
        name: 'app-{app}',
        copy: [
          { from: '@fleet/apps/{app}/**', to: '@artifact/app/', exclude: ['*.md'] },
          {
            from: '@policies/prod.yaml',
            to: '@artifact/app/values.yaml',
            strategy: sourceextensions.ArtifactGeneratorSpecArtifactsCopyStrategy.MERGE,
          },
          { from: '@chart/*.tgz', to: '@artifact/', strategy: sourceextensions.ArtifactGeneratorSpecArtifactsCopyStrategy.EXTRACT },
        ],
        revision: '@policies',
        originRevision: '@fleet',
      },
    ],
    pathPattern: '@fleet/apps/{app}',
    commonMetadata: { labels: { team: 'a' } },
  });

  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'source.extensions.fluxcd.io/v1beta1',
      kind: 'ArtifactGenerator',
      metadata: { name: 'generated', namespace: 'apps', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        sources: [
          { alias: 'fleet', kind: 'GitRepository', name: 'fleet' },
          { alias: 'policies', kind: 'OCIRepository', name: 'policies', namespace: 'flux-system' },
          { alias: 'chart', kind: 'HelmChart', name: 'podinfo' },
        ],
        artifacts: [
          {
            copy: [
              { exclude: ['*.md'], from: '@fleet/apps/{app}/**', to: '@artifact/app/' },
              { from: '@policies/prod.yaml', strategy: 'Merge', to: '@artifact/app/values.yaml' },
              { from: '@chart/*.tgz', strategy: 'Extract', to: '@artifact/' },
            ],
            name: 'app-{app}',
            originRevision: '@fleet',
            revision: '@policies',
          },
        ],
        commonMetadata: { labels: { team: 'a' } },
        pathPattern: '@fleet/apps/{app}',
      },
    }),
  );
});

test('a Kustomization applies an artifact and a HelmRelease installs one', () => {
  const [, kustomization, release] = synthAll((chart) => {
    const generator = define(chart);
    new Kustomization(chart, 'apps', { source: generator.artifact('apps'), path: './' });
    new HelmRelease(chart, 'podinfo', { chart: generator.artifact('apps') });
  });

  expect(kustomization.spec.sourceRef).toEqual({ kind: 'ExternalArtifact', name: 'apps' });
  expect(release.spec.chartRef).toEqual({ kind: 'ExternalArtifact', name: 'apps' });
});

test('an artifact is one object, however often it is asked for', () => {
  const generator = define(testChart(), { namespace: 'team-a' });
  const { name, namespace } = generator.artifact('apps');

  expect(generator.artifact('apps')).toBe(generator.artifact('apps'));
  expect({ name, namespace }).toEqual({ name: 'apps', namespace: 'team-a' });
});

test('a captured name is an artifact of the generator', () => {
  const generator = define(testChart(), {
    pathPattern: '@fleet/apps/{app}',
    artifacts: [{ name: 'app-{app}', copy: [{ from: '@fleet/apps/{app}/**', to: '@artifact/' }] }],
  });

  expect(generator.artifact('app-podinfo').name).toBe('app-podinfo');
  expect(errorOf(() => generator.artifact('podinfo'))).toBe(
    [
      `ArtifactGenerator 'prod/parts': artifact must be an artifact of this generator: app-{app}, got "podinfo".`,
      "  fix: artifact('app-{app}')",
    ].join('\n'),
  );
});

test('an artifact of another controller can be named and writes nothing', () => {
  const chart = testChart();
  const artifact = ExternalArtifact.fromExternalArtifactName(chart, 'shared', 'build', 'ci');

  expect(artifact.toReleaseChart(chart, 'apps')).toEqual({ chartRef: { kind: 'ExternalArtifact', name: 'build', namespace: 'ci' } });
  expect(artifact.sourceKind).toBe('ExternalArtifact');
  expect(chart.toJson()).toEqual([]);
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) => define(chart).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)));

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test.each<[string, Partial<ArtifactGeneratorProps>, string[]]>([
  [
    'an alias that two sources share is refused',
    { sources: [ArtifactSource.files('fleet', fleet), ArtifactSource.files('fleet', policies)] },
    [
      `ArtifactGenerator 'prod/parts': sources must be a list in which each alias occurs once, got "fleet".`,
      "  fix: give one of the two another alias, e.g. 'fleet-2'",
    ],
  ],
  [
    'a name that two artifacts share is refused',
    { artifacts: [...APPS.artifacts, ...APPS.artifacts] },
    [
      `ArtifactGenerator 'prod/parts': artifacts must be a list in which each name occurs once, got "apps".`,
      "  fix: give one of the two another name, e.g. 'apps-2'",
    ],
  ],
  [
    'an alias that no source has is refused',
    { artifacts: [{ name: 'apps', copy: [{ from: '@flet/apps/**', to: '@artifact/' }] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy.from must be a path below the alias of a source: @fleet/…, got "@flet/apps/**".`,
      "  fix: from: '@fleet/apps/**'",
    ],
  ],
  [
    'a path without an alias is refused',
    { artifacts: [{ name: 'apps', copy: [{ from: './apps/**', to: '@artifact/' }] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy.from must be a path below the alias of a source: @fleet/…, got "./apps/**".`,
      "  fix: from: '@fleet/apps/**'",
    ],
  ],
  [
    'an alias without a path is refused',
    { artifacts: [{ name: 'apps', copy: [{ from: '@fleet', to: '@artifact/' }] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy.from must be a path below the alias of a source: @fleet/…, got "@fleet".`,
      "  fix: from: '@fleet/**'",
    ],
  ],
  [
    'a target outside of the artifact is refused',
    { artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: '@artifact/../apps' }] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy.to must be a path that starts with @artifact/ and stays inside, without '.' and '..', got "@artifact/../apps".`,
      "  fix: to: '@artifact/apps'",
    ],
  ],
  [
    'a target without the artifact is refused',
    { artifacts: [{ name: 'apps', copy: [{ from: '@fleet/apps/**', to: './apps' }] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy.to must be a path that starts with @artifact/ and stays inside, without '.' and '..', got "./apps".`,
      "  fix: to: '@artifact/apps'",
    ],
  ],
  [
    'a revision names a source and no path',
    { artifacts: [{ ...APPS.artifacts[0], revision: '@fleet/apps' }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.revision must be the alias of a source: @fleet, got "@fleet/apps".`,
      "  fix: revision: '@fleet'",
    ],
  ],
  [
    'an artifact of nothing is refused',
    { artifacts: [{ name: 'apps', copy: [] }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.copy must be a list with one entry at least, got [].`,
      "  fix: copy: [{ from: '@fleet/**', to: '@artifact/' }]",
    ],
  ],
  [
    'a capture is refused where no pattern captures',
    { artifacts: [{ ...APPS.artifacts[0], name: 'app-{app}' }] },
    [
      `ArtifactGenerator 'prod/parts': artifacts.name must be a Kubernetes name: at most 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "app-{app}".`,
      "  fix: artifacts.name: 'app-app'",
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('an alias that Flux refuses is refused', () => {
  expect(errorOf(() => ArtifactSource.files('My Fleet', fleet))).toBe(
    [
      `ArtifactSource.files(): alias must be an alias: at most 63 lower case letters, digits, '-' and '_', with a letter or digit at both ends, got "My Fleet".`,
      "  fix: alias: 'my-fleet'",
    ].join('\n'),
  );
});

test.each<[string, FluxVersion, Partial<ArtifactGeneratorProps>]>([
  ['sources: HelmChart or ExternalArtifact', FluxVersion.V2_7, { sources: [ArtifactSource.helmChart('fleet', podinfo)] }],
  ['pathPattern', FluxVersion.V2_8, { pathPattern: '@fleet/apps/{app}' }],
  ['commonMetadata', FluxVersion.V2_8, { commonMetadata: { labels: { team: 'a' } } }],
  [
    'artifacts.copy.strategy: Extract',
    FluxVersion.V2_7,
    {
      artifacts: [
        {
          name: 'apps',
          copy: [
            {
              from: '@fleet/a.tgz',
              to: '@artifact/',
              strategy: sourceextensions.ArtifactGeneratorSpecArtifactsCopyStrategy.EXTRACT,
            },
          ],
        },
      ],
    },
  ],
])('%s is refused for a Flux that does not know it', (prop, fluxVersion, props) => {
  const chart = new Chart(new App(), 'prod');
  setFleetContext(chart, { fluxVersion });

  expect(errorOf(() => define(chart, props))).toContain(`ArtifactGenerator 'prod/parts': ${prop} must be used with Flux 2.`);
});
