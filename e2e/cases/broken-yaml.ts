import * as fc from 'fast-check';
import { written } from '../../test/manifests/yaml/documents';
import { REFUSED, TEXTS } from '../../test/manifests/yaml/go-texts';

/** What a slip of the hand leaves in a text, and what readers of YAML disagree about. */
const slip = fc.constantFrom(
  ...['\t', ' ', '  ', '\n', '\n\n', '\r', '\r\n', '\n\t', '\n  \t', '\u0085', '\u2028', '\u2029', '\u00a0', '\ufeff'],
  ...[
    ':',
    ': ',
    ':\n',
    '- ',
    '-',
    '? ',
    '?',
    ', ',
    ',',
    '[',
    ']',
    '{',
    '}',
    '[]',
    '{}',
    '#',
    ' #',
    '|',
    '>-',
    '|2\n',
    '"',
    "'",
    '\\',
    '\\\n',
  ],
  ...['&x ', '&y', '*x', '*x ', '!', '! ', '!t ', '!!str ', '!!int ', '!<a> ', '!e!f ', '%', '%YAML 1.1\n', '%TAG !e! a:\n---\n'],
  ...['\n---\n', '\n...\n', '--- ', '@', '`', '~', '<<: ', '<<', '=', '😀', '\u0007', '\ue000', '\ufffe'],
);

/** A text with a few places changed: something is gone, doubled, or came in. */
export const mutated = fc
  .record({
    source: fc.oneof(
      written.map(({ source }) => source),
      fc.constantFrom(...TEXTS.map(([text]) => text), ...REFUSED),
    ),
    slips: fc.array(fc.record({ at: fc.nat(), cut: fc.nat(3), text: fc.oneof(slip, fc.constant('')), isDoubled: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ source, slips }) => slips.reduce(changed, source));

function changed(source: string, { at, cut, text, isDoubled }: { at: number; cut: number; text: string; isDoubled: boolean }): string {
  const place = at % (source.length + 1);
  const gone = source.slice(place, place + cut);
  return source.slice(0, place) + (isDoubled ? gone + gone : text) + source.slice(place + cut);
}

/** Lines with blanks of both kinds where they matter: in front of tokens, behind them, and alone. */
export const indented = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '', '', ' ', '  ', '  ', '    ', '\t', ' \t', '  \t', '\t  '),
      fc.constantFrom(
        '',
        'a',
        'b:',
        'c: d',
        'e: ',
        '-',
        '- f',
        '- g: h',
        '-\t',
        '?',
        '? i',
        ':',
        ': j',
        '# k',
        '|',
        '>',
        '"',
        "'",
        '[',
        ']',
        'l,',
      ),
      fc.constantFrom('', '', '', ' ', '\t', ' # m', '\t# n', '#', ': o', ':\tp', ' |', ' >2', ' |-\n', ' "', " '", ' [', ' {', ' }'),
      fc.constantFrom('\n', '\n', '\n', '\n', '\n\n', '\r\n', '\r', '\n\t\n', '\n  \t\n', '\n   \n', '\u0085', '\u2028'),
    ),
    { maxLength: 7 },
  )
  .map((lines) => lines.map((parts) => parts.join('')).join(''));

