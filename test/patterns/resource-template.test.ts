import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import {
  ConfigMap,
  CopiedConfigMap,
  CopiedSecret,
  FluxApp,
  HelmRelease,
  HelmReleaseFromOci,
  Inputs,
  InputType,
  Kustomization,
  LayeredCluster,
  Namespace,
  ObjectDependency,
  OciRef,
  OciRepository,
  ResourceQuota,
  ResourceSetInputProvider,
  ResourceTemplate,
  ResourceTemplateProps,
  ServiceAccount,
  TenantSource,
  TenantSpace,
  Waivers,
} from '../../src';
import { filesOfCluster, objectsByName, PODINFO, SYNC } from '../support/fleet';
import { errorOf, testChart } from '../support/synth';

const TEAMS = Inputs.list([
  { team: 'frontend', pods: 20, open: true, labels: { tier: 'web' }, image: { tag: '1.10' } },
  { team: 'backend', pods: 50, open: false, labels: { stage: 'x' }, image: { tag: '2.0' } },
]);

function templateWith(props: Partial<ResourceTemplateProps> = {}, chart = testChart()): ResourceTemplate {
  return new ResourceTemplate(chart, 'teams', { inputs: [TEAMS], ...props });
}

const written = (template: ResourceTemplate): any => template.resourceSet.apiObject.toJson();
const resourcesOf = (template: ResourceTemplate): any[] => written(template).spec.resources;

test('writes a ResourceSet with the objects that are defined in it, once', () => {
  const template = templateWith();
  const namespace = template.input('team');
  new ResourceQuota(template, 'quota', { namespace, hard: { pods: template.input('pods') } });
  new Namespace(template, namespace, { labels: { team: namespace } });

  expect(written(template)).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'ResourceSet',
    metadata: {
      name: 'teams',
      namespace: 'apps',
      annotations: { 'fluxcd.controlplane.io/reconcileEvery': '30m', 'fluxcd.controlplane.io/reconcileTimeout': '5m' },
    },
    spec: {
      inputs: TEAMS._source.sets,
      resources: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: '<< inputs.team | quote >>', labels: { team: '<< inputs.team | quote >>' } },
        },
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'quota', namespace: '<< inputs.team | quote >>' },
          spec: { hard: { pods: '<< inputs.pods | quote >>' } },
        },
      ],
    },
  });
});

test('all props together are written', () => {
  const chart = testChart();
  const template = templateWith(
    {
      name: 'tenants',
      namespace: 'flux-system',
      labels: { team: 'platform' },
      annotations: { note: 'a' },
      dependsOn: [ObjectDependency.crd('certificates.cert-manager.io')],
      serviceAccountName: 'flux-operator',
      wait: true,
      commonMetadata: { labels: { part: 'tenants' } },
      interval: Duration.hours(1),
      timeout: Duration.minutes(10),
    },
    chart,
  );
  new Namespace(template, template.input('team'));

  expect({ name: template.name, namespace: template.namespace }).toEqual({ name: 'tenants', namespace: 'flux-system' });
  expect(written(template)).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'ResourceSet',
    metadata: {
      name: 'tenants',
      namespace: 'flux-system',
      labels: { team: 'platform' },
      annotations: {
        'fluxcd.controlplane.io/reconcileEvery': '1h',
        'fluxcd.controlplane.io/reconcileTimeout': '10m',
        note: 'a',
      },
    },
    spec: {
      dependsOn: [
        { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'certificates.cert-manager.io', ready: true },
      ],
      serviceAccountName: 'flux-operator',
      inputs: TEAMS._source.sets,
      wait: true,
      resources: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: '<< inputs.team | quote >>' } }],
      commonMetadata: { labels: { part: 'tenants' } },
    },
  });
});

