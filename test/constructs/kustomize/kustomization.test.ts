import { Duration, JsonPatch } from 'cdk8s';
import {
  FluxVersion,
  Gate,
  GitRepository,
  HealthCheckExpr,
  Kustomization,
  KustomizationProps,
  kustomize,
  OciRepository,
} from '../../../src';
import { setFleetContext } from '../../../src/primitives/fleet-context';
import { schemaErrors } from '../../support/schema';
import { errorOf, synthAll, synthOne, testChart } from '../../support/synth';

type OptionalProps = Partial<KustomizationProps>;

const synthWith = (props: OptionalProps) =>
  synthOne((chart) => {
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    return new Kustomization(chart, 'apps', { source, path: './apps', ...props });
  });
const errorWith = (props: OptionalProps) => errorOf(() => synthWith(props));

test('writes a Kustomization that prunes, gives up after five minutes and tries again after five more', () => {
  const manifest = synthWith({});

  expect(manifest).toEqual({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'apps' },
    spec: {
      interval: '30m',
      retryInterval: '5m',
      timeout: '5m',
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      path: './apps',
      prune: true,
    },
  });
  expect(schemaErrors(manifest)).toEqual([]);
});

test('all props together are written in the order of the documentation, and are valid', () => {
  const manifest = synthOne((chart) => {
    const first = Kustomization.fromKustomizationName(chart, 'first', 'first', 'flux-system');
    return new Kustomization(chart, 'id', {
      name: 'apps',
      namespace: 'flux-system',
      labels: { team: 'a' },
      annotations: { note: 'b' },
      source: OciRepository.fromOciRepositoryName(chart, 'fleet', 'fleet', 'sources'),
      path: 'apps/production',
      interval: Duration.hours(1),
      retryInterval: Duration.minutes(2),
      timeout: Duration.minutes(10),
      gate: Gate.checks([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'apps' }]),
      healthCheckExprs: [{ apiVersion: 'acme.io/v1', kind: 'Widget', current: 'status.ready' }],
      dependsOn: [first],
      prune: false,
      deletionPolicy: kustomize.KustomizationSpecDeletionPolicy.ORPHAN,
      serviceAccountName: 'deployer',
      targetNamespace: 'apps',
      kubeConfig: { secretRef: { name: 'spoke' } },
      decryption: { provider: kustomize.KustomizationSpecDecryptionProvider.SOPS, secretRef: { name: 'sops-age' } },
      postBuild: { substitute: { DOMAIN: 'acme.io' } },
      patches: [{ patch: '- op: remove\n  path: /spec/replicas\n', target: { kind: 'Deployment' } }],
      images: [{ name: 'podinfo', newTag: '6.9.0' }],
      components: ['../components/ha'],
      namePrefix: 'a-',
      nameSuffix: '-b',
      commonMetadata: { labels: { part: 'apps' } },
      ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
      ignoreMissingComponents: true,
      buildMetadata: [kustomize.KustomizationSpecBuildMetadata.ORIGIN_ANNOTATIONS],
    });
  });

  expect(schemaErrors(manifest)).toEqual([]);
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'apps', namespace: 'flux-system', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        interval: '1h',
        retryInterval: '2m',
        timeout: '10m',
        dependsOn: [{ name: 'first' }],
        serviceAccountName: 'deployer',
        kubeConfig: { secretRef: { name: 'spoke' } },
        sourceRef: { kind: 'OCIRepository', name: 'fleet', namespace: 'sources' },
        path: 'apps/production',
        targetNamespace: 'apps',
        prune: false,
        deletionPolicy: 'Orphan',
        healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'apps' }],
        healthCheckExprs: [{ apiVersion: 'acme.io/v1', current: 'status.ready', kind: 'Widget' }],
        decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
        postBuild: { substitute: { DOMAIN: 'acme.io' }, substituteStrategy: 'Always' },
        buildMetadata: ['originAnnotations'],
        commonMetadata: { labels: { part: 'apps' } },
        components: ['../components/ha'],
        ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
        ignoreMissingComponents: true,
        images: [{ name: 'podinfo', newTag: '6.9.0' }],
        namePrefix: 'a-',
        nameSuffix: '-b',
        patches: [{ patch: '- op: remove\n  path: /spec/replicas\n', target: { kind: 'Deployment' } }],
      },
    }),
  );
});

test.each([
  ['what nothing depends on is ready once applied', undefined, { wait: undefined, healthChecks: undefined }],
  ['Gate.all() waits for everything', Gate.all(), { wait: true, healthChecks: undefined }],
  ['Gate.applied() writes nothing', Gate.applied(), { wait: undefined, healthChecks: undefined }],
  [
    'Gate.checks() lists objects and does not wait for all',
    Gate.checks([{ kind: 'Deployment', name: 'web', namespace: 'apps' }]),
    { wait: undefined, healthChecks: [{ kind: 'Deployment', name: 'web', namespace: 'apps' }] },
  ],
])('%s', (_sentence, gate, fields) => {
  const { wait, healthChecks } = synthWith({ gate }).spec;

  expect({ wait, healthChecks }).toEqual(fields);
});

