import { GitRef } from '../../../src';
import { errorOf } from '../../support/synth';

const SHA = '0123456789abcdef0123456789abcdef01234567';

test.each([
  [GitRef.branch('release/1.x'), { by: 'branch', value: 'release/1.x' }],
  [GitRef.tag('v1.4.0'), { by: 'tag', value: 'v1.4.0' }],
  [GitRef.semver('1.x'), { by: 'semver', value: '1.x' }],
  [GitRef.commit(SHA), { by: 'commit', value: SHA }],
  [GitRef.commit(SHA, 'main'), { by: 'commit', value: SHA, commitBranch: 'main' }],
  [GitRef.name('refs/pull/12/head'), { by: 'name', value: 'refs/pull/12/head' }],
])('%j is decided by one field', (ref, fields) => {
  expect({ ...ref }).toEqual(fields);
});

test.each([
  [
    'a full reference is no name of a branch',
    () => GitRef.branch('refs/heads/main'),
    [`GitRef.branch(): name must be the name of a branch without 'refs/heads/', got "refs/heads/main".`, "  fix: GitRef.branch('main')"],
  ],
  [
    'a full reference is no name of a tag',
    () => GitRef.tag('refs/tags/v1'),
    [`GitRef.tag(): name must be the name of a tag without 'refs/tags/', got "refs/tags/v1".`, "  fix: GitRef.tag('v1')"],
  ],
  [
    'a name that Git refuses is refused',
    () => GitRef.branch('my branch'),
    [`GitRef.branch(): name must be the name of a branch without 'refs/heads/', got "my branch".`, "  fix: GitRef.branch('main')"],
  ],
  [
    'an empty name is refused',
    () => GitRef.tag(''),
    [`GitRef.tag(): name must be the name of a tag without 'refs/tags/', got "".`, "  fix: GitRef.tag('v1.4.0')"],
  ],
  [
    'a range without a version is refused',
    () => GitRef.semver('latest'),
    [`GitRef.semver(): range must be a range of semantic versions such as '1.x', got "latest".`, "  fix: GitRef.semver('1.x')"],
  ],
  [
    'an abbreviated commit is refused',
    () => GitRef.commit('0123456'),
    [
      `GitRef.commit(): sha must be a whole commit hash: 40 hexadecimal digits in lower case, got "0123456".`,
      "  fix: GitRef.commit('<40 hexadecimal digits>')",
    ],
  ],
  [
    'the branch of a commit is a short name',
    () => GitRef.commit(SHA, 'refs/heads/main'),
    [
      `GitRef.commit(): branch must be the name of a branch without 'refs/heads/', got "refs/heads/main".`,
      `  fix: GitRef.commit('${SHA}', 'main')`,
    ],
  ],
  [
    'a short name is no full reference',
    () => GitRef.name('main'),
    [`GitRef.name(): reference must be a full reference, 'refs/…', got "main".`, "  fix: GitRef.name('refs/heads/main')"],
  ],
])('%s', (_sentence, act, message) => {
  expect(errorOf(act)).toBe(message.join('\n'));
});