describe('an input', () => {
  const spec = (define: (template: ResourceTemplate) => unknown): any => {
    const template = templateWith();
    new ApiObject(template, 'thing', {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: template.input('team') },
      ...{ spec: define(template) },
    });
    return resourcesOf(template)[0].spec;
  };

  test('alone is quoted where the template is filled in, so that 007 stays a text', () => {
    expect(spec((template) => template.input('team'))).toBe('<< inputs.team | quote >>');
  });

  test('with text around it stands in the text as long as no value of it can break the text', () => {
    expect(spec((template) => `oci://ghcr.io/acme/${template.input('team')}`)).toBe('oci://ghcr.io/acme/<< inputs.team >>');
    expect(spec((template) => `${template.input('team')}-config`)).toBe('<< inputs.team >>-config');
  });

  test('with text around it that may become a number is quoted together with it', () => {
    expect(spec((template) => `1${template.input('team')}`)).toBe('<< printf "1%v" inputs.team | quote >>');
  });

  test('is found in a map by the names on the way to it', () => {
    expect(spec((template) => template.input('image.tag'))).toBe('<< inputs.image.tag | quote >>');
  });

  test('of another type keeps it', () => {
    expect(
      spec((template) => ({
        replicas: template.int('pods'),
        open: template.bool('open'),
        labels: template.value('labels'),
        text: `up to ${template.int('pods')}`,
      })),
    ).toEqual({
      replicas: '<< inputs.pods | int >>',
      open: '<< inputs.open >>',
      labels: '<< inputs.labels | toJson >>',
      text: '<< printf "up to %v" inputs.pods | quote >>',
    });
  });

  test('becomes a name by slug()', () => {
    expect(spec((template) => [template.slug('team'), `preview-${template.slug('team')}`])).toEqual([
      '<< inputs.team | slugify | quote >>',
      'preview-<< inputs.team | slugify >>',
    ]);
  });

  test('may be the key of a map', () => {
    expect(spec((template) => ({ [`team.acme.io/${template.input('team')}`]: 'yes' }))).toEqual({
      'team.acme.io/<< inputs.team >>': 'yes',
    });
  });

  test('does not turn text that looks like a template into one', () => {
    expect(spec(() => 'cat <<EOF > /tmp/x')).toBe('cat << `<<` >>EOF > /tmp/x');
  });

  test('that is not declared is refused, with those that are', () => {
    expect(errorOf(() => templateWith().input('tem'))).toBe(
      [
        'ResourceTemplate \'prod/teams\': input() must be an input of this template (image, image.tag, labels, open, pods, provider.apiVersion, provider.kind, provider.name, provider.namespace, team), got "tem".',
        "  fix: template.input('team'), or declare 'tem' in all inputs",
      ].join('\n'),
    );
  });

  test('of another type than is asked for is refused', () => {
    expect(errorOf(() => templateWith().int('team'))).toBe(
      "ResourceTemplate 'prod/teams': int() must be an input of this template of type int (pods), got \"team\".\n  fix: template.input('team')",
    );
    expect(errorOf(() => templateWith().bool('pods'))).toContain("fix: template.int('pods')");
  });

  test('of a ref, an address, a version and a number of constructs is accepted', () => {
    const template = templateWith();
    const [name, tag] = [template.input('team'), template.input('image.tag')];
    const chart = new OciRepository(template, `${name}-chart`, {
      namespace: name,
      url: `oci://ghcr.io/acme/${name}`,
      ref: OciRef.tag(tag),
    });
    new OciRepository(template, name, { namespace: name, url: template.input('team'), ref: OciRef.digest(tag) });
    new HelmRelease(template, `${name}-app`, { namespace: name, chart, values: { replicaCount: template.int('pods') } });

    expect(resourcesOf(template).map(({ spec }) => spec.ref ?? spec.values)).toEqual([
      { digest: '<< inputs.image.tag | quote >>' },
      { tag: '<< inputs.image.tag | quote >>' },
      { replicaCount: '<< inputs.pods | int >>' },
    ]);
  });
});

