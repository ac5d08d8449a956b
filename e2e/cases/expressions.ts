import * as fc from 'fast-check';

const name = fc.constantFrom('A', 'B', 'LONG_NAME', 'unset', '_x1', 'EMPTY', 'NUM', 'PATH');

/** What stands between a name and `}`: everything that Flux knows, and what only looks like it. */
const operation = fc.oneof(
  fc.constantFrom(
    '',
    '^',
    '^^',
    ',',
    ',,',
    ':-d',
    ':=d',
    '=d',
    '-d',
    ':+d',
    '+d',
    ':?d',
    '?d',
    ':0',
    ':1:2',
    ':2',
    ':-1',
    ':0:9',
    ':a',
    ':1:a',
  ),
  fc.constantFrom(
    '#a',
    '##a',
    '#*/',
    '##*/',
    '%b',
    '%%b',
    '%/*',
    '%%/*',
    '/a/b',
    '//a/b',
    '/#a/b',
    '/%a/b',
    '/a',
    '//a',
    '/*/x',
    '/a/',
    '/[ab]/x',
    '//?/x',
  ),
  fc.constantFrom(
    ':=',
    ':-',
    '=',
    ':=${B}',
    ':-${B:=x}',
    '/a/${B}',
    ':=a b',
    ':="q"',
    ":='q'",
    ':={}',
    ':=[1]',
    ':=a:b',
    ':=\n',
    '@Q',
    '!',
    '*',
    '[0]',
    ' ',
    '.a',
    ':=}',
  ),
);

const expression = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, operation).map(([variable, rest]) => `\${${variable}${rest}}`) },
  fc.constantFrom(
    '$A',
    '$$',
    '$${A}',
    '$$$${A}',
    '${',
    '${}',
    '${ A}',
    '${A',
    '$(A)',
    '${#A}',
    '${#unset}',
    '${!A}',
    '${1}',
    '${A-}',
    '$',
    '}',
    '${A}}',
    '${é}',
  ),
);

const around = fc.constantFrom(
  '',
  ' ',
  'x',
  '/',
  ': ',
  '"',
  "'",
  '\n',
  '%',
  '-',
  '#',
  ' #',
  '{',
  '}',
  '\\',
  'é',
  '😀',
  '[',
  ', ',
  '*',
  '&',
  '@',
);

/** Texts with expressions. */
export const anyExpressions: fc.Arbitrary<string> = fc
  .array(fc.oneof(expression, around), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));

/** Values of variables; Flux takes line breaks out of them. */
export const anyVariables: fc.Arbitrary<Record<string, string>> = fc.record({
  A: fc.constantFrom(
    'a',
    'aXbaab',
    'a/b/c',
    'héllo',
    '😀',
    'true',
    '007',
    '',
    '[ab]',
    '*',
    'a b',
    '"',
    "it's",
    'a: b',
    '{',
    '- x',
    ' lead',
    'x #c',
    '~',
    'a\\nb',
  ),
  B: fc.constantFrom('b', '5', '1e3', 'null', '/', '{}', '[1]'),
  LONG_NAME: fc.constantFrom('https://example.com:8080/path', '10.0.0.0/8', '2026-01-01'),
  EMPTY: fc.constant(''),
  NUM: fc.constantFrom('0', '-1', '12:30', '0x1F', '1_000'),
  PATH: fc.constantFrom('/usr/local/bin', 'a.tar.gz'),
  _x1: fc.constantFrom('x', 'yes'),
});

/** Objects with expressions in every place that a text can stand in. */
export const anyObjects: fc.Arbitrary<object> = fc
  .record({
    data: fc.dictionary(
      fc.oneof(fc.constantFrom('key', 'a.b', 'list'), anyExpressions),
      fc.oneof(anyExpressions, fc.constantFrom('plain', 'yes', '5', 'a: b', '')),
      { maxKeys: 3, noNullPrototype: true },
    ),
    list: fc.array(anyExpressions, { maxLength: 3 }),
    block: anyExpressions.map((text) => `first\n${text}\nlast\n`),
    port: fc.constantFrom<unknown>(80, true, null, 1.5),
    disabled: fc.constantFrom(undefined, undefined, undefined, 'label', 'annotation'),
  })
  .map(({ disabled, ...fields }) => {
    const mark = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
    const marks = disabled === 'label' ? { labels: mark } : disabled === 'annotation' ? { annotations: mark } : {};
    return { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'thing', ...marks }, ...fields };
  });
