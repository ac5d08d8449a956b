import { lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DISK, Disk } from '../../src/app/disk';
import { writeTree } from '../../src/app/tree-writer';
import { errorOf } from '../support/synth';
import { filesIn, inDirectory, LEDGER, ledgerOf, putFiles, treeOf, write } from './temporary-directory';

inDirectory('a tree is written with a ledger that lists it in order', (directory) => {
  const result = write(directory, { 'b/c/two.yaml': '2\n', 'a.yaml': '1\n', 'b/one.yaml': 'ü\n' });

  expect(result).toEqual({ written: ['a.yaml', 'b/c/two.yaml', 'b/one.yaml'], removed: [], unchanged: 0 });
  expect(filesIn(directory)).toEqual({
    [LEDGER]: ledgerOf('a.yaml', 'b/c/two.yaml', 'b/one.yaml'),
    'a.yaml': '1\n',
    'b/c/two.yaml': '2\n',
    'b/one.yaml': 'ü\n',
  });
});

inDirectory('a directory that is missing is made', (directory) => {
  write(join(directory, 'deep/fleet'), { 'a.yaml': '1\n' });

  expect(filesIn(directory)).toEqual({ [`deep/fleet/${LEDGER}`]: ledgerOf('a.yaml'), 'deep/fleet/a.yaml': '1\n' });
});

inDirectory('the directory itself may be a symbolic link, because the user chose it', (directory) => {
  mkdirSync(join(directory, 'real'));
  symlinkSync('real', join(directory, 'link'));

  write(join(directory, 'link'), { 'a.yaml': '1\n' });

  expect(filesIn(join(directory, 'real'))).toEqual({ [LEDGER]: ledgerOf('a.yaml'), 'a.yaml': '1\n' });
});

inDirectory('nothing is written when nothing changed, the ledger included', (directory) => {
  const files = { 'a.yaml': '1\n', 'b/c.yaml': '2\n' };
  write(directory, files, { 'gotk.yaml': '# later\n' });
  const paths = [...Object.keys(files), 'gotk.yaml', LEDGER].map((path) => join(directory, path));
  for (const path of paths) utimesSync(path, 1, 1);

  expect(write(directory, files, { 'gotk.yaml': '# later\n' })).toEqual({ written: [], removed: [], unchanged: 2 });
  expect(paths.map((path) => lstatSync(path).mtimeMs)).toEqual(paths.map(() => 1000));
});

inDirectory('only what changed is written', (directory) => {
  write(directory, { 'a.yaml': '1\n', 'b.yaml': '2\n', 'c.yaml': '3\n' });
  utimesSync(join(directory, 'a.yaml'), 1, 1);

  expect(write(directory, { 'a.yaml': '1\n', 'b.yaml': 'x\n', 'd.yaml': '4\n' })).toEqual({
    written: ['b.yaml', 'd.yaml'],
    removed: ['c.yaml'],
    unchanged: 1,
  });
  expect(lstatSync(join(directory, 'a.yaml')).mtimeMs).toBe(1000);
  expect(filesIn(directory)).toEqual({
    [LEDGER]: ledgerOf('a.yaml', 'b.yaml', 'd.yaml'),
    'a.yaml': '1\n',
    'b.yaml': 'x\n',
    'd.yaml': '4\n',
  });
});

inDirectory('a file of ours that somebody edited or deleted comes back', (directory) => {
  const files = { 'a.yaml': '1\n', 'b.yaml': '2\n' };
  write(directory, files);
  putFiles(directory, { 'a.yaml': 'edited\n' });
  rmSync(join(directory, 'b.yaml'));

  expect(write(directory, files).written).toEqual(['a.yaml', 'b.yaml']);
  expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a.yaml', 'b.yaml'), ...files });
});

