import { contextsOf } from '../support/rule-fixture';
import { admits, BoundPolicy, kindsOf, namespaceOf, selects, sourcePolicies } from '../../src/verification/source-policies';
import { RuleContext } from '../../src/verification/rule-context';

const GIT = '{ apiGroups: [source.toolkit.fluxcd.io], resources: [gitrepositories], operations: [CREATE] }';
const HTTPS = `{ expression: "object.spec.url.startsWith('https://')" }`;

interface Policy {
  readonly name?: string;
  readonly constraints?: string;
  readonly conditions?: string;
  readonly variables?: string;
  readonly validations?: string;
  readonly more?: string;
}

const policy = ({ name = 'sources', constraints, conditions, variables, validations, more }: Policy): string => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  matchConstraints: ${constraints ?? `{ resourceRules: [${GIT}] }`}
  matchConditions: ${conditions ?? '[]'}
  variables: ${variables ?? '[]'}
  validations: ${validations ?? `[${HTTPS}]`}
  ${more ?? ''}
---`;

const binding = (spec = '', actions = '[Deny]', name = 'sources'): string => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name}-binding }
spec: { policyName: ${name}, validationActions: ${actions}, ${spec} }
---`;

const repository = (url = 'https://github.com/acme/app'): string => `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: app, namespace: apps }
spec: { url: "${url}" }
---`;

const contextOf = (...objects: string[]): RuleContext => contextsOf(objects.join('\n'))[0];

const onlyBound = (context: RuleContext): BoundPolicy => sourcePolicies(context).bound[0];

/** Whether a policy admits a GitRepository of the namespace `apps`. */
function isAdmitted(one: Policy, { spec = '', url, others = '' }: { spec?: string; url?: string; others?: string } = {}) {
  const context = contextOf(policy(one), binding(spec), repository(url), others);
  const [object] = context.manifests.ofKind('GitRepository.source.toolkit.fluxcd.io');
  return admits(context, onlyBound(context), object);
}

describe('a policy about sources', () => {
  test.each([
    ['each of them by its name', GIT, ['GitRepository.source.toolkit.fluxcd.io']],
    [
      'all of a group',
      '{ apiGroups: [image.toolkit.fluxcd.io], resources: ["*"], operations: ["*"] }',
      ['ImageRepository.image.toolkit.fluxcd.io'],
    ],
    ['all of any group', '{ apiGroups: ["*"], resources: [buckets], operations: [UPDATE, CREATE] }', ['Bucket.source.toolkit.fluxcd.io']],
    [
      'them and all their parts',
      '{ apiGroups: [fluxcd.controlplane.io], resources: ["*/*"], operations: [CREATE] }',
      ['ResourceSetInputProvider.fluxcd.controlplane.io'],
    ],
    ['another group', '{ apiGroups: [apps], resources: [gitrepositories], operations: [CREATE] }', []],
    ['other resources', '{ apiGroups: [source.toolkit.fluxcd.io], resources: [externalartifacts], operations: [CREATE] }', []],
    ['what is deleted', '{ apiGroups: [source.toolkit.fluxcd.io], resources: [gitrepositories], operations: [DELETE] }', []],
  ])('that matches %s is asked about %s', (_, rule, kinds) => {
    const [object] = contextOf(policy({ constraints: `{ resourceRules: [${rule}] }` })).manifests.manifests;
    expect(kindsOf(object)).toEqual(kinds);
  });

  const names = (...objects: string[]) => {
    const { all, bound, in: inNamespace } = sourcePolicies(contextOf(...objects));
    return {
      all: all.map(({ name }) => name),
      bound: bound.map((one) => one.binding.name),
      apps: inNamespace('apps').map((one) => one.binding.name),
    };
  };

  test('counts where it is bound so that it denies', () => {
    const others = policy({ name: 'warned' }) + binding('', '[Warn, Audit]', 'warned') + policy({ name: 'unbound' });
    expect(names(policy({}), binding('', '[Audit, Deny]'), others, binding('', '[Deny]', 'missing'))).toEqual({
      all: ['sources', 'warned', 'unbound'],
      bound: ['sources-binding'],
      apps: ['sources-binding'],
    });
  });

  test('counts in the namespace to which it is bound by its name', () => {
    const bound = (name: string, namespace: string): string =>
      policy({ name }) +
      binding(`matchResources: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }`, '[Deny]', name);
    const selected = policy({ name: 'd' }) + binding('matchResources: { namespaceSelector: { matchLabels: { team: a } } }', '[Deny]', 'd');
    expect(names(bound('a', 'apps'), bound('b', 'other'), bound('c', 'apps'), selected)).toEqual({
      all: ['a', 'b', 'c', 'd'],
      bound: ['a-binding', 'c-binding', 'b-binding', 'd-binding'],
      apps: ['a-binding', 'c-binding', 'd-binding'],
    });
  });

  test.each([
    ['an address', `[{ expression: "object.spec.endpoint != ''" }]`, undefined, undefined, true],
    ['an address in a variable', '[]', '[{ name: a, expression: object.spec.image }]', undefined, true],
    ['nothing, and refuses everything', '[{ expression: " false " }]', undefined, undefined, true],
    ['a name', `[{ expression: "object.metadata.name != 'a'" }]`, undefined, undefined, false],
    ['a field of a like name', '[{ expression: "object.spec.urls != []" }]', undefined, undefined, false],
    [
      'the address of an Ingress',
      `[${HTTPS}]`,
      undefined,
      '{ resourceRules: [{ apiGroups: [networking.k8s.io], resources: ["*"], operations: ["*"] }] }',
      false,
    ],
  ])('looks at %s', (_, validations, variables, constraints, expected) => {
    expect(names(policy({ validations, variables, constraints })).all).toEqual(expected ? ['sources'] : []);
  });
});