test('what something depends on waits for everything, whichever of the two was defined first', () => {
  const [first, second] = synthAll((chart) => {
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    const infra = new Kustomization(chart, 'infra', { source, path: './infra' });
    new Kustomization(chart, 'apps', { source, path: './apps', dependsOn: [infra] });
  });

  expect([first.spec.wait, first.spec.dependsOn]).toEqual([true, undefined]);
  expect([second.spec.wait, second.spec.dependsOn]).toEqual([undefined, [{ name: 'infra' }]]);
});

test('expressions make a Kustomization wait for what they are about', () => {
  expect(synthWith({ healthCheckExprs: [HealthCheckExpr.condition('acme.io/v1', 'Widget')] }).spec.wait).toBe(true);
});

test('a gate that the program chose is not replaced by a dependency', () => {
  const [first] = synthAll((chart) => {
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    const infra = new Kustomization(chart, 'infra', { source, path: './infra', gate: Gate.applied() });
    new Kustomization(chart, 'apps', { source, path: './apps', dependsOn: [infra] });
  });

  expect(first.spec.wait).toBeUndefined();
});

test('dependencies are listed by namespace and name, in whichever order they were declared', () => {
  const manifests = synthAll((chart) => {
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    const other = Kustomization.fromKustomizationName(chart, 'z', 'z', 'flux-system');
    const [a, b] = ['a', 'b'].map((id) => new Kustomization(chart, id, { source, path: `./${id}` }));
    new Kustomization(chart, 'one', { source, path: './one', dependsOn: [other, b, a] });
    new Kustomization(chart, 'two', { source, path: './two', dependsOn: [a] }).dependsOn(b, other, a);
  });

  const dependencies = [{ name: 'a' }, { name: 'b' }, { name: 'z', namespace: 'flux-system' }];
  expect(manifests.slice(2).map(({ spec }) => spec.dependsOn)).toEqual([dependencies, dependencies]);
});

test('substituteStrategy is not written for a Flux that does not know it', () => {
  const manifest = synthOne((chart) => {
    setFleetContext(chart, { fluxVersion: FluxVersion.V2_8 });
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    return new Kustomization(chart, 'apps', { source, path: './apps', postBuild: { substitute: { A: 'b' } } });
  });

  expect(manifest.spec.postBuild).toEqual({ substitute: { A: 'b' } });
});

test('a strategy that the program chose is kept', () => {
  const substituteStrategy = kustomize.KustomizationSpecPostBuildSubstituteStrategy.WITH_VARIABLES;

  expect(synthWith({ postBuild: { substituteStrategy, substitute: {} } }).spec.postBuild.substituteStrategy).toBe('WithVariables');
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) => {
    const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
    new Kustomization(chart, 'apps', { source, path: './' }).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true));
  });

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a Kustomization that is defined elsewhere can be waited for, waits for nothing and writes nothing', () => {
  const chart = testChart();
  const elsewhere = Kustomization.fromKustomizationName(chart, 'infra', 'infra');
  const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');
  new Kustomization(chart, 'apps', { source, path: './', dependsOn: [elsewhere] });

  expect(chart.toJson()).toHaveLength(1);
  expect(errorOf(() => (elsewhere as Kustomization).dependsOn(chart))).toBe(
    "Kustomization 'infra' is defined elsewhere: say there what it depends on",
  );
});

