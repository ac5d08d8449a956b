import { compileCel } from '../../scripts/import/cel';
import { generateCelRules } from '../../scripts/import/cel-rules';
import * as cel from '../../src/schemas/cel';
import { crdOf } from '../../src/schemas/crds';
import { CEL_RULES } from '../../src/schemas/generated/cel-rules';
import { schemaProblems, TRANSITION_RULES } from '../../src/schemas/validate';
import { CEL_CASES } from './cel-cases';

const cases = Object.entries(CEL_CASES).flatMap(([type, rules]) =>
  rules.map(([message, broken, right]) => ({ type, message, broken, right })),
);

function objectOf(type: string, { name = 'flux', ...spec }: Record<string, any>) {
  const [group, version, kind] = type.split('/');
  return { apiVersion: `${group}/${version}`, kind, metadata: { name }, spec };
}

test('every rule of every CRD has an object that breaks it and one that does not', () => {
  const rules = [...CEL_RULES].flatMap(([type, predicates]) => predicates.map(({ message }) => `${type}: ${message}`));
  expect(cases.map(({ type, message }) => `${type}: ${message}`).sort()).toEqual(rules.sort());
});

test.each(cases)('$type: $message', ({ type, message, broken, right }) => {
  expect(schemaProblems(objectOf(type, broken))!.map((problem) => [problem.reason, problem.message])).toEqual([['cel', message]]);
  expect(schemaProblems(objectOf(type, right))).toEqual([]);
});

test('rules that compare with the object in the cluster are listed, and not checked', () => {
  expect(TRANSITION_RULES).toEqual([
    { type: 'fluxcd.controlplane.io/v1/FluxInstance', path: 'spec.sync.name', rule: 'self == oldSelf', message: 'Sync name is immutable' },
  ]);
});

/** Runs a rule as the import would compile it. */
function evaluate(rule: string, self: unknown): unknown {
  return new Function('cel', 'self', `return ${compileCel(rule)}`)(cel, self);
}

const SELF = { a: 1, text: 'x/é😀', list: [{ n: 'a' }, { n: 'b' }], map: { k: 1 }, yes: true, nothing: null };
test.each([
  ['has(self.a) && !has(self.b)', true],
  ['has(self.nothing)', false],
  ['has(self.b.c)', undefined],
  ["self.b == 'x'", undefined],
  ['self.b || self.yes', true],
  ['self.yes || self.b', true],
  ['self.b || !self.yes', undefined],
  ['self.b && !self.yes', false],
  ['self.b && self.yes', undefined],
  ['!self.a', undefined],
  ['self.a ? true : false', undefined],
  ['self.a == 1 ? self.a > 0 : self.b', true],
  ['self.a < 2 && self.a <= 1 && self.a >= 1 && !(self.a > 1) && self.a != 2', true],
  ["self.text > 'a'", undefined],
  ['size(self.text) == 4 && size(self.list) == 2 && size(self.map) == 1', true],
  ['size(self.a) == 1', undefined],
  ["self.text.startsWith('x') && self.text.endsWith('😀') && self.text.contains(\"/\")", true],
  ["self.a.startsWith('x') || self.a.endsWith('x') || self.a.contains('x') || self.a.matches('x')", undefined],
  ["self.text.substring(2) == 'é😀' && self.text.substring(4) == ''", true],
  ["self.text.substring(5) == ''", undefined],
  ["self.text.matches('^x.\\\\S') || self.text.matches('é')", undefined, 'fails to compile'],
  ["self.text.matches('^x/[^\\\\s]+$')", true],
  ["self.a in [1, 2] && 'k' in self.map && !('l' in self.map)", true],
  ['self.b in [1] || self.a in self.a', undefined],
  ["self.list.all(i, i.n != 'c') && self.list.exists_one(i, i.n == 'a')", true],
  ["self.list.all(i, i.m == 'c') || self.list.exists_one(i, i.m == 'a') || self.a.all(i, true) || self.a.exists_one(i, true)", undefined],
  ['self.list == self.list && self.map != self.list', true],
] as [string, unknown, string?][])('CEL: %s is %s', (rule, outcome, fails) => {
  if (fails) expect(() => compileCel(rule)).toThrow('the pattern ^x.\\S must be one that Go and JavaScript read alike');
  else expect(evaluate(rule, SELF)).toBe(outcome);
});

test.each([
  ['self.a + 1 == 2', 'the sign +'],
  ['-self.a == 2', 'the sign -'],
  ['self.items.map(i, i)', 'map()'],
  ['self.items.all(i, i.a, true)', 'all()'],
  ["self.items.all('i', true)", 'all()'],
  ['size(self.a, self.b) == 1', 'size()'],
  ['all(self, true)', 'all()'],
  ['startsWith(self) == self.startsWith()', 'startsWith()'],
  ['self.size() == 1', 'size()'],
  ['self.url.isUrl(1)', 'isUrl()'],
  ['self.text.matches(self.pattern)', 'matches()'],
  ['other.a', 'other'],
  ['.self.a', 'self'],
  ['self.__in__', 'the name __in__'],
  ['has(self.__in__)', 'the name __in__'],
  ['self.all(self, true)', 'a second self'],
  ['self.all(cel, true)', 'a second cel'],
  ['self.a == 1.5', 'the value 1.5'],
  ['self.a == null', 'the value null'],
  ['self.?a.hasValue()', 'hasValue()'],
  ['self.a[0] == 1', "the part 'index'"],
  ["self.a == {'a': 1}", "the part 'map'"],
  ["self.a == b'a'", "the part 'bytes'"],
])('the import ends at what is not known: %s has %s', (rule, what) => {
  expect(() => compileCel(rule)).toThrow(
    new Error(`the CEL rule ${rule} has ${what}, which is not known here.\n  fix: extend scripts/import/cel.ts and src/schemas/cel.ts`),
  );
});

test.each([
  ['self.a.b(', 'a value is missing before the end'],
  ['has(self)', 'has() takes one field, as in has(a.b)'],
  ['self.1', "'.1' follows where the expression ends"],
  ["self.a == '\\q'", "'\\q' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ['self.a self.b', "'self' follows where the expression ends"],
  ['(self.a', "')' is missing before the end"],
])('the import ends at what is no CEL: %s', (rule, problem) => {
  expect(() => compileCel(rule)).toThrow(new Error(`the CEL rule ${rule} cannot be read: ${problem}`));
});

test('the import ends at a rule with a part that is not known', () => {
  const crd = structuredClone(crdOf('flagger.app', 'AlertProvider')) as any;
  crd.spec.versions[0].schema.openAPIV3Schema['x-kubernetes-validations'] = [{ rule: 'true', messageExpression: "'x'" }];
  expect(() => generateCelRules([crd])).toThrow('the CEL rule true has messageExpression, which is not known here.');
});