describe('a policy is asked about the objects of a namespace', () => {
  const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: apps, labels: { team: a } }\n---\n';

  const isAsked = (inPolicy: string, inBinding: string, namespace = NAMESPACE) => {
    const constraints = `{ resourceRules: [${GIT}], ${inPolicy} }`;
    const context = contextOf(policy({ constraints }), binding(`matchResources: { ${inBinding} }`), namespace);
    return selects(onlyBound(context), 'apps', namespaceOf(context, 'apps'));
  };
  const selector = (text: string): string => `namespaceSelector: { ${text} }`;
  const expression = (key: string, operator: string, values = ''): string =>
    selector(`matchExpressions: [{ key: ${key}, operator: ${operator}${values && `, values: ${values}`} }]`);

  test.each([
    ['', true],
    [selector('matchLabels: { team: a }'), true],
    [selector('matchLabels: { team: b }'), false],
    [selector('matchLabels: { team: a, other: a }'), false],
    [selector('matchLabels: { kubernetes.io/metadata.name: apps }'), true],
    [selector('matchLabels: { kubernetes.io/metadata.name: other }'), false],
    [expression('team', 'In', '[b, a]'), true],
    [expression('team', 'In', '[b]'), false],
    [expression('other', 'In', '[a]'), false],
    [expression('team', 'NotIn', '[b, c]'), true],
    [expression('team', 'NotIn', '[b, a]'), false],
    [expression('other', 'NotIn', '[a]'), true],
    [expression('team', 'Exists'), true],
    [expression('other', 'Exists'), false],
    [expression('team', 'DoesNotExist'), false],
    [expression('other', 'DoesNotExist'), true],
  ])('by {%s}: %s', (text, expected) => {
    expect([isAsked(text, ''), isAsked('', text)]).toEqual([expected, expected]);
  });

  test('only where both the policy and its binding select it', () => {
    expect(isAsked(selector('matchLabels: { team: a }'), expression('team', 'NotIn', '[a]'))).toBe(false);
    expect(isAsked(expression('team', 'NotIn', '[a]'), selector('matchLabels: { team: a }'))).toBe(false);
  });

  test('whose labels nobody knows, only by its name', () => {
    expect(isAsked(selector('matchLabels: { team: a }'), '', '')).toBeUndefined();
    expect(isAsked(expression('team', 'Exists'), '', '')).toBeUndefined();
    expect(isAsked('', selector('matchLabels: { kubernetes.io/metadata.name: apps }'), '')).toBe(true);
    expect(isAsked(expression('kubernetes.io/metadata.name', 'NotIn', '[apps]'), '', '')).toBe(false);
    // One side that refuses is enough.
    expect(isAsked(selector('matchLabels: { team: a }'), expression('kubernetes.io/metadata.name', 'In', '[other]'), '')).toBe(false);
  });

  test.each([
    ['objectSelector: { matchLabels: { a: b } }', ''],
    ['', 'objectSelector: { matchLabels: { a: b } }'],
    [`excludeResourceRules: [${GIT}]`, ''],
    ['', `excludeResourceRules: [${GIT}]`],
    ['', `resourceRules: [${GIT}]`],
  ])('which nobody can tell with {%s} and {%s}', (inPolicy, inBinding) => {
    expect(isAsked(inPolicy, inBinding)).toBeUndefined();
  });
});

