import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, differencesByHash, readGenerated, writeGenerated } from './checkout';
import { downloadCrds } from './download-crds';
import { generate } from './generate';
import { readPins } from './pins';
import { readCrds } from './read-crds';

const ROOT = join(__dirname, '../..');
/** Where a copy of the CRDs may lie beside the checkout; `--check` uses it so that it needs no network. */
const BESIDE = join(ROOT, '../shared/crds');

const USAGE = `npm run import -- [--crds <folder>] [--check]
  --crds <folder>  read the CRDs from a folder (JSON files and index.json) instead of downloading the pinned releases
  --check          write nothing; exit 1 when the committed files are not what the import gives`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { crds: { type: 'string' }, check: { type: 'boolean' } } });
  return values.check ? check(values.crds) : importCrds(values.crds);
}

async function importCrds(folder?: string): Promise<number> {
  const pins = readPins(ROOT);
  const crds = folder ? readCrds(resolve(folder), pins) : await downloadCrds(pins);
  const files = generate(pins, crds);
  writeGenerated(ROOT, files);
  console.log(`import: wrote ${files.size} files of ${crds.length} kinds to imports/ and src/schemas/generated/`);
  return 0;
}

function check(given?: string): number {
  const folder = given ? resolve(given) : existsSync(BESIDE) ? BESIDE : undefined;
  const pins = readPins(ROOT);
  const different = folder ? differences(readGenerated(ROOT), generate(pins, readCrds(folder, pins))) : differencesByHash(ROOT, pins);
  const how = folder
    ? `compared with a new import from ${relative(process.cwd(), folder)}`
    : 'the CRDs are not here, so only the hashes of the committed files were compared (--crds <folder> compares everything)';

  if (!different.length) {
    console.log(`import --check: up to date; ${how}`);
    return 0;
  }
  const fix = folder ? `npm run import -- --crds ${relative(process.cwd(), folder)}` : 'npm run import';
  console.error([`import --check: ${how}; these differ:`, ...different.map((path) => `  ${path}`), `  fix: ${fix}`].join('\n'));
  return 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    const usage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') ? `\n${USAGE}` : '';
    console.error(`import: ${error.message}${usage}`);
    process.exitCode = 2;
  },
);
