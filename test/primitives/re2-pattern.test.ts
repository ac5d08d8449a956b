import { readRe2 } from '../../src/primitives/re2-pattern';

test.each([
  ['^v(?P<major>[0-9]+)\\.(?<minor>[0-9]+)$', ['major', 'minor']],
  ['^(main|dev)-(?:[a-f0-9]+)-(?P<ts>\\d+)$', ['', 'ts']],
  ['(?i)^V\\pN+\\z', []],
  ['[[:alpha:]]+[^]x]', []],
  ['\\Q.\\E\\x41\\12', []],
  ['(?P<1a>x)', ['1a']],
  ['^*x', []],
  ['a{,3}]{', []],
  ['a{1000}[{1001}]\\{1001}', []],
  ['(?s-m:a)(?)(?U)b', []],
])('%s is one of Go', (pattern, groups) => {
  const read = readRe2(pattern);
  expect(read.problem).toBeUndefined();
  expect(read.groups).toEqual(groups);
});

test.each([
  ['^(?!latest).*', 'a negative lookahead'],
  ['(?=x)y', 'a lookahead'],
  ['(?<=v)1', 'a lookbehind'],
  ['(?<!v)1', 'a negative lookbehind'],
  ['(?>v)1', 'an atomic group'],
  ['(?#v)1', 'a comment'],
  ['(a)\\1', 'a backreference'],
  ['(a)\\8', 'a backreference'],
  ['(?P<a>a)\\k<a>', 'a backreference'],
  ['v\\Z', 'the escape \\Z'],
  ['a{1001}', 'a repetition of more than 1000 times'],
  ['a{2,1001}', 'a repetition of more than 1000 times'],
  ['(?P<a>a)(?P=a)', 'a group that starts with (?P'],
  ['(?x)a b', 'a group that starts with (?x'],
  ['(?|a)', 'a group that starts with (?|'],
])('%s is none: it has %s', (pattern, what) => {
  expect(readRe2(pattern).problem).toBe(`it has ${what}, which RE2 does not know`);
});

test.each(['(', ')', '[', '*a', 'a**', '[z-a]'])('%s is none in any language', (pattern) => {
  expect(readRe2(pattern).problem).toMatch(/^[a-z]/);
});

test('what both languages read alike can be tried', () => {
  expect(readRe2('^v(?P<n>\\d+)$').regex?.test('v12')).toBe(true);
  expect(readRe2('(?i)v').regex).toBeUndefined();
});