/** Anchors, tags and aliases in front of everything, in any order and number. */
export const marked = fc
  .record({
    directive: fc.constantFrom('', '', '', '%TAG !e! tag:yaml.org,2002:\n---\n', '%TAG !! x:\n---\n', '%TAG ! tag:yaml.org,2002:\n--- '),
    entries: fc.array(
      fc.tuple(
        fc.constantFrom('', '', '- ', 'a: ', 'b:\n  ', 'c:\n', '- - ', '? ', '  '),
        fc.array(
          fc.constantFrom(
            ...['&x ', '&x\n', '&x\n  ', '&y ', '&-_1 ', '&é ', '&', '*x', '*x ', '*x : ', '*y', '*'],
            ...[
              '! ',
              '!t ',
              '!t',
              '!!str ',
              '!!int ',
              '!!null ',
              '!!float ',
              '!!merge ',
              '!e!int ',
              '!e!',
              '!n!x ',
              '!<x> ',
              '!<tag:yaml.org,2002:int> ',
            ],
            ...['!!binary ', '!!map ', '!!seq ', '!a%20b ', '!%zz ', '!!%69nt ', '!<', '!<>', '!a,b ', '!a[b] ', '!a{ '],
          ),
          { maxLength: 3 },
        ),
        fc.constantFrom(
          'x',
          '1',
          '"1"',
          "'x'",
          '',
          'k: v',
          '[x]',
          '{k: v}',
          '- x',
          '\n  k: v',
          '\n- x',
          '|\n  x',
          '<<: {k: v}',
          '<<',
          '"<<": {}',
        ),
        fc.constantFrom('\n', '\n', ': z\n', ' : z\n', ''),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    isInBrackets: fc.boolean(),
  })
  .map(({ directive, entries, isInBrackets }) => {
    const lines = entries.map(([start, marks, ...rest]) => start + marks.join('') + rest.join(''));
    return directive + (isInBrackets ? `[${lines.map((line) => line.trim()).join(', ')}]` : lines.join(''));
  });

/** Brackets with all that may stand in them, over several lines. */
export const bracketed = fc
  .tuple(
    fc.constantFrom('', 'a: ', 'a:\n  ', '- ', '? ', 'a:\n'),
    fc.array(
      fc.constantFrom(
        ...[
          '[',
          '[',
          '{',
          '{',
          ']',
          ']',
          '}',
          '}',
          ', ',
          ',',
          ': ',
          ':',
          ':,',
          '? ',
          '?',
          '- ',
          '-',
          '-x',
          ' ',
          '\n',
          '\n  ',
          '\t',
          '\n\t',
        ],
        ...[
          'a',
          'b',
          'c: d',
          'e:f',
          'g:',
          ':h',
          'i?j',
          'k#l',
          ' # m\n',
          '#',
          '"n"',
          '"o": p',
          '"q":r',
          "'s'",
          "'t':u",
          '|',
          '>',
          '&x ',
          '*x',
          '*x:',
        ],
        ...['!t ', '!!str', '1', '~', '<<: ', '%', '@', '\n---\n', '\n...\n', 'http://v/w?x=y', 'a\n b', '"a\n\tb"'],
      ),
      { minLength: 1, maxLength: 12 },
    ),
    fc.constantFrom('', ']', '}', ']]', '}}', ']\n', '\nb: 1\n', ': 1\n'),
  )
  .map(([start, parts, end]) => start + parts.join('') + end);

/** Quotes with escapes and line breaks of every kind, inside a list or a map. */
export const escaped = fc
  .tuple(
    fc.constantFrom('', 'a: ', '- ', '  b: ', '[', '{', '? '),
    fc.constantFrom('"', '"', '"', "'"),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          ...['a', 'é', '😀', ' ', '  ', '\t', '\n', '\n\n', '\n \n', '\n\t', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '#', ' #', ': '],
        ),
        fc.constantFrom(...[...'0abtnvfre "\'\\/N_LPxuUzs\t\n\r'].map((letter) => `\\${letter}`), '\\\r\n', '\\\u2028', "''", '\\'),
        fc.constantFrom(
          '\\x4',
          '\\x41',
          '\\u00e9',
          '\\u12',
          '\\uD800',
          '\\uDFFF',
          '\\U0001F600',
          '\\U00110000',
          '\\UFFFFFFFF',
          '\\xg0',
          '\n---\n',
          '\n... ',
        ),
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom('"', '"', '"', "'", ''),
    fc.constantFrom('', '\n', ': 1', ':1', ' x', ']', '}', '\nb: 1\n', ' # c', '# c'),
  )
  .map((parts) => parts.flat().join(''));
