import { tagSelector } from '../../src/manifests/tag-selector';

const SEMVER = { policy: { semver: { range: '1.x' } } };
const NEWEST = { policy: { alphabetical: { order: 'asc' } }, filterTags: { pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]+)$', extract: '$ts' } };
const HIGHEST = { policy: { numerical: {} }, filterTags: { pattern: '^build-(?P<n>.+)$', extract: '${n}' } };

test.each<[string, object, string[], string | undefined]>([
  ['the highest version of a range', SEMVER, ['1.0.0', 'v1.10.0', '1.9.0', '2.0.0', '1.11.0-rc.1', 'latest'], 'v1.10.0'],
  ['the first of two versions that are the same', SEMVER, ['1.0.0', 'v1.0.0'], '1.0.0'],
  ['the newest tag by a part of it', NEWEST, ['main-f-100', 'main-a-300', 'main-e-200', 'dev-a-900', 'latest'], 'main-a-300'],
  ['the highest number, and no text', HIGHEST, ['build-9', 'build-10', 'build-x', '11'], 'build-10'],
  ['the lowest where the order is turned around', { policy: { numerical: { order: 'desc' } } }, ['3', '1.5', '2'], '1.5'],
  ['nothing where nothing is taken', SEMVER, ['2.0.0', 'latest'], undefined],
  ['the first way to order of several', { policy: { ...NEWEST.policy, ...SEMVER.policy } }, ['z', '1.0.0'], '1.0.0'],
])('selects %s', (_, spec, tags, selected) => {
  expect(tagSelector(spec)!.select(tags)).toBe(selected);
});

test('takes what it could select', () => {
  const { takes } = tagSelector(NEWEST)!;

  expect([takes('main-abc-1'), takes('main-xyz-1'), takes('latest')]).toEqual([true, false, false]);
});

test.each<[string, unknown]>([
  ['a pattern that only Go reads', { ...SEMVER, filterTags: { pattern: '(?i)^V' } }],
  ['a pattern that nobody reads', { ...SEMVER, filterTags: { pattern: '(' } }],
  ['a range with a variable', { policy: { semver: { range: '${RANGE}' } } }],
  ['no way to order', { policy: {} }],
  ['no spec', undefined],
])('nobody can tell with %s', (_, spec) => {
  expect(tagSelector(spec)).toBeUndefined();
});
