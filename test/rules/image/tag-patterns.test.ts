import { alternativesOf, groupIn, isAnchored, mayHaveDot } from '../../../src/rules/image/tag-patterns';

test.each([
  ['^v1', ['^v1']],
  ['^a|b$', ['^a', 'b$']],
  ['(a|b)|c', ['(a|b)', 'c']],
  ['a[|]b|c', ['a[|]b', 'c']],
  ['a\\|b', ['a\\|b']],
  ['((a|b)|c)d|e|', ['((a|b)|c)d', 'e', '']],
  ['(', undefined],
])('the alternatives of %s are %j', (pattern, expected) => {
  expect(alternativesOf(pattern)).toEqual(expected);
});

test.each(['^a$', '^(a|b)$', '(^a$)', '(?:^a$)', '(?P<x>^a$)', '\\Aa\\z', '.*a$', '^a.*', '^a.+?', '.*', '((^a$))', '^a\\\\$'])(
  '%s decides about the whole tag',
  (pattern) => {
    expect(isAnchored(pattern)).toBe(true);
  },
);

test.each(['a', '^a', 'a$', '^a\\$', '^a\\.*', '\\.*a$', '.a$', '^a.', 'x^a$', '(^a)b'])('%s leaves an end open', (pattern) => {
  expect(isAnchored(pattern)).toBe(false);
});

test.each(['.', 'a.b', 'a\\.b', '[.]', '[a.]', '[^a]', '[!-~]', '[+-9]', '\\D', '\\W', '\\S', '\\pL', '\\x2e', '[\\W]', '[[:punct:]]'])(
  'a dot may match %s',
  (pattern) => {
    expect(mayHaveDot(pattern)).toBe(true);
  },
);

test.each(['a', '[a-z]', '[0-9]+', '\\d+', '\\w*', '[\\d-]', '[\\w]', '\\s\\b', '(a|b)', '[/-9]', '[a\\-b]'])(
  'no dot matches %s',
  (pattern) => {
    expect(mayHaveDot(pattern)).toBe(false);
  },
);

test.each([
  ['^(?P<ts>[0-9]+)$', 'ts', '[0-9]+'],
  ['^(?<ts>[0-9]+)$', 'ts', '[0-9]+'],
  ['^(a)(b)$', '2', 'b'],
  ['^(?:a)(b)$', '1', 'b'],
  ['^((a)b)$', '1', '(a)b'],
  ['^((a)b)$', '2', 'a'],
  ['^(?P<x>a)(b)$', '1', 'a'],
  ['^[(](a)\\((b)$', '2', 'b'],
  ['^(a)$', '2', undefined],
  ['^(?P<x>a)$', 'y', undefined],
  ['^(?:a)$', '0', undefined],
])('of %s the group %s is %s', (pattern, name, expected) => {
  expect(groupIn(pattern, name)).toBe(expected);
});
