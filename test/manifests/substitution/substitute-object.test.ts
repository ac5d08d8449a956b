import * as fc from 'fast-check';
import { isSubstitutionDisabled, OPT_OUT, substituteObject } from '../../../src/manifests/substitution/substitute-object';
import { Variables } from '../../../src/manifests/substitution/substituted-object';

const substitute = (object: unknown, variables: Record<string, string | undefined>, strict = true) =>
  substituteObject(object, new Map(Object.entries(variables)), strict);

/** What the field becomes; `undefined` where Flux fails. */
function fieldOf(text: string, value: string): unknown {
  const { object, problems } = substitute({ field: text }, { A: value });
  return problems.length > 0 ? undefined : (object as { field: unknown }).field;
}

// Every row was made by sigs.k8s.io/yaml and github.com/fluxcd/pkg/envsubst.
test.each<[string, string, unknown]>([
  ['${A}', 'text', 'text'],
  ['${A}', '5', 5],
  ['${A}', '007', 7],
  ['${A}', '1e3', 1000],
  ['${A}', '.5_5', 0.55],
  ['${A}', '0x1F', 31],
  ['${A}', '1_000', 1000],
  ['${A}', 'yes', true],
  ['${A}', 'off', false],
  ['${A}', '', null],
  ['${A}', '~', null],
  ['${A}', '2024-01-01', '2024-01-01'],
  ['${A}', '12:30', '12:30'],
  ['${A}', "'5'", '5'],
  ['${A}', '"5"', '5'],
  ['${A}', "it's", "it's"],
  ['${A}', '{a: 1}', { a: 1 }],
  ['${A}', '[1, two, "3"]', [1, 'two', '3']],
  ['${A}', '*.example.com', undefined],
  ['${A}', '@x', undefined],
  ['${A}', '.inf', undefined],
  ['${A}', 'a: b', undefined],
  ['${A}', 'a #b', 'a'],
  ['${A}', '{', undefined],
  ['x${A}', '5', 'x5'],
  ['${A}%', '5', '5%'],
  ['"${A}"', '5', '"5"'],
  ['"${A}"', "it's", undefined],
  ["'${A}'", '5', "'5'"],
  ['a: ${A}', '5', 'a: 5'],
  ['a: ${A}', "it's", undefined],
  ['[${A}]', '5', '[5]'],
  ['line\n${A}\n', '5', 'line\n5\n'],
  ['line\n${A}\n', "it's: {", "line\nit's: {\n"],
  ['line\n${A}\n', '', 'line\n'],
  ['${A}\nline', '  x', undefined],
  ['😀 ${A}', 'a\\tb', '😀 a\tb'],
  ['😀 ${A}', '"', undefined],
  ['$${A}', '5', '${A}'],
])('%j with %j becomes %j', (text, value, expected) => {
  expect(fieldOf(text, value)).toEqual(expected);
});

test('an item of a list may become a map', () => {
  expect(substitute({ list: ['${A}', '${B}'] }, { A: 'name: web', B: '- x' }).object).toEqual({ list: [{ name: 'web' }, ['x']] });
});

test('what happens is told with its place', () => {
  const object = {
    data: { port: '${PORT}', '${KEY}': '${HOST:=web}', script: 'echo $$1 ${X} ${Y.z}', bad: 'http://${QUOTE}', '${X}': 'v' },
    list: ['same', '${PORT}'],
  };
  const result = substitute(object, { PORT: '80', KEY: 'name', QUOTE: ' #', HOST: '' });
  expect({ ...result, used: [...result.used].sort() }).toEqual({
    object: { data: { port: 80, name: 'web', script: object.data.script, bad: 'http://', '${X}': 'v' }, list: ['same', 80] },
    problems: [
      { path: ['data', 'script'], kind: 'undefined', expression: '${X}', name: 'X' },
      { path: ['data', 'script'], kind: 'malformed', expression: '${Y.z}' },
      { path: ['data', '${X}'], kind: 'undefined', expression: '${X}', name: 'X', inKey: true },
    ],
    used: ['HOST', 'KEY', 'PORT', 'QUOTE', 'X'],
    retyped: [
      { path: ['data', 'port'], from: 'string', to: 'number', expression: '${PORT}' },
      { path: ['list', 1], from: 'string', to: 'number', expression: '${PORT}' },
    ],
    doubleDollars: [['data', 'script']],
  });
});