describe('an object of a template', () => {
  test('is no object of the chart, neither for cdk8s nor for the tree', () => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'apps' });
    new Namespace(templateWith({}, chart), 'shared');

    expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['ResourceSet']);
    const files = filesOfCluster((cluster) => new Namespace(new ResourceTemplate(cluster.apps, 'teams', { inputs: [TEAMS] }), 'shared'));
    expect(Object.keys(objectsByName(files))).toContain('ResourceSet flux-system/teams');
    expect(Object.keys(objectsByName(files))).not.toContain('Namespace shared');
  });

  test('with the same name for all inputs must be the same for all', () => {
    const template = templateWith();
    new ConfigMap(template, 'settings', { namespace: 'apps', data: { team: template.input('team') } });

    expect(errorOf(() => written(template))).toBe(
      [
        'ConfigMap \'prod/teams/settings\': name must be different for each set of inputs, as the object is; of one name and namespace only the first is applied, got "settings".',
        "  fix: name: `settings-${template.input('team')}`",
      ].join('\n'),
    );
  });

  test('may have one name when there is only one set of inputs', () => {
    const template = templateWith({ inputs: [Inputs.ociTags('oci://ghcr.io/acme/app')] });
    new ConfigMap(template, 'settings', { namespace: 'apps', data: { tag: template.input('tag') } });

    expect(resourcesOf(template)[0].data).toEqual({ tag: '<< inputs.tag | quote >>' });
  });

  test('is defined once', () => {
    const template = templateWith();
    new Namespace(template, 'one', { name: template.input('team') });
    new Namespace(template, 'two', { name: template.input('team') });

    expect(errorOf(() => written(template))).toBe(
      [
        'Namespace \'prod/teams/two\': name must be defined once in a template; the operator keeps the first of one name and says nothing, got "Namespace << inputs.team >>".',
        '  fix: remove one of the two, or name it differently',
      ].join('\n'),
    );
  });

  test('does not depend on the order in which the program defines it', () => {
    const [one, other] = [templateWith(), templateWith()];
    const define = [
      (template: ResourceTemplate) => new Namespace(template, template.input('team')),
      (template: ResourceTemplate) => new ServiceAccount(template, 'flux', { namespace: template.input('team') }),
    ];
    define.forEach((add) => add(one));
    define.reverse().forEach((add) => add(other));

    expect(written(one)).toEqual(written(other));
  });

  test('may hold no action of a template that somebody wrote by hand', () => {
    const template = templateWith();
    new Namespace(template, template.input('team'), { labels: { a: '<< inputs.team | upper >>' } });

    expect(errorOf(() => written(template))).toBe(
      [
        'Namespace \'prod/teams/<< inputs.team >>\': metadata.labels.a must be a text without actions of templates, got "<< inputs.team | upper >>".',
        "  fix: template.input('team')",
      ].join('\n'),
    );
  });

  test('may hold inputs of its own template only', () => {
    const chart = testChart();
    const other = new ResourceTemplate(chart, 'other', { inputs: [Inputs.list([{ region: 'eu' }])] });
    const template = templateWith({}, chart);
    new Namespace(template, template.input('team'), { labels: { region: other.input('region') } });

    expect(errorOf(() => written(template))).toContain(
      'metadata.labels.region must be a text with inputs of its own template (image, image.tag, labels, open, pods, provider.apiVersion, provider.kind, provider.name, provider.namespace, team), got "<< inputs.region >>".',
    );
  });

  test('outside of a template may hold none', () => {
    const program = () =>
      filesOfCluster((cluster) => {
        const template = new ResourceTemplate(cluster.apps, 'teams', { inputs: [TEAMS] });
        new Namespace(template, template.input('team'));
        new ConfigMap(cluster.apps, 'settings', { namespace: 'apps', data: { team: template.input('team') } });
        new Namespace(cluster.apps, 'apps');
      });

    expect(errorOf(program)).toBe(
      [
        'ConfigMap \'production/apps/settings\': each field must be free of inputs; only what is defined in a template is filled in, got "<< inputs.team >>".',
        '  fix: give the construct the template as its scope',
      ].join('\n'),
    );
    const chart = testChart();
    expect(errorOf(() => new Namespace(chart, templateWith({}, chart).input('team')))).toContain('must be a namespace');
  });

  test('is asked what is wrong with it', () => {
    const chart = testChart();
    new Namespace(templateWith({}, chart), 'shared').node.addValidation({ validate: () => ['not today'] });

    expect(errorOf(() => Testing.synth(chart))).toContain('[prod/teams/shared] not today');
  });
});

