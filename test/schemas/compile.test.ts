import { assertSupported } from '../../scripts/import/supported';
import { compile } from '../../src/schemas/compile';
import { allCrds, crdOf } from '../../src/schemas/crds';
import type { StructuralSchema } from '../../src/schemas/custom-resource-definition';
import { defaultsOf } from '../../src/schemas/defaults';
import { Walk } from '../../src/schemas/problem';
import { fromRe2 } from '../../src/schemas/re2';
import { isDateTime } from '../../src/schemas/values';
import { nearest } from '../../src/schemas/wording';

/** What no pinned CRD has below its `spec`, and the next one may have. */
test.each<[StructuralSchema, unknown, string[]]>([
  [{ type: 'string', format: 'date-time' }, 'today', ['format: must be a time such as 2026-01-31T12:00:00Z']],
  [
    { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    ['a', 'b', 'a'],
    ['duplicate-key: must not repeat an earlier entry'],
  ],
  [{ type: 'array', items: { type: 'string', nullable: true } }, [null], []],
  [{ type: 'object', properties: { a: {}, b: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1, b: 1 }, []],
  [
    { type: 'object', properties: { a: {}, b: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    {},
    ['required: must have one of these: a, b'],
  ],
  [{ type: 'object', properties: { a: {}, b: {} }, not: { required: ['a', 'b'] } }, { a: 1, b: 1 }, ['bound: must not have a with b']],
  [{ type: 'object', additionalProperties: true }, { a: 1 }, []],
  // Fields that are unknown are not counted.
  [{ type: 'object', properties: { a: {} }, maxProperties: 1 }, { a: 1, other: 2 }, ['unknown-field: is not a field of the object']],
  [
    { type: 'object', properties: { a: {} }, minProperties: 1 },
    { other: 2 },
    ['unknown-field: is not a field of the object', 'bound: must not be empty'],
  ],
  [{ type: 'object', additionalProperties: true, maxProperties: 1 }, { a: 1, b: null }, ['bound: must have 1 fields or fewer']],
  [{ type: 'object', properties: { a: { type: 'string', nullable: true } }, required: ['a'] }, { a: null }, []],
  [{ type: 'object', additionalProperties: { type: 'string', nullable: true } }, { a: null }, []],
  [
    { type: 'object', properties: { a: { 'x-kubernetes-int-or-string': true } } },
    { a: null },
    ['type: must be a whole number or a string, not null'],
  ],
  [{ type: 'integer', minimum: 1, maximum: 3 }, 4, ['bound: must be 3 or less']],
  [{ type: 'integer', enum: [1, 2] }, 3, ['enum: must be one of 1, 2']],
])('%j on %j: %j', (schema, value, problems) => {
  const walk = new Walk();
  compile(schema, '', { rules: [], moreValues: () => [] })(value, walk);
  expect(walk.problems.map(({ reason, message }) => `${reason}: ${message}`)).toEqual(problems);
});

test('defaults reach the entries of lists and maps, and leave alone what has them', () => {
  const entry: StructuralSchema = {
    type: 'object',
    properties: { a: { type: 'string', default: 'x' }, b: { type: 'string', default: 'y', nullable: true } },
  };
  const schema: StructuralSchema = {
    type: 'object',
    properties: {
      list: { type: 'array', items: entry },
      map: { type: 'object', additionalProperties: entry },
      one: { ...entry, default: {} },
    },
  };
  const complete = defaultsOf(schema)!;
  const whole = { list: [{ a: 'a', b: 'b' }], one: { a: 'a', b: null } };
  expect(complete(whole)).toBe(whole);
  expect(complete({ list: [{ a: null, b: null }, 1], map: { k: {} } })).toEqual({
    list: [{ a: 'x', b: null }, 1],
    map: { k: { a: 'x', b: 'y' } },
    one: { a: 'x', b: 'y' },
  });
  expect(complete({ list: 1, map: null, one: 'x' })).toEqual({ list: 1, map: null, one: 'x' });
  expect(defaultsOf({ type: 'object', properties: { a: { type: 'string' } } })).toBeUndefined();
});

test.each([
  ['2026-01-31T12:00:00Z', true],
  ['2024-02-29t23:59:59.123+02:00', true],
  ['2023-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-31T24:00:00Z', false],
  ['2026-01-31', false],
])('%s is a time: %s', (text, right) => {
  expect(isDateTime(text)).toBe(right);
});

test.each([
  ['^a.b$', 'a\rb', true],
  ['^a.b$', 'a\nb', false],
  ['^[.]$', 'x', false],
  ['^\\S$', '', 'error'],
  ['^[^\\s]$', '\u00a0', true],
  ['^\\s$', '\u00a0', false],
  ['^\\s\\.$', '\t.', true],
  ['^[[a]+$', '[a', true],
  ['(?i)a', '', 'error'],
  ['\\pL', '', 'error'],
  ['^(?:a)$', 'a', true],
])('the pattern %s on %j as Go reads it: %s', (pattern, text, outcome) => {
  if (outcome === 'error') expect(() => fromRe2(pattern)).toThrow(`the pattern ${pattern} must be one that Go and JavaScript read alike.`);
  else expect(fromRe2(pattern).test(text)).toBe(outcome);
});

test.each([
  ['multipleOf', { multipleOf: 2 }],
  ['format: uri', { format: 'uri' }],
  ['a default of an entry', { type: 'array', items: { type: 'string', default: 'x' } }],
  ['two of oneOf, anyOf and not', { anyOf: [{}], not: {} }],
])('the import ends at a schema with %s', (what, schema) => {
  const crd = structuredClone(crdOf('flagger.app', 'AlertProvider')) as any;
  crd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.x = schema;
  expect(() => assertSupported([crd])).toThrow(`alertproviders.flagger.app.spec.x has ${what}, which our check of objects does not know.`);
  expect(() => assertSupported(allCrds())).not.toThrow();
});

test.each([
  ['wiat', 'wait'],
  ['WAIT', 'wait'],
  ['wat', 'wait'],
  ['waits', 'wait'],
  ['dependsOnn', 'dependsOn'],
  ['depend', 'dependsOn'],
  ['tim', undefined],
  ['de', undefined],
  ['schedule', undefined],
])('instead of %s, %s was meant', (word, meant) => {
  expect(nearest(word, ['wait', 'dependsOn', 'timeout', 'timeZone'])).toBe(meant);
});
