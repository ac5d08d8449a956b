import * as fc from 'fast-check';
import { expressionsIn, hasDoubleDollar } from '../../../src/manifests/substitution/expression';
import { cpuTimeOf } from '../../support/cpu-time';

const brief = (text: string) =>
  expressionsIn(text).map(({ text: expression, name, hasDefault }) => [expression, name, hasDefault ? 'default' : 'none']);

test.each<[string, ReturnType<typeof brief>]>([
  ['no variable: $A $(A) $1', []],
  [
    '${A} ${B}',
    [
      ['${A}', 'A', 'none'],
      ['${B}', 'B', 'none'],
    ],
  ],
  [
    '${A:=${B}}',
    [
      ['${B}', 'B', 'none'],
      ['${A:=${B}}', 'A', 'default'],
    ],
  ],
  ['${A:-x}${A:+x}${A:?x}${A=x}', ['${A:-x}', '${A:+x}', '${A:?x}', '${A=x}'].map((text) => [text, 'A', 'default'])],
  ['${#A}${A^^}${A/a/b}${A:1:2}', ['${#A}', '${A^^}', '${A/a/b}', '${A:1:2}'].map((text) => [text, 'A', 'none'])],
  ['${A-x}', [['${A-x}', undefined, 'none']]],
  ['${a.b} ${{ x }} ${!a} ${}', ['${a.b}', '${{ x }}', '${!a}', '${}'].map((text) => [text, undefined, 'none'])],
  [
    '${a.b ${A}',
    [
      ['${a.b ${A}', undefined, 'none'],
      ['${A}', 'A', 'none'],
    ],
  ],
  ['$${A} $$$${A}', []],
  ['$$${A}', [['${A}', 'A', 'none']]],
  ['${A', [['${A', undefined, 'none']]],
  ['${A:é}', [['${A:é}', undefined, 'none']]],
])('in %j Flux reads these expressions', (text, expected) => {
  expect(brief(text)).toEqual(expected);
});

test('an expression says where it is', () => {
  expect(expressionsIn('a ${B:=${C}} d')).toEqual([
    { text: '${C}', start: 7, end: 11, name: 'C', hasDefault: false },
    { text: '${B:=${C}}', start: 2, end: 12, name: 'B', hasDefault: true },
  ]);
});

test.each([
  ['cost: $$5', true],
  ['$$${A}', true],
  ['$${A}', false],
  ['$5', false],
  ['${A:=$$}', false],
])('whether %j loses a dollar', (text, expected) => {
  expect(hasDoubleDollar(text)).toBe(expected);
});

test('the text of an expression is what stands where it says, whatever the text is', () => {
  const pieces = fc.constantFrom('${', '}', '$', 'A', ':=', '/', '#', '%', '^', ':', 'é', '\\', ' ', '\n', '\0');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const { text: expression, start, end } of expressionsIn(text)) expect(text.slice(start, end)).toBe(expression);
    }),
  );
});

test.each(['${A:=', '${', '$$', '${A}', '${A/$$', '${#', '}', '${A:=${B}', '${ ', '$'])(
  'a long repetition of %j takes linear time',
  (piece) => {
    const timeOf = (count: number) => {
      const text = piece.repeat(count);
      return cpuTimeOf(() => expressionsIn(text));
    };
    timeOf(20_000);
    expect(timeOf(160_000)).toBeLessThan(40 * Math.max(timeOf(20_000), 2));
  },
);