describe('what leaves the program', () => {
  inDirectory('is removed, with the directories that it leaves empty', (directory) => {
    write(directory, { 'a/b/c/one.yaml': '1\n', 'a/b/two.yaml': '2\n', 'd/three.yaml': '3\n' });

    expect(write(directory, { 'a/b/two.yaml': '2\n' }).removed).toEqual(['a/b/c/one.yaml', 'd/three.yaml']);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a/b/two.yaml'), 'a/b/two.yaml': '2\n' });
  });

  inDirectory('takes nothing of others with it', (directory) => {
    write(directory, { 'a/one.yaml': '1\n', 'b/two.yaml': '2\n' });
    putFiles(directory, { 'a/README.md': 'mine\n', 'c/three.yaml': 'mine\n' });
    mkdirSync(join(directory, 'empty'));

    write(directory, {});

    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf(), 'a/README.md': 'mine\n', 'c/three.yaml': 'mine\n', 'empty/': null });
  });

  inDirectory('may be gone already, or have been replaced by a directory of others', (directory) => {
    write(directory, { 'a/one.yaml': '1\n', 'b.yaml': '2\n' });
    rmSync(join(directory, 'a'), { recursive: true });
    rmSync(join(directory, 'b.yaml'));
    putFiles(directory, { 'b.yaml/x': 'mine\n' });

    expect(write(directory, {})).toEqual({ written: [], removed: [], unchanged: 0 });
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf(), 'b.yaml/x': 'mine\n' });
  });

  inDirectory('makes room for a file where a directory was', (directory) => {
    write(directory, { 'a/b/one.yaml': '1\n', 'a/two.yaml': '2\n' });

    expect(write(directory, { a: 'x\n' })).toEqual({ written: ['a'], removed: ['a/b/one.yaml', 'a/two.yaml'], unchanged: 0 });
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a'), a: 'x\n' });
  });

  inDirectory('makes room with empty directories, which Git does not know', (directory) => {
    write(directory, { 'a/one.yaml': '1\n' });
    mkdirSync(join(directory, 'a/b/c'), { recursive: true });
    mkdirSync(join(directory, 'd/e'), { recursive: true });

    expect(write(directory, { a: 'x\n', d: 'y\n' }).written).toEqual(['a', 'd']);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a', 'd'), a: 'x\n', d: 'y\n' });
  });

  inDirectory('makes room for a directory where a file was', (directory) => {
    write(directory, { a: 'x\n' });

    expect(write(directory, { 'a/b/one.yaml': '1\n' }, { 'a/gotk.yaml': '#\n' }).removed).toEqual(['a']);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a/b/one.yaml'), 'a/b/one.yaml': '1\n', 'a/gotk.yaml': '#\n' });
  });

  inDirectory('may be, on some machines, a file that stays, so that one is written again', (directory) => {
    write(directory, { 'Apps/a.yaml': '1\n' });
    putFiles(directory, { 'apps/a.yaml': '1\n' });

    expect(write(directory, { 'apps/a.yaml': '1\n' })).toEqual({ written: ['apps/a.yaml'], removed: ['Apps/a.yaml'], unchanged: 0 });
  });

  inDirectory('goes before a path that differs only by letter case is written', (directory) => {
    const steps: string[] = [];
    const disk: Disk = {
      ...DISK,
      remove: (path) => {
        steps.push(`remove ${path}`);
        DISK.remove(path);
      },
      rename: (from, to) => {
        steps.push(`write ${to}`);
        DISK.rename(from, to);
      },
    };
    write(directory, { 'Apps/a.yaml': '1\n' });

    writeTree(directory, treeOf({ 'apps/a.yaml': '1\n' }), { disk });

    expect(steps).toEqual([
      `write ${directory}/${LEDGER}`,
      `remove ${directory}/Apps/a.yaml`,
      `write ${directory}/apps/a.yaml`,
      `write ${directory}/${LEDGER}`,
    ]);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('apps/a.yaml'), 'apps/a.yaml': '1\n' });
  });
});

describe('a placeholder', () => {
  const GOTK = 'clusters/prod/flux-system/gotk-components.yaml';

  inDirectory('is made when it is missing, and does not enter the ledger', (directory) => {
    expect(write(directory, { 'a.yaml': '1\n' }, { [GOTK]: '# flux bootstrap fills this\n' }).written).toEqual(['a.yaml', GOTK]);
    expect(filesIn(directory)).toEqual({
      [LEDGER]: ledgerOf('a.yaml'),
      'a.yaml': '1\n',
      [GOTK]: '# flux bootstrap fills this\n',
    });
  });

  inDirectory('is never touched again, whatever becomes of the program', (directory) => {
    write(directory, { 'a.yaml': '1\n' }, { [GOTK]: '# empty\n' });
    putFiles(directory, { [GOTK]: 'filled: true\n' });

    expect(write(directory, { 'a.yaml': '1\n' }, { [GOTK]: '# other\n' })).toEqual({ written: [], removed: [], unchanged: 1 });
    write(directory, {});
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf(), [GOTK]: 'filled: true\n' });
  });

  inDirectory('takes the place of a directory that our files leave, not of one that others use', (directory) => {
    write(directory, { 'a/one.yaml': '1\n', 'b/two.yaml': '2\n' });
    putFiles(directory, { 'b/README.md': 'mine\n' });

    expect(write(directory, {}, { a: '#\n', b: '#\n' }).written).toEqual(['a']);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf(), a: '#\n', 'b/README.md': 'mine\n' });
  });

  inDirectory('may take the place of a file of ours, which then belongs to others', (directory) => {
    write(directory, { [GOTK]: 'ours: true\n' });

    expect(write(directory, {}, { [GOTK]: '#\n' })).toEqual({ written: [], removed: [], unchanged: 0 });
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf(), [GOTK]: 'ours: true\n' });
  });

  inDirectory('is refused where a file of the tree is, and behind a symbolic link', (directory) => {
    expect(errorOf(() => write(directory, { 'a.yaml': '1\n' }, { 'A.yaml': '#\n' }))).toBe(
      `Placeholder 'A.yaml': path must be a path of its own; File 'a.yaml' is written to 'a.yaml', which differs only by letter case, ` +
        `got "A.yaml".\n  fix: give one of the two another name`,
    );

    symlinkSync('/tmp', join(directory, 'clusters'));
    expect(errorOf(() => write(directory, {}, { [GOTK]: '#\n' }))).toBe(
      `File '${directory}/${GOTK}': the directory '${directory}/clusters' must be real, because what is written or deleted through a link ` +
        'may be outside of the tree, got "a symbolic link".\n  fix: replace the link by what it points to, or delete it',
    );
  });
});
