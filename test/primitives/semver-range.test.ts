import { isSemverRange } from '../../src/primitives/semver-range';
import { cpuTimeOf } from '../support/cpu-time';

// What Masterminds/semver 3.4, which Flux reads ranges with, says of each.
test.each([
  '6.x',
  '6',
  '*',
  'X',
  'v1.2',
  '01.2.3',
  '^1.2',
  '~1.2.3',
  '~>1',
  '=1.2.3',
  '!=1.2',
  '=>1',
  '=<1',
  '>=  1.2',
  '>=1.2.0 <2.0.0',
  '>=1.0.0, <2.0.0',
  '>=1.0.0 ,<2.0.0',
  '>=1.0.0\t<2.0.0',
  ' 1.x ',
  '1.2 - 1.4',
  'v1 - v2',
  '1.2 - 1.4, !=1.3',
  '1.2 - 1.4 !=1.3',
  '>=1, 1.2 - 1.4',
  '1.x || 2.x',
  '1.2 - 1.4||2.x',
  '>=1.0.0-0',
  '1.2.3-rc.1',
  '1.2-beta',
  '1.x-0',
  '1.2.3-x-y',
  '1.2.3+build',
  '1.2.3-rc.1+build.5',
])('%j is a range', (text) => {
  expect(isSemverRange(text)).toBe(true);
});

test.each([
  '',
  ' ',
  'latest',
  'banana',
  'xx',
  '1x',
  '1|2',
  'V1',
  'v 1',
  '> ',
  '> = 1',
  '==1.2',
  '!1',
  '^1.x.foo',
  '1.2.3.4',
  '1.',
  '1.2.3-',
  '1.2.3-a..b',
  '1.2.3-a_b',
  '1.2.3-01',
  '1.2.3+a+b',
  '99999999999999999999',
  '>=1<2',
  '1,',
  ',1',
  '1,,2',
  '1.x || banana',
  '1.x ||',
  '|| 1.x',
  '1.2 -1.4',
  '>=1.2 - 1.4',
  '>=1 1.2 - 1.4',
  '1 - 2 - 3',
  '1.2\u00a0<2',
])('%j is none', (text) => {
  expect(isSemverRange(text)).toBe(false);
});

test('a range is at most 256 characters long', () => {
  expect(isSemverRange('1'.padEnd(256))).toBe(true);
  expect(isSemverRange('1'.padEnd(257))).toBe(false);
});

test.each([
  '1',
  ' ',
  '1 ',
  '1  ',
  '1   ',
  '  1',
  '>  1',
  '1 , ',
  '1  -  1',
  '1 - 1, ',
  '1 || ',
  '1.',
  '1-',
  '1-a',
  '1-a.',
  '1+a.',
  '1a1',
  'x',
  '*.',
])('256 characters of %j are judged at once, whatever they end with', (part) => {
  const judge = () => {
    for (const end of ['!', ' !', '- ', '']) {
      const text = part.repeat(256).slice(0, 256 - end.length) + end;
      isSemverRange(text);
      isSemverRange(`1-${text}`.slice(0, 256));
    }
  };

  expect(cpuTimeOf(judge)).toBeLessThan(500);
});
