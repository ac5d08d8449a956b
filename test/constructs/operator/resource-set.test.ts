import { Duration, JsonPatch } from 'cdk8s';
import { operator, ResourceSet, ResourceSetInputProvider, ResourceSetProps } from '../../../src';
import { errorOf, synthOne, testChart } from '../../support/synth';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: '<< inputs.tenant >>' } };
const TENANTS: ResourceSetProps = { inputs: [{ tenant: 'team-a' }], resources: [NAMESPACE] };
const NO_BODY = { resources: undefined };

const synthWith = (props: Partial<ResourceSetProps>) => synthOne((chart) => new ResourceSet(chart, 'tenants', { ...TENANTS, ...props }));
const errorWith = (props: Partial<ResourceSetProps>) => errorOf(() => synthWith(props));

test('writes a ResourceSet that is reconciled every half hour', () => {
  expect(synthWith({})).toEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'ResourceSet',
    metadata: {
      name: 'tenants',
      namespace: 'apps',
      annotations: { 'fluxcd.controlplane.io/reconcileEvery': '30m', 'fluxcd.controlplane.io/reconcileTimeout': '5m' },
    },
    spec: { inputs: [{ tenant: 'team-a' }], resources: [NAMESPACE] },
  });
});

test('all props together are written in the order of the documentation', () => {
  const manifest = synthOne(
    (chart) =>
      new ResourceSet(chart, 'id', {
        name: 'tenants',
        namespace: 'flux-system',
        labels: { team: 'a' },
        annotations: { note: 'b' },
        inputs: [{ tenant: 'team-a', replicas: 2, nested: { list: [1] } }],
        inputsFrom: [ResourceSetInputProvider.fromResourceSetInputProviderName(chart, 'pulls', 'pulls', 'flux-system')],
        inputsFromSelector: { matchLabels: { team: 'a' } },
        inputStrategy: { name: operator.ResourceSetSpecInputStrategyName.PERMUTE, includeEmptyProviders: true },
        dependsOn: [{ apiVersion: 'v1', kind: 'Secret', name: 'keys', ready: true, readyExpr: 'has(data.key)' }],
        serviceAccountName: 'flux-operator',
        wait: true,
        steps: [
          { name: 'namespaces', resources: [NAMESPACE], timeout: '2m' },
          { name: 'apps', resourcesTemplate: '---\nkind: ConfigMap\n' },
        ],
        commonMetadata: { labels: { part: 'tenants' } },
        interval: Duration.hours(1),
        timeout: Duration.minutes(10),
        resources: undefined,
      }),
  );

  const provider = { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'ResourceSetInputProvider' };
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'ResourceSet',
      metadata: {
        name: 'tenants',
        namespace: 'flux-system',
        labels: { team: 'a' },
        annotations: {
          'fluxcd.controlplane.io/reconcileEvery': '1h',
          'fluxcd.controlplane.io/reconcileTimeout': '10m',
          note: 'b',
        },
      },
      spec: {
        dependsOn: [{ apiVersion: 'v1', kind: 'Secret', name: 'keys', ready: true, readyExpr: 'has(data.key)' }],
        serviceAccountName: 'flux-operator',
        inputStrategy: { includeEmptyProviders: true, name: 'Permute' },
        inputs: [{ tenant: 'team-a', replicas: 2, nested: { list: [1] } }],
        inputsFrom: [
          { ...provider, name: 'pulls' },
          { ...provider, selector: { matchLabels: { team: 'a' } } },
        ],
        wait: true,
        steps: [
          { name: 'namespaces', resources: [NAMESPACE], timeout: '2m' },
          { name: 'apps', resourcesTemplate: '---\nkind: ConfigMap\n' },
        ],
        commonMetadata: { labels: { part: 'tenants' } },
      },
    }),
  );
});

test('a text of YAML documents is kept as it is', () => {
  const resourcesTemplate = '<<- if inputs.enabled >>\nkind: ConfigMap\n<<- end >>\n';

  expect(synthWith({ ...NO_BODY, resourcesTemplate }).spec).toEqual({ inputs: [{ tenant: 'team-a' }], resourcesTemplate });
});

test('annotations of the user win over the times', () => {
  const annotations = { 'fluxcd.controlplane.io/reconcileEvery': '10m' };

  expect(synthWith({ annotations }).metadata.annotations).toEqual({
    'fluxcd.controlplane.io/reconcileEvery': '10m',
    'fluxcd.controlplane.io/reconcileTimeout': '5m',
  });
});

test('what Helm or Go fill in themselves is left alone', () => {
  const data = { template: '{{ .Values.inputs }} {{ $labels.inputs }}' };

  expect(synthWith({ resources: [{ kind: 'ConfigMap', data }] }).spec.resources[0].data).toEqual(data);
});

test('a null in a resource is kept, because Helm deletes a default by it', () => {
  expect(synthWith({ resources: [{ kind: 'HelmRelease', spec: { values: { resources: null } } }] }).spec.resources[0].spec.values).toEqual({
    resources: null,
  });
});

test('a json patch may add a field that this library does not know yet', () => {
  const manifest = synthOne((chart) =>
    new ResourceSet(chart, 'tenants', TENANTS).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', true)),
  );

  expect(manifest.spec.fieldOfTomorrow).toBe(true);
});

test('a set that is defined elsewhere can be named and writes nothing', () => {
  const chart = testChart();
  const { name, namespace } = ResourceSet.fromResourceSetName(chart, 'shared', 'tenants', 'flux-system');

  expect({ name, namespace }).toEqual({ name: 'tenants', namespace: 'flux-system' });
  expect(chart.toJson()).toEqual([]);
});

