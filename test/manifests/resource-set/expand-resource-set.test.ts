import * as fc from 'fast-check';
import { expandResourceSet } from '../../../src/manifests/resource-set/expand-resource-set';

const API_VERSION = 'fluxcd.controlplane.io/v1';
const resourceSet = (spec: object) => ({
  apiVersion: API_VERSION,
  kind: 'ResourceSet',
  metadata: { name: 'apps', namespace: 'flux' },
  spec,
});
const provider = (name: string, spec: object, labels = {}) => ({
  apiVersion: API_VERSION,
  kind: 'ResourceSetInputProvider',
  metadata: { name, namespace: 'flux', labels },
  spec,
});
const configMap = (name: string, data: object = {}, annotations?: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(annotations ? { annotations } : {}) },
  data,
});
const expand = (spec: object, ...providers: object[]) => expandResourceSet(resourceSet(spec), providers);
const own = { apiVersion: API_VERSION, kind: 'ResourceSet', name: 'apps', namespace: 'flux' };
const names = (expansion: ReturnType<typeof expand>) => expansion.objects.map(({ object }) => (object as any).metadata.name as unknown);

test('each template is filled with each set of inputs, and text becomes a number', () => {
  const inputs = [
    { tenant: 'one', n: 5 },
    { tenant: 'two', n: 6 },
  ];
  const sets = inputs.map((set) => ({ ...set, provider: own }));
  expect(
    expand({ inputs, resources: [configMap('<< inputs.tenant >>', { n: '<< inputs.n >>', text: '<< inputs.n | quote >>' })] }),
  ).toEqual({
    objects: [
      { object: configMap('one', { n: 5, text: '5' }), template: ['spec', 'resources', 0], inputs: sets[0] },
      { object: configMap('two', { n: 6, text: '6' }), template: ['spec', 'resources', 0], inputs: sets[1] },
    ],
    problems: [],
    unknownTemplates: [],
    inputSets: sets,
    exported: ['tenant', 'n', 'provider'],
  });
});

test('a template of text makes as many objects as it has documents', () => {
  const resourcesTemplate = [
    '<<- range $i, $app := inputs.apps >>',
    '---',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    '  name: app-<< $i >>',
    'data: << $app | toYaml | nindent 2 >>',
    '<<- end >>',
  ].join('\n');
  const { objects, problems } = expand({ inputs: [{ apps: [{ a: 'x' }, { a: 'y' }] }], resourcesTemplate });
  expect(problems).toEqual([]);
  expect(objects.map(({ object, template }) => ({ object, template }))).toEqual([
    { object: configMap('app-0', { a: 'x' }), template: ['spec', 'resourcesTemplate'] },
    { object: configMap('app-1', { a: 'y' }), template: ['spec', 'resourcesTemplate'] },
  ]);
});

test('a template of text may become all that Go reads', () => {
  const resourcesTemplate = [
    'apiVersion: "v1"# the core',
    'kind: ConfigMap',
    'metadata: {name: app,',
    'labels: {a: b}}',
    'data:',
    "  a: 'b",
    "c'",
    '  d: "it\\\'s << inputs.x >>"',
  ].join('\n');
  const { objects, problems, unknown } = expand({ inputs: [{ x: 1 }], resourcesTemplate });
  const metadata = { name: 'app', labels: { a: 'b' } };
  expect({ problems, unknown, objects: objects.map(({ object }) => object) }).toEqual({
    problems: [],
    unknown: undefined,
    objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b c', d: "it's 1" } }],
  });
});