describe('a policy admits an object', () => {
  const UNKNOWN = '{ expression: params.nothing }';
  const TRUE = '{ expression: "true" }';
  const FALSE = '{ expression: "false" }';

  test('that its expressions allow', () => {
    expect(isAdmitted({})).toBe(true);
    expect(isAdmitted({}, { url: 'http://github.com/acme/app' })).toBe(false);
  });

  test.each([
    [`[${TRUE}, ${TRUE}]`, true],
    [`[${TRUE}, ${FALSE}]`, false],
    [`[${UNKNOWN}, ${FALSE}]`, false],
    [`[${TRUE}, ${UNKNOWN}]`, undefined],
    [`[${TRUE}, { expression: "1" }]`, undefined],
    [`[${TRUE}, { expression: "(" }]`, undefined],
    [`[${TRUE}, { message: no expression }]`, undefined],
  ])('by %s: %s', (validations, expected) => {
    // The variable makes it one about addresses.
    expect(isAdmitted({ validations, variables: '[{ name: url, expression: object.spec.url }]' })).toBe(expected);
  });

  test.each([
    [`[${TRUE}]`, false],
    [`[${TRUE}, ${FALSE}]`, true],
    [`[${UNKNOWN}, ${FALSE}]`, true],
    [`[${TRUE}, ${UNKNOWN}]`, undefined],
  ])('whose conditions are %s, if it would refuse it: %s', (conditions, expected) => {
    expect(isAdmitted({ conditions }, { url: 'http://github.com/acme/app' })).toBe(expected);
  });

  test('by what it is asked with: the operation, the namespace and its labels', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: apps, labels: { team: a } }\n---\n';
    const all = `[${HTTPS}, { expression: "request.operation == 'CREATE' && request.namespace == 'apps'" }, { expression: "namespaceObject.metadata.labels.team == 'a'" }]`;
    expect(isAdmitted({ validations: all }, { others: namespace })).toBe(true);
    expect(isAdmitted({ validations: all })).toBeUndefined();
  });

  test('by variables, each of which may use those before it', () => {
    const variables = `[{ name: url, expression: object.spec.url }, { expression: "false" }, { name: ok, expression: "variables.url.endsWith('/app')" }]`;
    expect(isAdmitted({ variables, validations: '[{ expression: variables.ok }]' })).toBe(true);
    expect(isAdmitted({ variables, validations: '[{ expression: variables.ok }]' }, { url: 'https://github.com/acme/other' })).toBe(false);
  });

  test('by its parameters, in the namespace that the binding names, else in that of the object', () => {
    const params = (namespace: string, prefix: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: allowed, namespace: ${namespace} }\ndata: { prefix: "${prefix}" }\n---\n`;
    const one = {
      more: 'paramKind: { apiVersion: v1, kind: ConfigMap }',
      validations: '[{ expression: object.spec.url.startsWith(params.data.prefix) }]',
    };
    const others = params('apps', 'http://') + params('flux-system', 'https://');
    expect(isAdmitted(one, { others, spec: 'paramRef: { name: allowed }' })).toBe(false);
    expect(isAdmitted(one, { others, spec: 'paramRef: { name: allowed, namespace: flux-system }' })).toBe(true);
    expect(isAdmitted(one, { others, spec: 'paramRef: { name: missing }' })).toBeUndefined();
    expect(isAdmitted({ ...one, more: '' }, { others, spec: 'paramRef: { name: allowed }' })).toBeUndefined();
  });
});

test('nothing is the namespace of no name', () => {
  const context = contextOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: apps }');
  expect([namespaceOf(context, 'apps')?.name, namespaceOf(context, 'other'), namespaceOf(context, undefined)]).toEqual([
    'apps',
    undefined,
    undefined,
  ]);
});