test('a value that breaks the YAML leaves the text', () => {
  const { object, problems } = substitute({ host: '${A}' }, { A: '*.example.com' });
  expect({ object, problems }).toEqual({
    object: { host: '${A}' },
    problems: [{ path: ['host'], kind: 'broken-yaml', expression: '${A}', name: 'A' }],
  });
});

test('a value that is not known leaves the expression, and is no problem', () => {
  const variables: Variables = new Map([
    ['S', undefined],
    ['A', '5'],
  ]);
  const { object, problems, retyped } = substituteObject({ a: '${S}', b: 'x: ${S} ${A}', c: '${S:=: }' }, variables, true);
  expect({ object, problems, retyped }).toEqual({ object: { a: '${S}', b: 'x: ${S} 5', c: '${S:=: }' }, problems: [], retyped: [] });
});

test.each(['labels', 'annotations'])('%s keep Flux from looking into an object', (field) => {
  expect(isSubstitutionDisabled({ metadata: { [field]: { [OPT_OUT]: 'disabled' } } })).toBe(true);
  expect(isSubstitutionDisabled({ metadata: { [field]: { [OPT_OUT]: 'Disabled' } } })).toBe(false);
  expect(isSubstitutionDisabled({ metadata: { [field]: null } })).toBe(false);
});

test('what has no expression is the very same object, and its neighbours are kept', () => {
  const plain = { spec: { list: [{ a: '$5' }, null, 1.5] } };
  expect(substitute(plain, { A: '1' }).object).toBe(plain);
  const mixed = { plain, text: '${A}' };
  expect((substitute(mixed, { A: '1' }).object as typeof mixed).plain).toBe(plain);
});

test('any data without a dollar is the very same object', () => {
  const data = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('$'));
  fc.assert(
    fc.property(data, (value) => {
      expect(substitute(value, {}).object).toBe(value);
    }),
  );
});

test('half of a character becomes what stands for no character, as in every file', () => {
  expect([fieldOf('\ud800${A}', 'b'), fieldOf('${A}\udc00: ', 'c')]).toEqual(['\ufffdb', 'c\ufffd: ']);
});

// What only a reader with the grammar of Go gets right. Every row was made by the same code as those above.
test.each<[string, string, unknown]>([
  ['${A}', '\tb', 'b'],
  ['${A}', '&x b', 'b'],
  ['${A}', '&é b', undefined],
  ['${A}', '*b', undefined],
  ['${A}', '! 5', '5'],
  ['${A}', '!!int "5"', 5],
  ['${A}', '[b:, c?]', undefined],
  ['${A}', '[b:, c]', ['b:', 'c']],
  ['${A}', '"it\\\'s"', "it's"],
  ['${A}', '"b\\/c"', undefined],
  ['${A}', '|#c', ''],
  ['${A}', '"b"#c', 'b'],
  ['${A}', '{b: c}#d', { b: 'c' }],
  ['${A}', '{b: c, <<: {b: d}}', { b: 'd' }],
])('%j with %j is read as by Go', (text, value, expected) => {
  expect(fieldOf(text, value)).toEqual(expected);
});

test('no text and no value makes it throw', () => {
  const part = fc.constantFrom(
    '${A}',
    '${B}',
    '${A',
    '$$',
    ': ',
    ' #',
    '\n',
    "'",
    '"',
    '{',
    '[',
    '- ',
    'é',
    '😀',
    '\t',
    '\ud800',
    'x',
    '? ',
  );
  const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, fc.string({ unit: 'binary' }), (one, two, value) => {
      const { object } = substitute({ field: one, list: [two], map: { [two]: one } }, { A: value, B: one }, false);
      expect(object).toBeTypeOf('object');
    }),
    { numRuns: 2000 },
  );
});