test('a template of text that becomes more than is read here is unknown', () => {
  const resourcesTemplate = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata: ${'['.repeat(300)}${']'.repeat(300)}\n`;
  const { objects, problems, unknown } = expand({ resourcesTemplate });
  expect({ objects, problems, unknown }).toEqual({ objects: [], problems: [], unknown: 'a template uses YAML that is not understood' });
});

test('without inputs a template is filled once', () => {
  expect(expand({ resources: [configMap('plain')] }).objects).toEqual([
    { object: configMap('plain'), template: ['spec', 'resources', 0], inputs: {} },
  ]);
});

test('an object that is not to be reconciled is left out', () => {
  const mark = { 'fluxcd.controlplane.io/reconcile': '<< if eq inputs.n 1 >>disabled<< else >>enabled<< end >>' };
  expect(names(expand({ inputs: [{ n: 1 }, { n: 2 }], resources: [configMap('c-<< inputs.n >>', {}, mark)] }))).toEqual(['c-2']);
});

test('the first of two objects that are the same wins', () => {
  const expansion = expand({ inputs: [{ n: 1 }, { n: 2 }], resources: [configMap('same', { n: '<< inputs.n >>' })] });
  expect(expansion.objects.map(({ object }) => object)).toEqual([configMap('same', { n: 1 })]);
  expect(expansion.problems).toEqual([{ kind: 'duplicate', path: ['spec', 'resources', 0], message: '/ConfigMap//same is there already' }]);
});

test('two steps must not have the same object', () => {
  const steps = ['one', 'two'].map((name) => ({ name, resources: [configMap('same')] }));
  const { objects, problems } = expand({ steps });
  expect(objects).toEqual([{ object: configMap('same'), template: ['spec', 'steps', 0, 'resources', 0], inputs: {}, step: 'one' }]);
  expect(problems).toEqual([
    {
      kind: 'duplicate',
      path: ['spec', 'steps', 1, 'resources', 0],
      message: '/ConfigMap//same is there already, which is an error: step one has it already',
    },
  ]);
});

test.each([
  ['<< now >>', 'template-error', 'function "now" not defined', undefined],
  ['<< inputs.y >>', 'unknown-input', 'map has no entry for key "y"', 'y'],
  ['<< inputs.m.y >>', 'unknown-input', 'map has no entry for key "y"', 'm.y'],
  ['<< inputs.x.y >>', 'unknown-input', "can't evaluate field y in type string", 'x.y'],
  ['<< $v >>', 'template-error', 'undefined variable "$v"', undefined],
  ['<< if inputs.x >>', 'template-error', 'unexpected end: a block without <<end>>', undefined],
  ['<< inputs.x', 'template-error', 'an action without >>', undefined],
  ['<< indent inputs.n "x" >>', 'template-error', 'wrong type for value; expected int; got int64', undefined],
  ['<< eq inputs.n "5" >>', 'template-error', 'incompatible types for comparison', undefined],
])('%s is refused', (template, kind, message, input) => {
  const { objects, problems } = expand({ inputs: [{ x: 'text', n: 5, m: {} }], resources: [configMap('c', { t: template })] });
  expect(objects).toEqual([]);
  expect(problems).toEqual([{ kind, path: ['spec', 'resources', 0], message, ...(input === undefined ? {} : { input }) }]);
});

test('what becomes no YAML is told', () => {
  const { problems } = expand({ inputs: [{ x: '*' }], resources: [configMap('c', { t: '<< inputs.x >>.example.com' })] });
  expect(problems).toEqual([
    { kind: 'bad-yaml', path: ['spec', 'resources', 0], message: 'the name of an alias must consist of letters, digits, `-` and `_`' },
  ]);
});

test('what cannot be evaluated is unknown, and the other templates are not', () => {
  const expansion = expand({ resources: [configMap('a', { t: '<< inputs.x | adler32sum >>' }), configMap('b')] });
  const reason = 'a template uses the function adler32sum';
  expect(names(expansion)).toEqual(['b']);
  expect({ unknown: expansion.unknown, templates: expansion.unknownTemplates, problems: expansion.problems }).toEqual({
    unknown: reason,
    templates: [{ template: ['spec', 'resources', 0], reason }],
    problems: [],
  });
});

test.each(['<< ' + '('.repeat(100_000), '<< if true >>'.repeat(100_000), '<< "a" | quote >>'.repeat(20_000)])(
  'no template is too long',
  (template) => {
    expect(expand({ resourcesTemplate: template }).objects).toEqual([]);
  },
);

describe('inputs of providers', () => {
  const tenants = [
    provider('b', { type: 'Static', defaultValues: { tenant: 'b' } }, { team: 'web' }),
    provider('a', { type: 'Static', defaultValues: { tenant: 'a' } }, { team: 'web' }),
    provider('c', { type: 'Static', defaultValues: { tenant: 'c' } }),
  ];
  const resources = [configMap('<< inputs.tenant >>', { from: '<< inputs.provider.name >>' })];

  test('come behind those of the ResourceSet, in the order of their names', () => {
    const inputsFrom = [{ selector: { matchLabels: { team: 'web' } } }, { name: 'b' }];
    expect(names(expand({ inputs: [{ tenant: 'z' }], inputsFrom, resources }, ...tenants))).toEqual(['z', 'a', 'b']);
  });

  test('are chosen by expressions', () => {
    const inputsFrom = [{ selector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }];
    expect(names(expand({ inputsFrom, resources }, ...tenants))).toEqual(['c']);
  });

  test('none at all removes everything', () => {
    const inputsFrom = [{ selector: { matchLabels: { team: 'none' } } }];
    expect(expand({ inputsFrom, resources }, ...tenants)).toEqual({
      objects: [],
      problems: [],
      unknownTemplates: [],
      inputSets: [],
      exported: [],
    });
  });

  test('have an ID that only the cluster knows', () => {
    const { unknown } = expand({ inputsFrom: [{ name: 'a' }], resources: [configMap('<< inputs.id >>')] }, ...tenants);
    expect(unknown).toBe('a template uses an input that is only known in a cluster');
  });

  test('that are live are unknown, but not their names', () => {
    const branches = provider('main', { type: 'GitHubBranch', defaultValues: { env: 'x' } });
    const reason = 'the inputs of main are only known in a cluster';
    expect(expand({ inputsFrom: [{ name: 'main' }], resources }, branches)).toEqual({
      objects: [],
      problems: [],
      unknown: reason,
      unknownTemplates: [{ template: ['spec', 'resources', 0], reason }],
      inputSets: [],
      exported: ['id', 'sha', 'branch', 'env', 'provider'],
    });
  });

  test('that are missing are unknown', () => {
    expect(expand({ inputsFrom: [{ name: 'none' }], resources }).unknown).toBe('there is no ResourceSetInputProvider none');
  });

  test('are permuted under their names', () => {
    const spec = {
      inputs: [{ n: 1 }, { n: 2 }],
      inputsFrom: [{ name: 'a' }],
      inputStrategy: { name: 'Permute' },
      resources: [configMap('<< inputs.a.tenant >>-<< inputs.apps.n >>', { id: '<< inputs.id | quote >>' })],
    };
    // The IDs are those of the operator.
    expect(expand(spec, ...tenants).objects.map(({ object }) => object)).toEqual([
      configMap('a-1', { id: '324010783' }),
      configMap('a-2', { id: '324338464' }),
    ]);
  });

  test('are not permuted without end', () => {
    const one = provider('one', { type: 'Static' });
    const { problems } = expand({ inputs: Array.from({ length: 10_001 }, () => ({})), inputStrategy: { name: 'Permute' } }, one);
    expect(problems).toEqual([{ kind: 'template-error', path: ['spec', 'inputsFrom'], message: 'more than 10000 permutations with apps' }]);
  });
});

test('no template and no input makes it throw', () => {
  const part = fc.constantFrom(
    '<<',
    '>>',
    ' inputs.a ',
    ' | quote',
    ' if ',
    ' end ',
    ' range ',
    ' else ',
    '"',
    '(',
    ')',
    '$x',
    ' := ',
    '- ',
    ': ',
    '\n',
    "'",
    '.',
    '5',
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.jsonValue(), (template, a) => {
      const resources = [configMap('c', { [template]: [template] })];
      expect(expand({ inputs: [{ a }], resources, resourcesTemplate: template })).toBeTypeOf('object');
    }),
    { numRuns: 1000 },
  );
});