describe('patterns in a template', () => {
  test('make a namespace that goes with its input', () => {
    const template = templateWith();
    const name = template.input('team');
    new HelmReleaseFromOci(template, name, { ...PODINFO, namespace: name, serviceAccountName: 'flux' });

    expect(resourcesOf(template).map(({ kind, metadata }) => [kind, metadata])).toEqual([
      ['Namespace', { name: '<< inputs.team | quote >>' }],
      ['OCIRepository', { name: '<< inputs.team | quote >>', namespace: '<< inputs.team | quote >>' }],
      ['HelmRelease', { name: '<< inputs.team | quote >>', namespace: '<< inputs.team | quote >>' }],
    ]);
  });

  test('make tenants that the judgement knows by name', () => {
    const define = (cluster: LayeredCluster) => {
      const template = new ResourceTemplate(cluster.apps, 'teams', { inputs: [TEAMS] });
      const team = template.input('team');
      new TenantSpace(template, team, { source: TenantSource.git(`https://github.com/acme/${team}`) });
    };
    const { spec } = objectsByName(filesOfCluster(define))['ResourceSet flux-system/teams'];

    expect(spec.resources.map(({ kind }: any) => kind)).toEqual([
      'Namespace',
      'ServiceAccount',
      'RoleBinding',
      'ResourceQuota',
      'NetworkPolicy',
      'GitRepository',
      'Kustomization',
    ]);
  });

  test('name what is defined elsewhere, and their findings are accepted at the template', () => {
    const reasons = (isWaived: boolean) => {
      const app = new FluxApp();
      const cluster = new LayeredCluster(app, 'production', { sync: SYNC });
      const template = new ResourceTemplate(cluster.apps, 'teams', { inputs: [TEAMS] });
      const namespace = template.input('team');
      const source = OciRepository.fromOciRepositoryName(template, 'fleet', 'fleet', 'flux-system');
      new Kustomization(template, namespace, { source, path: './', serviceAccountName: 'flux' });
      new HelmReleaseFromOci(template, 'podinfo', { ...PODINFO, namespace });
      if (isWaived) Waivers.of(template).waive('unverified-artifact', 'the registry is our own');
      return app
        .verify()
        .filter(({ rule }) => rule === 'unverified-artifact')
        .map(({ waived }) => waived);
    };

    // One finding, of what is written once.
    expect(reasons(false)).toEqual([undefined]);
    expect(reasons(true)).toEqual(['the registry is our own']);
  });
});

describe('steps', () => {
  test('are applied one after the other', () => {
    const template = templateWith();
    const first = template.addStep('namespaces', { timeout: Duration.minutes(2) });
    const second = template.addStep('accounts');
    new ServiceAccount(second, 'flux', { namespace: template.input('team') });
    new Namespace(first, template.input('team'));

    expect(written(template).spec).toEqual({
      inputs: TEAMS._source.sets,
      steps: [
        {
          name: 'namespaces',
          timeout: '2m',
          resources: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: '<< inputs.team | quote >>' } }],
        },
        {
          name: 'accounts',
          resources: [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'flux', namespace: '<< inputs.team | quote >>' } }],
        },
      ],
    });
  });

  test('of one name, and more than twenty, are refused', () => {
    const template = templateWith();
    template.addStep('a');
    expect(errorOf(() => template.addStep('a'))).toBe(
      "ResourceTemplate 'prod/teams': addStep() must be a name that no other step has, got \"a\".\n  fix: addStep('a-2')",
    );
    for (let index = 1; index < 20; index++) template.addStep(`step-${index}`);
    expect(errorOf(() => template.addStep('last'))).toBe(
      "ResourceTemplate 'prod/teams': addStep() must be called 20 times at most, got 21.\n  fix: put the rest into another ResourceTemplate that depends on this one",
    );
  });

  test('leave nothing outside of them, and none empty', () => {
    const template = templateWith();
    template.addStep('first');
    expect(errorOf(() => written(template))).toContain("TemplateStep 'prod/teams/first': its objects must be one at least");
    new Namespace(template, template.input('team'));
    expect(errorOf(() => written(template))).toBe(
      [
        'ResourceTemplate \'prod/teams\': Namespace << inputs.team >> must be defined in a step, as soon as a template has one, got "the template itself".',
        "  fix: define it in the step 'first'",
      ].join('\n'),
    );
  });
});

