import { doublestarMatcher, globMatcher, isGlob } from '../../../cli/repository/glob';
import { ancestorsOf, clampPath, directoryOf, isWithin, joinPath, nameOf, resolvePath } from '../../../cli/repository/paths';
import { SourceIgnore } from '../../../cli/repository/source-ignore';

describe('paths', () => {
  test('lead from a directory to another, and never out of the tree', () => {
    expect(resolvePath('apps/prod', '../base/./x.yaml')).toBe('apps/base/x.yaml');
    expect(resolvePath('apps/prod', '../..')).toBe('');
    expect(resolvePath('apps/prod', '../../..')).toBeUndefined();
    expect(resolvePath('', '..//apps')).toBeUndefined();
  });

  test('of a Kustomization stop at the root', () => {
    expect(['', './', '/', './apps/', '../../apps', 'a/../../b/c/..'].map(clampPath)).toEqual(['', '', '', 'apps', 'apps', 'b']);
  });

  test('have directories and names', () => {
    expect([directoryOf('a/b/c'), directoryOf('a'), nameOf('a/b'), nameOf('a'), joinPath('', 'a'), joinPath('a', '')]).toEqual([
      'a/b',
      '',
      'b',
      'a',
      'a',
      'a',
    ]);
    expect(ancestorsOf('a/b')).toEqual(['a/b', 'a', '']);
    expect([isWithin('a/b', 'a'), isWithin('ab', 'a'), isWithin('a', ''), isWithin('a', 'a')]).toEqual([true, false, true, true]);
  });
});

describe('patterns', () => {
  test.each([
    ['*.yaml', ['a.yaml', '.yaml'], ['a/b.yaml', 'a.yml']],
    ['a/**', ['a/b'], ['a', 'a/b/c']],
    ['a?[b-d]', ['axb', 'a.d'], ['axe', 'a/b', 'ab']],
    ['[^a]x', ['bx'], ['ax', '/x']],
    ['a\\*', ['a*'], ['ab']],
    ['a.b+(c)', ['a.b+(c)'], ['aXb+(c)']],
  ])('of Go: %s', (pattern, matching, others) => {
    const matches = globMatcher(pattern)!;
    expect(matching.filter(matches)).toEqual(matching);
    expect(others.filter(matches)).toEqual([]);
  });

  test.each([
    ['**/*.md', ['a.md', 'a/b/c.md'], ['a.mdx']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/bb', 'ab']],
    ['{a,b/*}.yaml', ['a.yaml', 'b/c.yaml'], ['b.yaml', 'c.yaml']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['**', ['a', 'a/b'], []],
  ])('of doublestar: %s', (pattern, matching, others) => {
    const matches = doublestarMatcher(pattern)!;
    expect(matching.filter(matches)).toEqual(matching);
    expect(others.filter(matches)).toEqual([]);
  });

  test('that cannot be read are no patterns', () => {
    expect([
      globMatcher('[a'),
      globMatcher('a\\'),
      globMatcher('[b-a]'),
      doublestarMatcher('{a'),
      doublestarMatcher(`{${','.repeat(21)}}`),
    ]).toEqual(Array(5).fill(undefined));
    expect([isGlob('a{b}'), isGlob('a*')]).toEqual([false, true]);
  });

  test('that are made to take long do not', () => {
    const matches = doublestarMatcher(`${'**/'.repeat(40)}x`)!;
    expect(matches(`${'a/'.repeat(200)}y`)).toBe(false);
    expect(globMatcher(`${'*a'.repeat(200)}b`)!('a'.repeat(5000))).toBe(false);
    expect(doublestarMatcher(`${'**/a/'.repeat(40)}b`)!('a/'.repeat(500) + 'a')).toBe(false);
  });
});

describe('what an artifact leaves out', () => {
  const excluded = (lines: string, paths: string[], directory = '') => {
    const ignore = new SourceIgnore();
    ignore.add(lines, directory);
    return paths.filter((path) => ignore.excludes(path));
  };

  test('is files of Git, CI and pictures by default', () => {
    expect(excluded('', ['a.yaml', '.github/workflows/ci.yaml', 'x/.sops.yaml', 'x/logo.png', '.gitignore', 'github/a.yaml'])).toEqual([
      '.github/workflows/ci.yaml',
      'x/.sops.yaml',
      'x/logo.png',
      '.gitignore',
    ]);
  });

  test.each([
    ['docs', ['docs/a', 'x/docs/a', 'docs'], ['docsx']],
    ['docs/', ['docs/a', 'x/docs/a'], ['x/docs']],
    ['/docs', ['docs/a'], ['x/docs/a']],
    ['apps/*/test', ['apps/a/test/x', 'apps/a/test'], ['apps/test']],
    ['**/test/*.yaml', ['test/a.yaml', 'a/b/test/c.yaml'], ['test/a.yml']],
    ['/*\n!/deploy', ['apps/a', 'a.yaml'], ['deploy/a', 'deploy/x/y']],
    ['# docs\n\n*.md\n!README.md', ['a.md', 'x/b.md'], ['README.md']],
  ])('is what lines say: %j', (lines, out, kept) => {
    expect(excluded(lines, [...out, ...kept])).toEqual(out);
  });

  test('is told by a file for its own directory', () => {
    expect(excluded('*.md', ['a.md', 'sub/a.md', 'sub/x/a.md'], 'sub')).toEqual(['sub/a.md', 'sub/x/a.md']);
  });
});
