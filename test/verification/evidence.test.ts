import { isTypingError } from '../../src/verification/evidence';

test.each([
  ['cluster-setting', 'cluster-settings'],
  ['cluster-var', 'cluster-vars'],
  ['clustersettings', 'cluster-settings'],
  ['team-a-reconcilr', 'team-a-reconciler'],
  ['cluster-stetings', 'cluster-settings'],
  ['infrastructure', 'infrastricture'],
  ['cache', 'cacha'],
  ['a-b-c', 'abc'],
])('%s is %s, mistyped', (a, b) => {
  expect([isTypingError(a, b), isTypingError(b, a)]).toEqual([true, true]);
});

test.each([
  ['cluster-settings', 'cluster-settings'],
  ['team-a', 'team-b'],
  ['region-1', 'region-2'],
  ['cluster1', 'cluster2'],
  ['github-token', 'gitlab-token'],
  ['internal-ca', 'external-ca'],
  ['auth-config', 'oauth-config'],
  ['mail-config', 'main-config'],
  ['db', 'dbs'],
  ['infra', 'infrastructure'],
  ['settings', 'settings-dev'],
  ['apples-pears', 'apple-pear'],
  ['a-settings', 'a-b-settings'],
  ['settings', 'esttinsg'],
  ['a-b-c-d', 'abcd'],
  ['redi', 'redu'],
])('%s and %s are two names', (a, b) => {
  expect([isTypingError(a, b), isTypingError(b, a)]).toEqual([false, false]);
});
