import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DISK, Disk } from '../../src/app/disk';
import { writeTree } from '../../src/app/tree-writer';
import { headerLine } from '../../src/repository/header';
import { errorOf } from '../support/synth';
import { filesIn, inDirectory, LEDGER, ledgerOf, putFiles, treeOf, write } from './temporary-directory';

describe('a file of others at a path of ours', () => {
  inDirectory('is refused, together with all other problems, before anything is written', (directory) => {
    const before = { 'a.yaml': 'mine\n', 'b/c.yaml/d': 'mine\n', e: 'mine\n' };
    putFiles(directory, before);

    expect(errorOf(() => write(directory, { '0.yaml': '0\n', 'a.yaml': '1\n', 'b/c.yaml': '2\n', 'e/f.yaml': '3\n' }))).toBe(
      [
        '3 problems, nothing was written:',
        `File '${directory}/a.yaml': its place must be free, got "a file that the program did not write".
  fix: move '${directory}/a.yaml' out of the way, or delete it`,
        `File '${directory}/b/c.yaml': its place must be free, got "a directory that the program did not write".
  fix: move '${directory}/b/c.yaml' out of the way, or delete it`,
        `File '${directory}/e/f.yaml': the directory '${directory}/e' must be free, got "a file that the program did not write".
  fix: move '${directory}/e' out of the way, or delete it`,
      ].join('\n\n'),
    );
    expect(filesIn(directory)).toEqual(before);
  });

  inDirectory('is taken over when its bytes are the same', (directory) => {
    putFiles(directory, { 'a.yaml': '1\n' });
    utimesSync(join(directory, 'a.yaml'), 1, 1);

    expect(write(directory, { 'a.yaml': '1\n' })).toEqual({ written: [], removed: [], unchanged: 1 });
    expect(lstatSync(join(directory, 'a.yaml')).mtimeMs).toBe(1000);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a.yaml'), 'a.yaml': '1\n' });
    expect(write(directory, {}).removed).toEqual(['a.yaml']);
  });

  inDirectory('is taken over when it starts with our header', (directory) => {
    putFiles(directory, { 'a.yaml': `${headerLine()}\nold: 1\n` });

    expect(write(directory, { 'a.yaml': `${headerLine()}\nnew: 1\n` }).written).toEqual(['a.yaml']);
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a.yaml'), 'a.yaml': `${headerLine()}\nnew: 1\n` });
  });

  inDirectory('is refused in a directory that would otherwise make room', (directory) => {
    write(directory, { 'a/b/one.yaml': '1\n' });
    putFiles(directory, { 'a/b/mine': 'mine\n' });

    expect(errorOf(() => write(directory, { a: 'x\n' }))).toBe(
      `File '${directory}/a': its place must be free, got "a directory that the program did not write".\n` +
        `  fix: move '${directory}/a' out of the way, or delete it`,
    );
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('a/b/one.yaml'), 'a/b/one.yaml': '1\n', 'a/b/mine': 'mine\n' });
  });

  inDirectory('is refused when it is neither file nor directory', (directory) => {
    const disk: Disk = { ...DISK, entry: (path) => (path.endsWith('a.yaml') ? { kind: 'other', size: 0 } : DISK.entry(path)) };

    expect(errorOf(() => writeTree(directory, treeOf({ 'a.yaml': '1\n' }), { disk }))).toBe(
      `File '${directory}/a.yaml': its place must be free, got "a device that the program did not write".\n` +
        `  fix: move '${directory}/a.yaml' out of the way, or delete it`,
    );
  });
});

