import fc from 'fast-check';
import { pieces, plainData, written } from './documents';
import { SCALARS } from './go-scalars';
import { READ, REFUSED_AT } from './go-sentences';
import { REFUSED, TEXTS } from './go-texts';
import { NOT_PLAIN } from '../../../src/manifests/yaml/plain-line';
import { PlainReader } from '../../../src/manifests/yaml/plain-reader';
import { ReadBudget } from '../../../src/manifests/yaml/read-budget';
import { readTrees, YamlProblem } from '../../../src/manifests/yaml/read-trees';
import { splitDocuments } from '../../../src/manifests/yaml/split-documents';

const readPlain = (text: string): unknown => new PlainReader(text).read(0, text.length);

/** What the reader with places says about each document that the plain one reads, in the order of the text. */
function compare(text: string): { readonly plain: unknown[]; readonly tree: unknown[]; readonly problems: YamlProblem[] } {
  const reader = new PlainReader(text);
  const plain: unknown[] = [];
  const problems: YamlProblem[] = [];
  const tree = splitDocuments(text).flatMap((extent) => {
    const value = reader.read(extent.start, extent.end);
    if (value === NOT_PLAIN) return [];
    plain.push({ value: plainData(value), ...extent });
    return readTrees(text, extent, new ReadBudget(), problems).map(({ value: same, start, end }) => ({
      value: plainData(same),
      start,
      end,
    }));
  });
  return { plain, tree, problems };
}

function expectAlike(text: string): void {
  const { plain, tree, problems } = compare(text);
  expect([plain, problems]).toEqual([tree, []]);
}

/** Lines as in a manifest, with wrong ones among them. */
const lines = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '  ', '  ', '    ', ' ', '- ', '  - ', '    - '),
      fc.constantFrom('a: ', 'b: ', 'c:', 'd.e/f: ', '"q": ', "'r': ", '', '', '1: ', 'y: ', 'a : ', '# ', '- ', '-', 'constructor: '),
      fc.constantFrom(
        ...[
          'x',
          '',
          '',
          '1',
          '0644',
          'yes',
          '~',
          '.inf',
          '-',
          '- x',
          '-x',
          '"x"',
          '"a\\n\\"\\\\b"',
          '"\\x41"',
          "'it''s'",
          "'",
          '"',
          'x # c',
          'x#c',
          '# c',
        ],
        ...[
          '|',
          '|-',
          '|+',
          '>',
          '| # c',
          '|2',
          '[]',
          '{}',
          '[a, b]',
          '[a, {b: 1}]',
          '{a: x, b: [1, "2"]}',
          '{a: 1, a: 2}',
          '[a,]',
          '[,]',
          '{a}',
          '[a b]',
          '{a: b://c, d:e: f}',
          '[a:b, a:]',
        ],
        ...[
          '${x}',
          'a: b',
          'a:b',
          'x:',
          ':x',
          '?x',
          '? x',
          '&a x',
          '*a',
          '!t x',
          '<<',
          '{{ x }}',
          '@x',
          '%x',
          'é',
          '\u00a0',
          '\u2028',
          '😀',
          '\t',
          '...',
          '---',
        ],
      ),
      fc.constantFrom('\n', '\n', '\n', '\n', '\n\n', ' \n', '\n   \n', '\n# c\n', '\n  # c\n', '\n---\n', '\r\n'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.map((part) => part.join('')).join(''));

test.each([
  ['a: 1\nb: x y\nc:\nd: "e"\n', { a: 1, b: 'x y', c: null, d: 'e' }],
  ['---\n# c\n\na:\n  b: c # d\n\n  e: f', { a: { b: 'c', e: 'f' } }],
  ['a:\n- b\n- c: d\n  e: f\n-\n  g: h\n', { a: ['b', { c: 'd', e: 'f' }, { g: 'h' }] }],
  ['a:\n  - b: | # c\n      c\n\n        d\n    e: |-\n      f\n\n', { a: [{ b: 'c\n\n  d\n', e: 'f' }] }],
  ['a: [b, {c: 1, d: []}, "e"]\nf: { g: h://i }\n', { a: ['b', { c: 1, d: [] }, 'e'], f: { g: 'h://i' } }],
  ['"a": "b\\n\\"c\\""\n\'d\': \'it\'\'s\'\n', { a: 'b\n"c"', d: "it's" }],
  ['a: https://b.c/d#e\nf: -g\n', { a: 'https://b.c/d#e', f: '-g' }],
])('reads %j', (text, value) => {
  expect(readPlain(text)).toEqual(value);
});

test.each([
  ...[
    '',
    '# c',
    '---',
    'a',
    '--- a: 1',
    '%YAML 1.1\n---\na: 1',
    'a: 1\n...\n',
    'a: 1\na: 2',
    'a:\n b: 1\n  c: 2',
    'a: b\n  c',
    'a: "b\n  c"',
  ],
  ...[
    'a: &b c',
    'a: *b',
    'a: !!str 1',
    '<<: {}',
    '? a\n: b',
    'a: >\n  b\n',
    'a: |+\n  b\n',
    'a: |\n  b',
    'a: |\n   \n  b\n',
    'a: |\n  b\n # c\n',
  ],
  ...[
    'a:\tb',
    'a: b\r\n',
    'a: 😀',
    'a: \u2028',
    'y: 1',
    '1: a',
    'a: .inf',
    'constructor: 1',
    '__proto__: 1',
    'a: [\n  b]',
    'a: [b c]',
    'a: {b:}',
    'a: "\\x41"',
  ],
  ...REFUSED,
  ...REFUSED_AT.map(([, text]) => text),
])('leaves %j to the reader with places', (text) => {
  expect(readPlain(text)).toBe(NOT_PLAIN);
});

test.each([...TEXTS.map(([text]) => text), ...READ.map(([, text]) => text), ...SCALARS.map(([text]) => `a: ${text}\nb: [${text}]\n`)])(
  'reads %j alike or not',
  (text) => {
    expectAlike(text);
  },
);

test('never reads what the reader with places reads in another way, or refuses', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        { weight: 3, arbitrary: lines },
        pieces,
        written.map(({ source }) => source),
      ),
      expectAlike,
    ),
    { numRuns: Number(process.env.PLAIN_RUNS ?? 2000) },
  );
});

test('a document of a text is read however many others there are, and whatever is in them', () => {
  const text = ['a: 1\n', 'b: "\\x41"\n', 'c: 2\n', 'd: 😀\n', 'e: 3\n'].join('---\n');
  expect(compare(text).plain).toMatchObject([{ value: { a: 1 } }, { value: { c: 2 } }, { value: { e: 3 } }]);
  expectAlike(text);
});
