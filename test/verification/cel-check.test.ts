import { celProblem } from '../../src/verification/cel-check';

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

test('what is only read may name any field', () => {
  expect(celProblem('status.ready')).toBeUndefined();
  expect(celProblem('status.list.any(x, x)')).toBeUndefined();
});

test('a text of any length and depth is judged or left, never too much', () => {
  expect(celProblem('('.repeat(100_000))).toBeUndefined();
  expect(celProblem(`${'!'.repeat(100_000)}true`)).toBeUndefined();
  expect(celProblem('"'.repeat(100_001))).toMatch(/begins nothing/);
  expect(celProblem('a.'.repeat(100_000))).toBe('a name is missing before the end');
});