test.each([
  [
    'a path above the source is refused, because Flux would silently read the root',
    { path: '../other/apps' },
    [
      `Kustomization 'prod/apps': path must be a directory inside the source, relative to its root, without '..', got "../other/apps".`,
      "  fix: path: './other/apps'",
    ],
  ],
  [
    'an absolute path is refused',
    { path: '/apps' },
    [
      `Kustomization 'prod/apps': path must be a directory inside the source, relative to its root, without '..', got "/apps".`,
      "  fix: path: './apps'",
    ],
  ],
  [
    'an empty path is refused, because it says nothing',
    { path: '' },
    [
      `Kustomization 'prod/apps': path must be a directory inside the source, relative to its root, without '..', got "".`,
      "  fix: path: './'",
    ],
  ],
  [
    'a variable with a hyphen is refused, because it fails the whole build',
    { postBuild: { substitute: { 'cluster-domain': 'acme.io' } } },
    [
      `Kustomization 'prod/apps': postBuild.substitute must be names of variables: letters, digits and _, not starting with a digit; Flux fails the whole build otherwise, got "cluster-domain".`,
      "  fix: cluster_domain: '…'",
    ],
  ],
  [
    'a variable that starts with a digit is refused',
    { postBuild: { substitute: { '2nd': 'b' } } },
    [
      `Kustomization 'prod/apps': postBuild.substitute must be names of variables: letters, digits and _, not starting with a digit; Flux fails the whole build otherwise, got "2nd".`,
      "  fix: _2nd: '…'",
    ],
  ],
  [
    'a negative interval is refused',
    { interval: { toMilliseconds: () => -1000 } as unknown as Duration },
    [
      `Kustomization 'prod/apps': interval must be a duration of whole seconds, one at least, got "-1000ms".`,
      '  fix: interval: Duration.seconds(1)',
    ],
  ],
  [
    'a retryInterval of zero is refused',
    { retryInterval: Duration.seconds(0) },
    [
      `Kustomization 'prod/apps': retryInterval must be a duration of whole seconds, one at least, got "0ms".`,
      '  fix: retryInterval: Duration.seconds(1)',
    ],
  ],
  [
    'a timeout below a second is refused',
    { timeout: Duration.millis(1500) },
    [
      `Kustomization 'prod/apps': timeout must be a duration of whole seconds, one at least, got "1500ms".`,
      '  fix: timeout: Duration.seconds(2)',
    ],
  ],
  [
    'expressions that nobody looks at are refused',
    { gate: Gate.applied(), healthCheckExprs: [HealthCheckExpr.condition('acme.io/v1', 'Widget')] },
    [
      `Kustomization 'prod/apps': gate must be one that checks something when there are healthCheckExprs, which are not looked at otherwise, got "Gate.applied()".`,
      '  fix: gate: Gate.all(), or remove healthCheckExprs',
    ],
  ],
  [
    'an empty prefix is refused',
    { namePrefix: '' },
    [
      `Kustomization 'prod/apps': namePrefix must be part of a Kubernetes name: 1 to 200 lower case letters, digits, '-' and '.', got "".`,
      '  fix: remove namePrefix',
    ],
  ],
  [
    'a suffix that no name can have is refused',
    { nameSuffix: '_Blue' },
    [
      `Kustomization 'prod/apps': nameSuffix must be part of a Kubernetes name: 1 to 200 lower case letters, digits, '-' and '.', got "_Blue".`,
      "  fix: nameSuffix: '-blue'",
    ],
  ],
  [
    'a component of another repository is refused',
    { components: ['https://github.com/acme/components'] },
    [
      `Kustomization 'prod/apps': components must be directories of the same source, relative to path; Flux fails on others, got "https://github.com/acme/components".`,
      "  fix: components: ['../components/high-availability']",
    ],
  ],
  [
    'an image with its tag is refused, because kustomize compares names',
    { images: [{ name: 'localhost:5000/web:1.0', newTag: '2.0' }] },
    [
      `Kustomization 'prod/apps': images must be images by their name alone, without tag and digest, as kustomize compares it, got "localhost:5000/web:1.0".`,
      "  fix: { name: 'localhost:5000/web', newTag: '…' }",
    ],
  ],
  [
    'an image without anything new is refused',
    { images: [{ name: 'web' }] },
    [
      `Kustomization 'prod/apps': images must be given what replaces the name, the tag or the digest, got {"name":"web"}.`,
      "  fix: { name: 'web', newTag: '…' }",
    ],
  ],
  [
    'what is ignored is a JSON pointer',
    { ignore: [{ paths: ['spec.replicas'] }] },
    [
      `Kustomization 'prod/apps': ignore must be JSON pointers, which start with /, one at least, got "spec.replicas".`,
      "  fix: paths: ['/spec/replicas']",
    ],
  ],
  [
    'a name longer than a label is refused, because Flux labels everything with it',
    { name: 'a'.repeat(64) },
    [
      `Kustomization 'prod/apps': name must be a Kubernetes name: at most 63 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "${'a'.repeat(64)}".`,
      `  fix: name: '${'a'.repeat(63)}'`,
    ],
  ],
] as [string, OptionalProps, string[]][])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('a field that the targeted Flux does not know is refused', () => {
  const chart = testChart();
  setFleetContext(chart, { fluxVersion: FluxVersion.V2_8 });
  const source = GitRepository.fromGitRepositoryName(chart, 'fleet', 'fleet');

  expect(errorOf(() => new Kustomization(chart, 'apps', { source, path: './', ignore: [{ paths: ['/spec'] }] }))).toBe(
    [
      `Kustomization 'prod/apps': ignore must be used with Flux 2.9 or newer, got "Flux 2.8".`,
      '  fix: remove ignore, or set fluxVersion: FluxVersion.V2_9 when the cluster runs it',
    ].join('\n'),
  );
});
