import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { unifiedDiff } from '../../src/app/line-diff';
import { checkTree, formatDifferences, TreeDifference } from '../../src/app/tree-diff';
import { writeTree } from '../../src/app/tree-writer';
import { errorOf } from '../support/synth';
import { filesIn, inTemporaryDirectory, LEDGER, putFiles, treeOf } from './temporary-directory';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const replaced = (lines: string[], others: Record<number, string>) => lines.map((line, index) => others[index] ?? line);
const textOf = (lines: string[]) => `${lines.join('\n')}\n`;

test('a tree that was just written does not differ', () => {
  inTemporaryDirectory((directory) => {
    const tree = treeOf({ 'a.yaml': '1\n', 'b/c.yaml': '2\n' });
    writeTree(directory, tree);

    expect(checkTree(directory, tree)).toEqual([]);
    expect(formatDifferences([])).toBe('');
  });
});

test('what is missing, changed or stale is listed with the changed lines, and nothing is written', () => {
  inTemporaryDirectory((directory) => {
    writeTree(directory, treeOf({ 'apps/a.yaml': textOf(numbers(9)), 'apps/b.yaml': 'b\n', 'apps/c.yaml': 'c\n' }));
    rmSync(join(directory, 'apps/b.yaml'));
    const before = filesIn(directory);

    const changed = replaced(numbers(9), { 4: 'line five' });
    const differences = checkTree(directory, treeOf({ 'apps/a.yaml': textOf(changed), 'apps/b.yaml': 'b\n' }));

    expect(filesIn(directory)).toEqual(before);
    expect(formatDifferences(differences)).toBe(`changed apps/a.yaml
  @@ -2,7 +2,7 @@
   line 2
   line 3
   line 4
  -line 5
  +line five
   line 6
   line 7
   line 8
missing apps/b.yaml
stale   apps/c.yaml
changed ${LEDGER}
  @@ -1,4 +1,3 @@
   # Files that cdk8s-fluxcd owns in this directory. Those that leave the program are deleted. Do not edit.
   apps/a.yaml
   apps/b.yaml
  -apps/c.yaml

4 files differ from the program: 2 changed, 1 missing, 1 stale.
  fix: run the program and commit what it writes`);
  });
});

test('a directory that is missing lacks every file', () => {
  inTemporaryDirectory((directory) => {
    expect(checkTree(join(directory, 'fleet'), treeOf({ 'a.yaml': '1\n' }))).toEqual([
      { path: 'a.yaml', kind: 'missing' },
      { path: LEDGER, kind: 'missing' },
    ]);
    expect(filesIn(directory)).toEqual({});
  });
});

test('a placeholder is missing until it is there', () => {
  inTemporaryDirectory((directory) => {
    const createOnce = new Map([['gotk.yaml', '#\n']]);
    writeTree(directory, treeOf({}));

    expect(formatDifferences(checkTree(directory, treeOf({}), { createOnce }))).toBe(
      'missing gotk.yaml\n\n1 file differs from the program: 1 missing.\n  fix: run the program and commit what it writes',
    );
    putFiles(directory, { 'gotk.yaml': 'filled\n' });
    expect(checkTree(directory, treeOf({}), { createOnce })).toEqual([]);
  });
});

test('what writing would refuse, comparing refuses', () => {
  inTemporaryDirectory((directory) => {
    putFiles(directory, { 'a.yaml': 'mine\n' });

    expect(errorOf(() => checkTree(directory, treeOf({ 'a.yaml': '1\n' })))).toBe(
      `File '${directory}/a.yaml': its place must be free, got "a file that the program did not write".\n` +
        `  fix: move '${directory}/a.yaml' out of the way, or delete it`,
    );
  });
});

test.each([
  ['a Secret', 'kind: Secret\nstringData:\n  token: hunter2\n'],
  [
    'a Secret inside of a ResourceSet',
    'kind: ResourceSet\nspec:\n  resources:\n    - kind: Secret\n      data:\n        token: aHVudGVyMg==\n',
  ],
])('the lines of %s are not shown', (_, before) => {
  const lines = formatDifferences([{ path: 'a.yaml', kind: 'changed', before, after: 'gone\n' }]).split('\n');

  expect(lines.slice(0, 2)).toEqual(['changed a.yaml', '  (the lines of a Secret are not shown)']);
  expect(lines.join()).not.toMatch(/hunter2|aHVudGVyMg/);
});

test('a reference to a Secret hides nothing', () => {
  const before = 'kind: HelmRelease\nspec:\n  valuesFrom:\n    - kind: Secret\n      name: a\n';

  const lines = formatDifferences([{ path: 'a.yaml', kind: 'changed', before, after: before.replace('name: a', 'name: b') }]).split('\n');

  expect(lines.slice(5, 7)).toEqual(['  -      name: a', '  +      name: b']);
});

test('a long diff and a long report are cut', () => {
  const after = textOf(numbers(100));
  const differences = Array.from({ length: 100 }, (_, index): TreeDifference => ({
    path: `${index}.yaml`,
    kind: 'changed',
    before: '',
    after,
  }));

  const lines = formatDifferences(differences).split('\n');

  expect(lines.slice(0, 2)).toEqual(['changed 0.yaml', '  @@ -0,0 +1,100 @@']);
  expect(lines.slice(40, 42)).toEqual(['  +line 39', '  … and 61 more lines']);
  expect(lines.slice(-4)).toEqual([
    '… and 53 more files',
    '',
    '100 files differ from the program: 100 changed.',
    '  fix: run the program and commit what it writes',
  ]);
  expect(lines.length).toBeLessThan(2010);
});

describe('a unified diff', () => {
  test('has one hunk for changes that stand close together, two for others', () => {
    const before = numbers(30);

    expect(unifiedDiff(textOf(before), textOf(replaced(before, { 4: 'x', 9: 'y', 25: 'z' })))).toEqual([
      '@@ -2,12 +2,12 @@',
      ...[' line 2', ' line 3', ' line 4', '-line 5', '+x', ' line 6', ' line 7', ' line 8', ' line 9', '-line 10', '+y'],
      ...[' line 11', ' line 12', ' line 13'],
      '@@ -23,7 +23,7 @@',
      ...[' line 23', ' line 24', ' line 25', '-line 26', '+z', ' line 27', ' line 28', ' line 29'],
    ]);
  });

  test('shows what was inserted and deleted', () => {
    expect(unifiedDiff('a\nb\nc\nd\n', 'a\nc\nx\nd\n')).toEqual(['@@ -1,4 +1,4 @@', ' a', '-b', ' c', '+x', ' d']);
    expect(unifiedDiff('', 'a\n')).toEqual(['@@ -0,0 +1,1 @@', '+a']);
    expect(unifiedDiff('a\n', '')).toEqual(['@@ -1,1 +0,0 @@', '-a']);
    expect(unifiedDiff('a\n', 'a\n')).toEqual([]);
  });

  test('shows a line break at the end that came or went', () => {
    expect(unifiedDiff('a', 'a\n')).toEqual(['@@ -1,2 +1,1 @@', ' a', '-\\ No newline at end of file']);
  });

  test('replaces a large block in whole, in little time', () => {
    const before = numbers(60_000).map((line) => `${line} before`);
    const after = numbers(60_000).map((line) => `${line} after`);

    const diff = unifiedDiff(textOf(before), textOf(after));

    expect(diff).toHaveLength(120_001);
    expect(diff.slice(0, 2)).toEqual(['@@ -1,60000 +1,60000 @@', '-line 1 before']);
  });
});
