/** Writes a page for each rule, with what the judgement really says about its examples: docs/rules/. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFolders } from './rule-folders';
import { overview, rulePage } from './rule-pages';

const PAGES = join(__dirname, '../docs/rules');

const folders = ruleFolders();
const pages = new Map([
  ['README.md', overview(folders)],
  ...folders.map((folder) => [`${folder.rule.meta.id}.md`, rulePage(folder)] as const),
]);

if (process.argv.includes('--check')) check();
else write();

function write(): void {
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(PAGES, name), text);
  console.log(`rule-docs: wrote ${pages.size} pages to docs/rules`);
}

function check(): void {
  const known = existsSync(PAGES) ? readdirSync(PAGES) : [];
  const wrong = [...pages].filter(([name, text]) => !known.includes(name) || readFileSync(join(PAGES, name), 'utf8') !== text);
  const left = known.filter((name) => !pages.has(name));
  if (wrong.length === 0 && left.length === 0) return console.log(`rule-docs --check: ${pages.size} pages are up to date`);
  console.error(`rule-docs --check: ${[...wrong.map(([name]) => name), ...left].join(', ')} differ.\n  fix: npx tsx scripts/rule-docs.ts`);
  process.exitCode = 1;
}