describe('inputs of several sources', () => {
  const tags = (name: string) => Inputs.ociTags(`oci://ghcr.io/acme/${name}`, { name });

  test('are those that all have', () => {
    const template = templateWith({ inputs: [Inputs.list([{ tag: '1', extra: 'x' }]), tags('app')] });
    new Namespace(template, `ns-${template.input('tag')}`);

    expect(errorOf(() => template.input('extra'))).toContain(
      '(provider.apiVersion, provider.kind, provider.name, provider.namespace, tag), got "extra"',
    );
    expect(written(template).spec.inputsFrom).toEqual([
      { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSetInputProvider', name: 'app' },
    ]);
  });

  test('stand under the names of their sources when they are permuted', () => {
    const template = templateWith({
      permute: true,
      inputs: [TEAMS, tags('My.App'.toLowerCase()), Inputs.static({ region: 'eu' }, { name: 'regions' })],
    });
    new Namespace(template, `${template.input('teams.team')}-${template.input('my_app.tag')}-${template.input('regions.region')}`);

    expect(written(template).spec).toEqual({
      inputStrategy: { name: 'Permute' },
      inputs: TEAMS._source.sets,
      inputsFrom: ['my.app', 'regions'].map((name) => ({
        apiVersion: 'fluxcd.controlplane.io/v1',
        kind: 'ResourceSetInputProvider',
        name,
      })),
      resources: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: '<< printf "%v-%v-%v" inputs.teams.team inputs.my_app.tag inputs.regions.region | quote >>' },
        },
      ],
    });
    expect(errorOf(() => template.input('team'))).toContain('got "team".');
  });

  test('need names of their own', () => {
    expect(errorOf(() => templateWith({ inputs: [tags('app'), tags('app')] }))).toBe(
      "ResourceTemplate 'prod/teams': inputs must be sources with a name each, got \"app\".\n  fix: name: 'app-2', in the options of one of them",
    );
    expect(errorOf(() => templateWith({ permute: true, inputs: [tags('a.b'), tags('a-b')] }))).toBe(
      [
        "ResourceTemplate 'prod/teams': inputs must be a name that templates can use and no other source has; permuted inputs are found under it, here as 'a_b', got \"a-b\".",
        "  fix: name: 'source-2'",
      ].join('\n'),
    );
  });

  test('are one list at most, and one source at least', () => {
    expect(errorOf(() => templateWith({ inputs: [TEAMS, TEAMS] }))).toBe(
      "ResourceTemplate 'prod/teams': inputs must be a list with one Inputs.list() at most; a ResourceSet has one place for them, got 2.\n  fix: one Inputs.list() with the sets of all",
    );
    expect(errorOf(() => templateWith({ inputs: [] }))).toBe(
      "ResourceTemplate 'prod/teams': inputs must be a list with one source of inputs at least, got 0.\n  fix: inputs: [Inputs.list([{ tenant: 'team-a' }])]",
    );
  });

  test('may be defined elsewhere', () => {
    const chart = testChart();
    const provider = ResourceSetInputProvider.fromResourceSetInputProviderName(chart, 'provider', 'regions');
    const template = templateWith({ inputs: [Inputs.provider(provider, { region: InputType.TEXT, zones: InputType.INT })] }, chart);
    new Namespace(template, `ns-${template.input('region')}`, { labels: { zones: template.input('zones') } });

    expect(written(template).spec.inputsFrom).toEqual([
      { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSetInputProvider', name: 'regions' },
    ]);
    expect(resourcesOf(template)[0].metadata.name).toBe('<< printf "ns-%v" inputs.region | quote >>');
  });
});

