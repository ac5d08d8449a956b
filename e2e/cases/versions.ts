import * as fc from 'fast-check';

const segment = fc.constantFrom('0', '1', '2', '10', 'x', 'X', '*', '01', '99999999999999999999');
const version = fc
  .tuple(
    fc.constantFrom('', '', '', 'v'),
    fc.array(segment, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '', '-0', '-rc.1', '-beta', '-01', '-a.b-c', '-', '+build', '-rc+5', '+', '-é'),
  )
  .map(([v, parts, rest]) => v + parts.join('.') + rest);
const operator = fc.constantFrom('', '', '=', '!=', '>', '<', '>=', '<=', '=>', '=<', '~', '~>', '^', '==', '><', '!', '^^');
const comparison = fc.tuple(operator, fc.constantFrom('', '', ' ', '  ', '\t'), version).map((parts) => parts.join(''));
const one = fc.oneof(
  { weight: 4, arbitrary: comparison },
  fc.tuple(version, fc.constantFrom(' - ', '  -  ', '-', ' -'), version).map((parts) => parts.join('')),
);

/** Ranges, and what looks like one. */
export const anyRanges: fc.Arbitrary<string> = fc
  .array(fc.tuple(one, fc.constantFrom(', ', ' ', ',', ' || ', '||', '|', ' , ')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([text, joint], index) => (index < parts.length - 1 ? text + joint : text)).join(''));

/** Ranges that people write, and those that other readers got wrong when they were measured. */
export const HARD_RANGES: readonly string[] = [
  ...[
    '*',
    'x',
    '1.x',
    '6.x',
    '>=1.0.0, <2.0.0',
    '>=1.0.0 <2.0.0',
    '!=1.2',
    '=>1',
    '=<2',
    '*-0',
    '>=1.0.0-0',
    '^1',
    '~1.2',
    '1.2 - 1.4',
    '1.2-1.4',
  ],
  ...[
    '',
    ' ',
    '||',
    '1||',
    '||1',
    'latest',
    'v1',
    'v1.2.3-rc.1',
    '1.2.3+build',
    '>= 1',
    '>=1,',
    ',>=1',
    '1.2.3.4',
    '^0.0',
    '~>1.2',
    '1 2',
    '1.x.3',
    '>*',
    '<x',
  ],
];

/** Versions on every side of those ranges. */
export const VERSIONS: readonly string[] = [
  '0.0.0',
  '0.0.1',
  '0.1.0',
  '1.0.0',
  '1.0.0-rc.1',
  '1.0.1',
  '1.2.0',
  '1.2.3',
  '1.4.0',
  '1.4.1-0',
  '2.0.0',
  '2.0.0-0',
  '2.1.0',
  '6.5.4',
  '10.0.0',
];
