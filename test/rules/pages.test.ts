import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFolders } from '../../scripts/rule-folders';
import { rulePage } from '../../scripts/rule-pages';

const PAGES = join(__dirname, '../../docs/rules');

// The pages show every word that the rules say about their examples. `npx tsx scripts/rule-docs.ts` writes them anew.
test.each(ruleFolders().map((folder) => [folder.rule.meta.id, folder] as const))('%s says what its page shows', (id, folder) => {
  expect(rulePage(folder)).toBe(readFileSync(join(PAGES, `${id}.md`), 'utf8'));
});