test('a template in a template is refused', () => {
  const chart = testChart();
  expect(errorOf(() => new ResourceTemplate(templateWith({}, chart), 'inner', { inputs: [TEAMS] }))).toBe(
    [
      'ResourceTemplate \'prod/teams/inner\': scope must be outside of another template: the operator would fill in the inputs of the outer one only, got "prod/teams".',
      '  fix: define it beside the other template, with lists of inputs that are permuted',
    ].join('\n'),
  );
});

test('a template without objects is refused', () => {
  expect(errorOf(() => written(templateWith()))).toBe(
    "ResourceTemplate 'prod/teams': its objects must be one at least; a template without objects makes nothing, got [].\n  fix: new Namespace(template, template.input('…'))",
  );
});

describe('a copy', () => {
  test('names its original and holds no data', () => {
    const template = templateWith();
    const namespace = template.input('team');
    new CopiedSecret(template, 'ghcr-auth', { namespace, type: 'kubernetes.io/dockerconfigjson' });
    new CopiedConfigMap(template, 'settings', { namespace, sourceNamespace: 'platform', sourceName: 'shared', watched: false });

    expect(resourcesOf(template)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'settings',
          namespace: '<< inputs.team | quote >>',
          annotations: { 'fluxcd.controlplane.io/copyFrom': 'platform/shared' },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'ghcr-auth',
          namespace: '<< inputs.team | quote >>',
          labels: { 'reconcile.fluxcd.io/watch': 'Enabled' },
          annotations: { 'fluxcd.controlplane.io/copyFrom': 'flux-system/ghcr-auth' },
        },
        type: 'kubernetes.io/dockerconfigjson',
      },
    ]);
  });

  test('outside of a template is refused', () => {
    expect(errorOf(() => new CopiedSecret(testChart(), 'ghcr-auth'))).toBe(
      [
        'CopiedSecret \'prod/ghcr-auth\': scope must be a ResourceTemplate; only the Flux Operator copies, and only what a ResourceSet applies, got "prod".',
        '  fix: define it in a ResourceTemplate',
      ].join('\n'),
    );
  });
});

describe('a dependency', () => {
  test('is any object, ready or not, or the object that a construct stands for', () => {
    const chart = testChart();
    const source = OciRepository.fromOciRepositoryName(chart, 'source', 'fleet', 'flux-system');
    const kustomization = new Kustomization(chart, 'infra', { source, path: './infra' });
    const raw = new ApiObject(chart, 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'raw' } });

    expect([
      ObjectDependency.exists(raw),
      ObjectDependency.ready(kustomization),
      ObjectDependency.readyWhen(source, "status.artifact.revision.startsWith('v')"),
    ]).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'raw', namespace: 'apps' },
      { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name: 'infra', namespace: 'apps', ready: true },
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        name: 'fleet',
        namespace: 'flux-system',
        ready: true,
        readyExpr: "status.artifact.revision.startsWith('v')",
      },
    ]);
  });

  test('without an object or an expression is refused', () => {
    expect(errorOf(() => ObjectDependency.ready(testChart()))).toBe(
      [
        'Chart \'prod\': dependsOn must be a construct with one object, or one that stands for an object: a layer, a release, got "Chart".',
        '  fix: pass one of the objects that it defines',
      ].join('\n'),
    );
    expect(errorOf(() => ObjectDependency.readyWhen(testChart(), ' '))).toBe(
      'ObjectDependency.readyWhen(): expression must be an expression of CEL over the fields of the object, got " ".\n  fix: ObjectDependency.ready(object)',
    );
  });
});
