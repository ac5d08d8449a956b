import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { GuideProgram, guidePrograms } from './support/guide';

const ROOT = join(__dirname, '..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
const PROGRAMS = guidePrograms(join(ROOT, 'docs/guide'));

/** Inside of the checkout, so that a program finds the package by its name. */
const FOLDER = join(ROOT, '.cache/guide');
const folderOf = ({ name }: GuideProgram) => join(FOLDER, name);
const fileOf = (program: GuideProgram) => join(folderOf(program), 'main.ts');

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const program of PROGRAMS) {
    mkdirSync(folderOf(program), { recursive: true });
    writeFileSync(fileOf(program), program.code);
  }
});

test('the guide has programs', () => {
  expect(PROGRAMS.length).toBeGreaterThan(0);
});

test('every program of the guide compiles', () => {
  // As in the project of a reader, with the declarations that are published.
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const program = ts.createProgram(PROGRAMS.map(fileOf), options);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.slice(FOLDER.length + 1)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });

  expect(problems).toEqual([]);
});

test.each(PROGRAMS)('$name runs, and writes what the page shows', (program) => {
  const { status, stderr } = spawnSync(process.execPath, [TSX, 'main.ts'], { cwd: folderOf(program), encoding: 'utf8' });

  expect({ status, errors: stderr.match(/^(?:error|warning)\[.*/gm) ?? [], text: status === 0 ? '' : stderr }).toEqual({
    status: 0,
    errors: [],
    text: '',
  });
  for (const { path, text } of program.files) {
    const file = join(folderOf(program), path);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : `${path} is not written`).toContain(text);
  }
});
