import * as fc from 'fast-check';
import { bracketed, escaped, indented, marked, mutated } from './broken-yaml';
import { Json, pieces, text, written } from '../../test/manifests/yaml/documents';

/** Plain scalars, at the edge of being something else than text. */
const scalar = fc.oneof(
  fc.stringMatching(/^[-+]?[0-9a-fA-FxXob_.eE+:-]{1,12}$/),
  fc.constantFrom('y', 'Yes', 'no', 'on', 'OFF', 'null', '~', 'true', '.inf', '-.INF', '.nan', '<<', '=', '22:22', '2026-01-01'),
  fc.constantFrom('e1', '1e3', '0o17', '017', '0x1f', '0b1', '1_0', '+_1', '.5', '5.', '1,000', '+1', '-0', '0.0', '1:1:1', '1e', '.e1'),
  fc.constantFrom(
    '9223372036854775807',
    '18446744073709551615',
    '18446744073709551616',
    '-9223372036854775809',
    '0b-1',
    '-0b1',
    '0x',
    '089',
  ),
  fc
    .tuple(
      fc.constantFrom('!!int ', '!!float ', '!!bool ', '!!str ', '!!null ', '!x ', '!!binary ', '!!timestamp '),
      fc.constantFrom('1', '"1"', 'x', 'yes', 'YQ==', '', '~', '2026-01-01'),
    )
    .map((parts) => parts.join('')),
);

/** Scalars as keys, as values and in lists. */
const scalars = fc
  .record({ key: fc.oneof(fc.constant('a'), scalar), value: scalar, flow: fc.boolean() })
  .map(({ key, value, flow }) => (flow ? `[${value}, {${key}: ${value}}]` : `${key}: ${value}\nlist:\n  - ${value}\n`));

/** Block scalars with every header, and content at any depth. */
const blocks = fc
  .record({
    header: fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>2-', '|1+'),
    lines: fc.array(
      fc.tuple(fc.constantFrom('', ' ', '  ', '   ', '    ', '\t', '  \t'), fc.constantFrom('a', 'b c', '# c', '- x', '', '"', ': ')),
      { maxLength: 5 },
    ),
    after: fc.constantFrom('', '\n', '\n\n', '\nb: 1', '\n\n\nb: 1\n', '\n# c\nb: 1'),
    crlf: fc.boolean(),
  })
  .map(({ header, lines, after, crlf }) => {
    const source = `a: ${header}\n${lines.map((line) => line.join('')).join('\n')}${after}`;
    return crlf ? source.replaceAll('\n', '\r\n') : source;
  });

/** Quoted text over several lines, with escapes. */
const quoted = fc
  .tuple(
    fc.constantFrom('"', "'"),
    fc.array(
      fc.constantFrom('a', ' ', '\n', '\n  ', '\\n', '\\', "''", '\\"', '\\x41', '\\u00e9', '\\/', '\\e', '\\z', '\t', '\\\n  ', '#', ': '),
      { maxLength: 8 },
    ),
  )
  .map(([quote, parts]) => `a: ${quote}${parts.join('')}${quote}\n`);

/** Any text that may be YAML. */
export const anyYaml: fc.Arbitrary<string> = fc.oneof(
  scalars,
  blocks,
  quoted,
  pieces,
  written.map(({ source }) => source),
  { weight: 2, arbitrary: mutated },
  indented,
  marked,
  bracketed,
  escaped,
);

/** Any data that is JSON, with the texts that YAML readers take for something else. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    {
      weight: 3,
      arbitrary: fc.oneof(
        text,
        scalar,
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.array(text, { maxLength: 4 }).map((lines) => lines.join('\n')),
      ),
    },
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, scalar), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
