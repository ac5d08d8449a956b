import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');
const docs = [
  'README.md',
  'AGENTS.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
];
const pages = docs.filter((file) => file.endsWith('.md'));

test.each(pages)('%s links to nothing that is missing', (page) => {
  const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link);
  const missing = links.filter((link) => !/^\w+:/.test(link) && !existsSync(join(ROOT, dirname(page), link)));

  expect(missing).toEqual([]);
});

test.each(pages)('%s names no file of ours that is missing', (page) => {
  // Output of the linter names files of others: `clusters/test/apps.yaml`.
  const ours = /(?<![\w./-])(?:src|cli|imports|scripts|test|examples|benchmarks)\/[\w./-]*\w/g;
  const paths = [...readFileSync(join(ROOT, page), 'utf8').matchAll(ours)].map(([path]) => path);
  const missing = paths.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, `${path}.ts`)));

  expect(missing).toEqual([]);
});

test('the lock file names no host that packages came from', () => {
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
});
