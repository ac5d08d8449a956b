import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allCrds } from '../src/schemas/crds';
import { measureReach } from './reach/measure';
import { coveragePage } from './reach/page';

const ROOT = join(__dirname, '..');
const PAGE = 'docs/coverage.md';

const kinds = allCrds().map(({ spec }) => ({ group: spec.group, kind: spec.names.kind }));
const page = coveragePage(measureReach(ROOT, kinds));
const path = join(ROOT, PAGE);

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page);
  console.log(`coverage: wrote ${PAGE}`);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
  console.error(`coverage --check: ${PAGE} is not what the constructs reach now.\n  fix: npx tsx scripts/coverage.ts`);
  process.exitCode = 1;
} else {
  console.log(`coverage --check: ${PAGE} is up to date`);
}
