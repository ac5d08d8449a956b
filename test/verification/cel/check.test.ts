import { celProblem } from '../../../src/verification/cel/check';

test.each([
  ['dep.a = 1', "'=' at character 7 begins nothing that CEL knows"],
  ['dep.a == 1 and true', "'and' follows where the expression ends"],
  ['dep.a ==', 'a value is missing before the end'],
  ['dep.a == )', "a value is missing before ')'"],
  ['(dep.a == 1', "')' is missing before the end"],
  ['dep.in == 1', "a name is missing before 'in'"],
  ['var == 1', "'var' is a word that CEL keeps for itself"],
  ['has(dep)', 'has() takes one field, as in has(a.b)'],
  ['status.ready', "there is no variable 'status', only self and dep"],
  ['dep.list.any(x, x)', "there is no function 'any'"],
  ['dep.status.ready', 'it does not give a boolean'],
  ['Message{field 1} == 2', "':' is missing before '1'"],
  ['Message{1: 2} == 2', "a name is missing before '1'"],
])('%s: %s', (source, problem) => {
  expect(celProblem(source, ['self', 'dep'])).toBe(problem);
});

test.each([
  'dep.status.a.exists(x, x == self.a)',
  'dep.list.all(x, dep.list.exists(y, x == y))',
  'dep.status.optMap(a, a.b == 1).orValue(false)',
  '{"a": dep.b}["a"] == self.a',
  'dep["status"].ready == true',
  'Message{field: 1, other: dep.a} == dep.b',
  '[?dep.a, dep.b,] == [1]',
  'self.?a.orValue(true)',
  '!!(dep.a == 1) ? true : has(self.a.b)',
  '-dep.a < 1.5 && 0x1Fu != 2 // why not',
  '.dep.a == r"x" || """y""" == dep.b',
  'true',
  'dep.a in [1, 2]',
  'dep.a.matches("x")',
  'sets.contains(dep.a, dep.b)',
  "dep.a.matches(r'\\d') || dep.a == b'\\xff' || dep.a.matches('\\\\d')",
  '{"a": dep.a,} == dep.b && [dep.a,] == dep.b',
  '{?"a": dep.?a} == dep.b',
])('may be written: %s', (source) => {
  expect(celProblem(source, ['self', 'dep'])).toBeUndefined();
});

test.each([
  'null',
  '1',
  '"text"',
  '[true]',
  '{1: true}',
  '-dep.a',
  'dep.a + dep.b',
  'size(dep.a)',
  'dep.a.size()',
  'dep["a"]',
  'dep',
  '!!dep.ready',
  'dep.?ready',
  'dep.?status.ready',
  "b'true'",
  'self.a ? dep.b : dep.c',
  'optional.of(true)',
])('gives no boolean: %s', (source) => {
  expect(celProblem(source, ['self', 'dep'])).toBe('it does not give a boolean');
});

test.each([
  ['x.a == 1', 'x'],
  ['dep.a == x', 'x'],
  ['dep[x] == 1', 'x'],
  ['[1, x] == dep.a', 'x'],
  ['{x: 1} == dep.a', 'x'],
  ['true ? x == 1 : true', 'x'],
  ['x ? true : true', 'x'],
  ['true ? true : x == 1', 'x'],
  ['has(x.a)', 'x'],
  ['x.matches("a")', 'x'],
  ['dep.a.exists(x, x == 1) && x', 'x'],
  ['x.exists(x, true)', 'x'],
  ['dep.a.matches(x)', 'x'],
  ['exists(x, true)', 'x'],
])('there is no such variable: %s', (source, name) => {
  expect(celProblem(source, ['self', 'dep'])).toBe(`there is no variable '${name}', only self and dep`);
});

test.each([
  ['dep.a.exists(y, x == y)', "there is no variable 'x', only self and dep and y"],
  ['dep.a > 1 +', 'a value is missing before the end'],
  ['dep.true == 1', "a name is missing before 'true'"],
  ['in == 1', "'in' is a word that CEL keeps for itself"],
  ['has(dep.a, dep.b)', 'has() takes one field, as in has(a.b)'],
  ['has()', 'has() takes one field, as in has(a.b)'],
  ['dep.a["in', "'\"' at character 7 begins nothing that CEL knows"],
  ['[1 2] == 3', "',' is missing before '2'"],
  ['{1} == 3', "':' is missing before '}'"],
  ['{1: 2 3} == 3', "',' is missing before '3'"],
  ['true ? false', "':' is missing before the end"],
  ['"a" "b"', '\'"b"\' follows where the expression ends'],
  ['1{a: 1}', "'{' follows where the expression ends"],
  ["dep.a.matches('\\d+')", "'\\d' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ["dep.a == 'a\\x4'", "'\\x' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ["dep.a == '\\08'", "'\\0' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ["dep.a == '\\ud800'", "'\\ud800' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ["dep.a == '\\U00110000'", "'\\U00110000' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ["dep.a == b'\\u0041'", "'\\u0041' is no escape that CEL knows; a backslash itself is written '\\\\'"],
  ['has(dep.?a)', 'has() takes one field, as in has(a.b)'],
  ['size(dep.a,) == 1', "a value is missing before ')'"],
  ['!-dep.a', "a value is missing before '-'"],
  ['.1.a.(b)', "a name is missing before '('"],
  ['.(dep.a) == 1', "a name is missing before '('"],
  ['"?" ? true : false :', "':' follows where the expression ends"],
])('is wrong: %s', (source, problem) => {
  expect(celProblem(source, ['self', 'dep'])).toBe(problem);
});

test('what is only read may name any field', () => {
  expect(celProblem('status.ready')).toBeUndefined();
  expect(celProblem('status.list.any(x, x)')).toBeUndefined();
});

test('a text of any length and depth is judged or left, never too much', () => {
  expect(celProblem('('.repeat(100_000))).toBeUndefined();
  expect(celProblem(`${'!'.repeat(100_000)}true`)).toBeUndefined();
  expect(celProblem(`dep${'.a'.repeat(100_000)} == 1`, ['dep'])).toBeUndefined();
  expect(celProblem(`dep.a == 1${' || dep.a == 1'.repeat(20_000)}`, ['dep'])).toBeUndefined();
  expect(celProblem(`"${'a'.repeat(1_000_000)}" == dep.a`, ['dep'])).toBeUndefined();
  expect(celProblem('"'.repeat(100_001))).toMatch(/begins nothing/);
  expect(celProblem('a.'.repeat(100_000))).toBe('a name is missing before the end');
});