test.each<[string, Partial<ResourceSetProps>, string[]]>([
  [
    'a set without anything to apply is refused',
    NO_BODY,
    [
      `ResourceSet 'prod/tenants': resources, resourcesTemplate and steps must be props of which exactly one is set, got [].`,
      '  fix: resources: [{ … }]',
    ],
  ],
  [
    'two ways to say what to apply are refused',
    { steps: [{ name: 'apps', resources: [] }] },
    [
      `ResourceSet 'prod/tenants': resources, resourcesTemplate and steps must be props of which exactly one is set, got ["resources","steps"].`,
      '  fix: keep resources, remove steps',
    ],
  ],
  [
    'an input that is no map is refused',
    { inputs: [{ tenant: 'team-a' }, 'team-b'] },
    [
      `ResourceSet 'prod/tenants': inputs[1] must be a map of values by name, got "team-b".`,
      `  fix: inputs: [{ name: 'team-b' }], used as << inputs.name >>`,
    ],
  ],
  [
    'the delimiters of Helm are refused, with the template that works',
    { resources: [{ metadata: { name: 'app-{{ inputs.tenant }}' } }] },
    [
      `ResourceSet 'prod/tenants': resources[0].metadata.name must be a template with the delimiters << and >>; the operator fills in no others, got "{{ inputs.tenant }}".`,
      "  fix: '<< inputs.tenant >>'",
    ],
  ],
  [
    'the delimiters of Helm are refused in steps too',
    { ...NO_BODY, steps: [{ name: 'apps', resourcesTemplate: 'name: {{ .inputs.tenant }}' }] },
    [
      `ResourceSet 'prod/tenants': steps[0].resourcesTemplate must be a template with the delimiters << and >>; the operator fills in no others, got "{{ .inputs.tenant }}".`,
      "  fix: '<< inputs.tenant >>'",
    ],
  ],
  [
    'two steps of one name are refused',
    {
      ...NO_BODY,
      steps: [
        { name: 'apps', resources: [] },
        { name: 'apps', resources: [] },
      ],
    },
    [`ResourceSet 'prod/tenants': steps[1].name must be a name that no other step has, got "apps".`, "  fix: name: 'apps-2'"],
  ],
  [
    'a step without anything to apply is refused',
    { ...NO_BODY, steps: [{ name: 'apps' }] },
    [
      `ResourceSet 'prod/tenants': steps[0] must be a step with resources or a resourcesTemplate, got "apps".`,
      "  fix: { name: 'apps', resources: [{ … }] }",
    ],
  ],
  [
    'more than twenty steps are refused',
    { ...NO_BODY, steps: Array.from({ length: 21 }, (_, index) => ({ name: `step-${index}`, resources: [] })) },
    [
      `ResourceSet 'prod/tenants': steps must be a list of 1 to 20 steps, got 21.`,
      '  fix: put the rest into another ResourceSet that depends on this one',
    ],
  ],
  [
    'a list without steps is refused',
    { ...NO_BODY, steps: [] },
    [`ResourceSet 'prod/tenants': steps must be a list of 1 to 20 steps, got 0.`, "  fix: steps: [{ name: 'apps', resources: [{ … }] }]"],
  ],
  [
    'an expression that the operator ignores is refused',
    { dependsOn: [{ apiVersion: 'v1', kind: 'Secret', name: 'keys', readyExpr: 'has(data.key)' }] },
    [
      `ResourceSet 'prod/tenants': dependsOn[0].readyExpr must be used together with ready: true; the operator ignores it otherwise, got "has(data.key)".`,
      '  fix: ready: true',
    ],
  ],
  [
    'empty providers count only where inputs are permuted',
    { inputStrategy: { name: operator.ResourceSetSpecInputStrategyName.FLATTEN, includeEmptyProviders: true } },
    [
      `ResourceSet 'prod/tenants': inputStrategy.includeEmptyProviders must be used with the strategy Permute only, got "Flatten".`,
      '  fix: name: operator.ResourceSetSpecInputStrategyName.PERMUTE',
    ],
  ],
  [
    'a name that is longer than a label is refused, because it becomes one',
    { name: 'a'.repeat(64) },
    [
      `ResourceSet 'prod/tenants': name must be a Kubernetes name: at most 63 lower case letters, digits, '-' and '.', with a letter or digit at both ends, got "${'a'.repeat(64)}".`,
      `  fix: name: '${'a'.repeat(63)}'`,
    ],
  ],
  [
    'a timeout of zero is refused',
    { timeout: Duration.seconds(0) },
    [
      `ResourceSet 'prod/tenants': timeout must be a duration of whole seconds, one at least, got "0ms".`,
      '  fix: timeout: Duration.seconds(1)',
    ],
  ],
])('%s', (_sentence, props, message) => {
  expect(errorWith(props)).toBe(message.join('\n'));
});

test('a provider of another namespace is refused, because the operator looks in its own only', () => {
  const chart = testChart();
  const provider = ResourceSetInputProvider.fromResourceSetInputProviderName(chart, 'pulls', 'pulls', 'flux-system');

  expect(errorOf(() => new ResourceSet(chart, 'tenants', { ...TENANTS, inputsFrom: [provider] }))).toBe(
    [
      `ResourceSet 'prod/tenants': inputsFrom must be a ResourceSetInputProvider in the namespace of this object, apps; Flux looks nowhere else, got "ResourceSetInputProvider flux-system/pulls".`,
      "  fix: namespace: 'flux-system'",
    ].join('\n'),
  );
});
