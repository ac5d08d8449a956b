import fc from 'fast-check';
import { compareVersions, isEmptyRange, parseVersion, rangeTakes, Version } from '../../src/primitives/semver';

const version = (text: string): Version => parseVersion(text)!;

/** Answers of Masterminds/semver 3.5, which Flux uses; 200,000 random ones were compared with it. */
test.each([
  ['*', '0.0.0'],
  ['1.x', '1.9.9'],
  ['1', '1.9.9'],
  ['v1.2', 'v1.2.9'],
  ['1.x.3', '1.7.0'],
  ['>11', '12.0.0'],
  ['>11.1', '11.2.0'],
  ['<=11', '11.9.0'],
  ['<=11.1', '11.1.9'],
  ['>=1.2.0 <2.0.0', '1.9.0'],
  ['>= 1.2, < 2', '1.9.0'],
  ['1.2 - 1.4', '1.4.9'],
  ['1.x || 3.x', '3.0.1'],
  ['!=1.2', '1.3.0'],
  ['!=*', '0.0.1'],
  ['~1.2.3', '1.2.9'],
  ['~1', '1.9.0'],
  ['~0.0.0', '7.1.0'],
  ['^1.2.3', '1.9.0'],
  ['^0.2.3', '0.2.9'],
  ['^0.0', '0.0.9'],
  ['>=1.0.0-0', '1.1.0-rc.1'],
  ['^1.0.0-rc.1 <2', '1.0.0-rc.2'],
  ['1.2.3', '1.2.3+build.7'],
])('%s takes %s', (range, text) => expect(rangeTakes(range, version(text))).toBe(true));

test.each([
  ['1.x', '2.0.0'],
  ['>11', '11.1.0'],
  ['>11.1', '11.1.9'],
  ['<=11.1', '11.2.0'],
  ['!=1.2', '1.2.7'],
  ['~1.2.3', '1.3.0'],
  ['^1.2.3', '2.0.0'],
  ['^1.2.3', '1.2.2'],
  ['^0.2.3', '0.3.0'],
  ['^0.0.3', '0.0.4'],
  ['>=1.0.0', '1.1.0-rc.1'],
  ['1.x || 3.x', '2.0.0'],
  ['latest', '1.0.0'],
])('%s does not take %s', (range, text) => expect(rangeTakes(range, version(text))).toBe(false));

test('versions are ordered as the specification says, and numbers as long as they are', () => {
  const ordered = [
    '0.9.0',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-rc',
    'v1.0.0',
    '1.0.010',
    '1.10.0',
    '9007199254740992.0.0',
    '9007199254740993.0.0',
  ];

  expect([...ordered].reverse().sort((a, b) => compareVersions(version(a), version(b)))).toEqual(ordered);
  expect(compareVersions(version('1.0.0+a'), version('v1.0.0+b'))).toBe(0);
});

test.each(['1', '1.2', 'latest', 'x.y.z', '1.2.3.4', '1.2.3-01', '1.2.3-', '18446744073709551616.0.0', 'main-1.2.3'])(
  '%s is no version',
  (text) => expect(parseVersion(text)).toBeUndefined(),
);

test.each(['>=2.0.0 <1.0.0', '>1.2.3 <1.2.4', '<0.0.0', '~1.2 ^2', '1.x 2.x', '<1.0.0, >=1.0.0 || 2.x <2'])(
  '%s takes no version',
  (range) => expect(isEmptyRange(range)).toBe(true),
);

test.each([
  '*',
  '1.x',
  '1.2.3',
  '>1.2.3 <1.2.5',
  '>1 <3',
  '<1',
  '!=1.2.3',
  '1.x || 2.x <2',
  '>=2.0.0-0 <1.0.0',
  '<=0.0.0',
  '>=1.2.3 <=1.2.3',
  'latest',
])('%s takes a version, or nobody can tell', (range) => expect(isEmptyRange(range)).toBe(false));

test('a range that takes a version is not empty', () => {
  const number = fc.nat({ max: 3 });
  const part = fc.tuple(fc.constantFrom('', '>', '<', '>=', '<=', '~', '^', '!='), fc.array(number, { minLength: 1, maxLength: 3 }));
  const ranges = fc
    .array(part, { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([sign, numbers]) => sign + numbers.join('.')).join(' '));
  fc.assert(
    fc.property(ranges, fc.tuple(number, number, number), (range, numbers) => {
      if (rangeTakes(range, version(numbers.join('.')))) expect(isEmptyRange(range)).toBe(false);
    }),
  );
});
