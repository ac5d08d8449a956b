import * as fc from 'fast-check';
import { parentsOf } from '../../src/repository/repository-path';
import { RepositoryTreeBuilder } from '../../src/repository/repository-tree';
import { errorOf } from '../support/synth';

const RELEASE = "HelmRelease 'fleet/production/apps/podinfo'";
const SOURCE = "OciRepository 'fleet/production/apps/podinfo/source'";
const FIX_PATH = "  fix: path: 'apps/production/podinfo/release.yaml'";
const FIX_NAME = '  fix: give one of the two another name';

const add = (...files: [path: string, origin: string][]) =>
  files.reduce((builder, [path, origin]) => builder.add(path, `# ${path}\n`, origin), new RepositoryTreeBuilder());

test('a tree lists its files in order, whatever the order of definition', () => {
  const tree = add(['b/c.yaml', RELEASE], ['a.yaml', RELEASE], ['b/B.yaml', SOURCE], ['b-c/a.yaml', SOURCE]).build();

  expect(tree.paths).toEqual(['a.yaml', 'b-c/a.yaml', 'b/B.yaml', 'b/c.yaml']);
  expect(tree.size).toBe(4);
  expect(tree.text('a.yaml')).toBe('# a.yaml\n');
  expect(tree.text('missing.yaml')).toBeUndefined();
});

test('a tree does not change when its builder goes on', () => {
  const builder = add(['a.yaml', RELEASE]);
  const tree = builder.build();
  builder.add('b.yaml', '', SOURCE);

  expect(tree.paths).toEqual(['a.yaml']);
  expect(tree.text('b.yaml')).toBeUndefined();
  expect(() => (tree.paths as string[]).push('c.yaml')).toThrow(TypeError);
});

test.each([
  ['', 'the name of a file'],
  ['/etc/passwd', 'relative to the root of the repository'],
  ['C:/fleet/a.yaml', 'relative to the root of the repository'],
  ['../a.yaml', "free of '.' and '..'"],
  ['apps/../../a.yaml', "free of '.' and '..'"],
  ['./a.yaml', "free of '.' and '..'"],
  ['apps//a.yaml', "without an empty name between two '/' and at the end"],
  ['apps/', "without an empty name between two '/' and at the end"],
  ['apps\\a.yaml', "separated by '/'"],
  ['apps/a\n.yaml', 'made of characters that can be printed'],
  ['apps/a\u0085.yaml', 'made of characters that can be printed'],
  ['apps/\ud800.yaml', 'made of characters that can be printed'],
  ['.git/config', "outside of '.git', which belongs to Git"],
  ['apps/.GIT/hooks/pre-commit', "outside of '.git', which belongs to Git"],
  ['.cdk8s-fluxcd.files', "free of names that start with '.cdk8s-fluxcd.', which are the writer's own"],
  ['apps/.CDK8S-fluxcd.tmp-1', "free of names that start with '.cdk8s-fluxcd.', which are the writer's own"],
  [`${'ä'.repeat(128)}`, 'made of names of at most 255 bytes'],
])('the path %j is refused', (path, mustBe) => {
  expect(errorOf(() => add([path, RELEASE]))).toBe(`${RELEASE}: path must be ${mustBe}, got ${JSON.stringify(path)}.\n${FIX_PATH}`);
});

test.each([['.gitignore'], ['.github/workflows/ci.yaml'], ['a..b/...c'], ['apps/système/日本.yaml'], [`apps/${'a'.repeat(255)}`]])(
  'the path %s is accepted',
  (path) => {
    expect(add([path, RELEASE]).build().paths).toEqual([path]);
  },
);

test.each([
  ['two files for one path', 'apps/a.yaml', 'apps/a.yaml', `a path of its own; ${RELEASE} is written to 'apps/a.yaml'`],
  [
    'two files that differ by letter case',
    'apps/A.yaml',
    'apps/a.yaml',
    `a path of its own; ${RELEASE} is written to 'apps/A.yaml', which differs only by letter case`,
  ],
  [
    'two files that differ by the composition of a letter',
    'caf\u00e9.yaml',
    'cafe\u0301.yaml',
    `a path of its own; ${RELEASE} is written to 'caf\u00e9.yaml', which differs only by letter case`,
  ],
  [
    'two directories that differ by letter case',
    'Apps/x/a.yaml',
    'apps/b.yaml',
    `in 'Apps/', where ${RELEASE} is; 'apps/' differs only by letter case`,
  ],
  ['a file where another needs a directory', 'apps/x/a.yaml', 'apps/X', `a file; ${RELEASE} needs the directory 'apps/x/'`],
  ['a directory where another has a file', 'apps/x', 'apps/x/y/a.yaml', `in a directory; ${RELEASE} is written to the file 'apps/x'`],
])('%s are refused, with both origins', (_, first, second, mustBe) => {
  expect(errorOf(() => add([first, RELEASE], [second, SOURCE]))).toBe(
    `${SOURCE}: path must be ${mustBe}, got ${JSON.stringify(second)}.\n${FIX_NAME}`,
  );
});

test('whether two files get on does not depend on their order', () => {
  const path = fc.array(fc.constantFrom('a', 'A', 'b'), { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
  const refuses = (paths: string[]) => {
    try {
      return add(...paths.map((each): [string, string] => [each, RELEASE])) === undefined;
    } catch {
      return true;
    }
  };

  fc.assert(fc.property(fc.array(path, { maxLength: 6 }), (paths) => refuses(paths) === refuses([...paths].reverse())));
});

test('the parents of a path are named from the nearest to the root', () => {
  expect(parentsOf('a/b/c.yaml')).toEqual(['a/b', 'a']);
  expect(parentsOf('a.yaml')).toEqual([]);
});
