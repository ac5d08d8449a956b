import { VariableConfig, variablesOf } from '../../../src/manifests/substitution/post-build';

const CONFIGS: Record<string, VariableConfig> = {
  'ConfigMap/one': { data: { A: 'one', B: 'one\ntwo\n' } },
  'ConfigMap/two': { data: { A: 'two', 'not-valid': 'x' } },
  'Secret/sealed': { data: { S: '', A: '' }, sealed: true },
};

function postBuild(spec: object) {
  const { variables, ...rest } = variablesOf({ spec: { postBuild: spec } }, (kind, name) => CONFIGS[`${kind}/${name}`]);
  return { variables: Object.fromEntries(variables), ...rest };
}

const from = (kind: string, name: string, optional?: boolean) => ({ kind, name, ...(optional === undefined ? {} : { optional }) });
const none = { active: false, isComplete: true, invalidNames: [], missing: [], sealed: [] };

test('a later source beats an earlier one, and substitute beats both', () => {
  expect(postBuild({ substituteFrom: [from('ConfigMap', 'one')], substitute: { B: 'inline' } })).toEqual({
    ...none,
    variables: { A: 'one', B: 'inline' },
    active: true,
  });
  expect(postBuild({ substituteFrom: [from('ConfigMap', 'one'), from('ConfigMap', 'two')] })).toEqual({
    ...none,
    variables: { A: 'two', B: 'onetwo', 'not-valid': 'x' },
    active: true,
    invalidNames: [{ name: 'not-valid', source: { kind: 'ConfigMap', name: 'two', index: 1, optional: false } }],
  });
});

test('the values of a sealed Secret are not known', () => {
  expect(postBuild({ substituteFrom: [from('ConfigMap', 'one'), from('Secret', 'sealed')] })).toEqual({
    ...none,
    variables: { A: undefined, B: 'onetwo', S: undefined },
    active: true,
    sealed: [{ kind: 'Secret', name: 'sealed', index: 1, optional: false }],
  });
});

test('a missing source leaves open whether Flux substitutes', () => {
  expect(postBuild({ substituteFrom: [from('Secret', 'none', true)] })).toEqual({
    ...none,
    variables: {},
    active: 'unknown',
    isComplete: false,
    missing: [{ kind: 'Secret', name: 'none', index: 0, optional: true }],
  });
});

test.each([
  ['nothing', {}, false],
  ['no variable', { substitute: {} }, false],
  ['the strategy Always', { substituteStrategy: 'Always' }, true],
])('%s decides whether Flux substitutes', (_name, spec, active) => {
  expect(postBuild(spec)).toEqual({ ...none, variables: {}, active });
});

test.each([undefined, null, {}, { spec: null }, { spec: { postBuild: { substituteFrom: [null, {}] } } }])(
  '%j has no variables',
  (object) => {
    expect(variablesOf(object, () => undefined)).toEqual({ ...none, variables: new Map() });
  },
);
