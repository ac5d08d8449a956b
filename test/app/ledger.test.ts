import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { headerLine } from '../../src/repository/header';
import { errorOf } from '../support/synth';
import { filesIn, inDirectory, inTemporaryDirectory, LEDGER, LEDGER_HEADER, ledgerOf, putFiles, write } from './temporary-directory';

describe('the ledger', () => {
  const restore = '  fix: restore it from Git, or delete it: generated files say so in their first line and are found again';

  test.each([
    ['../../etc/passwd', "free of '.' and '..'"],
    ['/etc/passwd', 'relative to the root of the repository'],
    ['.git/config', "outside of '.git', which belongs to Git"],
    ['a//b', "without an empty name between two '/' and at the end"],
  ])('is refused when it lists %s', (path, mustBe) => {
    inTemporaryDirectory((directory) => {
      putFiles(directory, { [LEDGER]: ledgerOf('a.yaml', path), 'a.yaml': '1\n' });

      expect(errorOf(() => write(directory, {}))).toBe(
        `Ledger '${directory}/${LEDGER}', line 3: the path must be ${mustBe}; files that are listed are deleted when they leave ` +
          `the program, and this one may be somebody else's, got "${path}".\n  fix: delete the line, or restore the ledger from Git`,
      );
      expect(existsSync(join(directory, 'a.yaml'))).toBe(true);
    });
  });

  inDirectory('is refused when it is not a ledger', (directory) => {
    putFiles(directory, { [LEDGER]: 'a.yaml\n', 'a.yaml': 'mine\n' });

    expect(errorOf(() => write(directory, {}))).toBe(
      `Ledger '${directory}/${LEDGER}': its first line must be "${LEDGER_HEADER}", because what it lists may be deleted, got "a.yaml".\n${restore}`,
    );
    expect(existsSync(join(directory, 'a.yaml'))).toBe(true);
  });

  inDirectory('is refused when it is a symbolic link or a directory', (directory) => {
    symlinkSync('/etc/hosts', join(directory, LEDGER));
    const mustBe = 'it must be a file, because what it lists may be deleted';

    expect(errorOf(() => write(directory, {}))).toBe(`Ledger '${directory}/${LEDGER}': ${mustBe}, got "a symbolic link".\n${restore}`);

    rmSync(join(directory, LEDGER));
    mkdirSync(join(directory, LEDGER));
    expect(errorOf(() => write(directory, {}))).toBe(`Ledger '${directory}/${LEDGER}': ${mustBe}, got "a directory".\n${restore}`);
  });

  inDirectory('may have been lost: files with our header are found again', (directory) => {
    write(directory, { 'a.yaml': `${headerLine()}\na: 1\n` });
    rmSync(join(directory, LEDGER));

    expect(write(directory, { 'a.yaml': `${headerLine()}\na: 2\n` }).written).toEqual(['a.yaml']);
  });

  inDirectory('may come from two branches: what either lists is ours', (directory) => {
    const merged = ['0.yaml', '<<<<<<< HEAD', 'a.yaml', '||||||| base', '=======', 'b.yaml', '>>>>>>> other', ''];
    putFiles(directory, {
      [LEDGER]: [LEDGER_HEADER, ...merged].join('\r\n'),
      '0.yaml': '0',
      'a.yaml': '1',
      'b.yaml': '2',
      'c.yaml': 'mine',
    });

    expect(write(directory, { 'b.yaml': '2' })).toEqual({ written: [], removed: ['0.yaml', 'a.yaml'], unchanged: 1 });
    expect(filesIn(directory)).toEqual({ [LEDGER]: ledgerOf('b.yaml'), 'b.yaml': '2', 'c.yaml': 'mine' });
  });
});