describe('a symbolic link', () => {
  const through = (what: string) =>
    `${what} must be real, because what is written or deleted through a link may be outside of the tree, got "a symbolic link".\n` +
    `  fix: replace the link by what it points to, or delete it`;

  inDirectory('in place of a directory is refused once, and nothing outside is written', (directory) => {
    mkdirSync(join(directory, 'outside'));
    mkdirSync(join(directory, 'fleet'));
    symlinkSync('../outside', join(directory, 'fleet/apps'));
    const root = join(directory, 'fleet');

    expect(errorOf(() => write(root, { 'apps/x/a.yaml': '1\n', 'apps/b.yaml': '2\n' }))).toBe(
      `File '${root}/apps/b.yaml': ${through(`the directory '${root}/apps'`)}`,
    );
    expect(filesIn(join(directory, 'outside'))).toEqual({});
  });

  inDirectory('in place of a file is refused, also when the ledger lists it', (directory) => {
    write(directory, { 'a.yaml': '1\n' });
    rmSync(join(directory, 'a.yaml'));
    putFiles(directory, { 'target.yaml': 'mine\n' });
    symlinkSync('target.yaml', join(directory, 'a.yaml'));

    const message = `File '${directory}/a.yaml': ${through('its place')}`;
    expect(errorOf(() => write(directory, { 'a.yaml': '2\n' }))).toBe(message);
    expect(errorOf(() => write(directory, {}))).toBe(message);
    expect(readFileSync(join(directory, 'target.yaml'), 'utf8')).toBe('mine\n');
  });

  inDirectory('on the way to a file that left the program is refused, and nothing outside is deleted', (directory) => {
    const root = join(directory, 'fleet');
    write(root, { 'apps/a.yaml': '1\n' });
    rmSync(join(root, 'apps'), { recursive: true });
    putFiles(directory, { 'outside/a.yaml': 'mine\n' });
    symlinkSync('../outside', join(root, 'apps'));

    expect(errorOf(() => write(root, {}))).toBe(`File '${root}/apps/a.yaml': ${through(`the directory '${root}/apps'`)}`);
    expect(filesIn(join(directory, 'outside'))).toEqual({ 'a.yaml': 'mine\n' });
  });

  inDirectory('is left alone where nothing of ours is', (directory) => {
    symlinkSync('/nowhere', join(directory, 'dangling'));

    write(directory, { 'a.yaml': '1\n' });

    expect(lstatSync(join(directory, 'dangling')).isSymbolicLink()).toBe(true);
  });
});

describe('a directory that cannot be written to', () => {
  const fix = '  fix: write the tree to another directory, or move what is there';

  inDirectory('because it, or one above it, is a file', (directory) => {
    const file = join(directory, 'fleet');
    writeFileSync(file, '');
    const message = `Directory '${file}': it must be a directory, or free, got "a file".\n${fix}`;

    expect(errorOf(() => write(file, { 'a.yaml': '1\n' }))).toBe(message);
    expect(errorOf(() => write(join(file, 'deep/er'), { 'a.yaml': '1\n' }))).toBe(message);
  });

  inDirectory('because it is a symbolic link to nothing', (directory) => {
    symlinkSync('nowhere', join(directory, 'fleet'));

    expect(errorOf(() => write(join(directory, 'fleet'), { 'a.yaml': '1\n' }))).toBe(
      `Directory '${directory}/fleet': it must be a directory, or free, got "a symbolic link to nothing".\n${fix}`,
    );
  });

  inDirectory('because the operating system refuses', (directory) => {
    const refusal = Object.assign(new Error("EROFS: read-only file system, open 'x'"), { code: 'EROFS', syscall: 'open' });
    const disk: Disk = {
      ...DISK,
      create: () => {
        throw refusal;
      },
    };

    expect(errorOf(() => writeTree(directory, treeOf({ 'a.yaml': '1\n' }), { disk }))).toBe(
      `Directory '${directory}': it must be readable and writable, got "EROFS: read-only file system, open 'x'".\n` +
        '  fix: correct what the operating system reports and run again; a tree that is written in part is completed then',
    );
    expect(filesIn(directory)).toEqual({});
  });

  inDirectory('is no problem when nothing has to be written', (directory) => {
    write(directory, { 'a.yaml': '1\n' });
    chmodSync(directory, 0o555);
    const refuse = () => {
      throw new Error('must not be called');
    };
    const disk: Disk = { ...DISK, create: refuse, rename: refuse, remove: refuse, makeDirectory: refuse, removeEmptyDirectory: refuse };

    expect(writeTree(directory, treeOf({ 'a.yaml': '1\n' }), { disk }).unchanged).toBe(1);
    chmodSync(directory, 0o755);
  });
});

inDirectory('an error that is no refusal of the operating system is passed on as it is', (directory) => {
  const bug = new TypeError('bug');
  const disk: Disk = {
    ...DISK,
    names: () => {
      throw bug;
    },
  };

  expect(() => writeTree(directory, treeOf({}), { disk })).toThrow(bug);
});
