import { admitsPreReleases, isExact, isUnbounded } from '../../src/verification/version-constraint';

test.each(['*', 'x', 'X', '=*', '~*', '>=*', 'x.x.x', '>=0', '>= 0.0', '=>v0.0.0', '>=0.0.0-0', '>=0.x', '1.x || *', '>=0, *'])(
  '%s takes every version',
  (range) => expect(isUnbounded(range)).toBe(true),
);

test.each([
  '',
  '1.x',
  '0.x',
  '0',
  '0.0.0',
  '>0.0.0',
  '>=0.0.1',
  '>=1',
  '>=0 <2',
  '>=0,<2',
  '<*',
  '<=*',
  '^x',
  '=<x.1',
  '>x',
  '!=*',
  '0 - 2',
  '* - 2',
  'latest',
  '>=0 ||',
])('%s does not take every version, or is no range', (range) => expect(isUnbounded(range)).toBe(false));

test.each([
  '>=1.0.0-0',
  '^1.0.0-rc.1',
  '>=1 <2.0.0-0',
  '1.x || ~2.0.0-a',
  '1.0.0-a - 2.0.0',
  '1.0.0 - 2.0.0-a',
  '1.x-0',
  '>= 1.8.0-rc.0+b',
])('%s takes pre-releases', (range) => expect(admitsPreReleases(range)).toBe(true));

test.each(['>=1.0.0', '1.0.0 - 2.0.0', '1.0.0-rc.1', '=1.0.0-rc.1', '1.0.0+build-1', '', 'main-0'])('%s takes none', (range) =>
  expect(admitsPreReleases(range)).toBe(false),
);

test.each(['1.2.3', 'v1.2.3', '=1.2.3', '= 1.2.3', ' 1.2.3 ', '1.2.3-rc.1+build'])('%s is one version', (range) =>
  expect(isExact(range)).toBe(true),
);

test.each(['1.2', '1', '1.2.x', '1.x.3', '^1.2.3', '>=1.2.3', '1.2.3 || 1.2.4', '1.2.3 1.2.4', '1.2.3 - 1.2.4', 'latest'])(
  '%s is no single version',
  (range) => expect(isExact(range)).toBe(false),
);
