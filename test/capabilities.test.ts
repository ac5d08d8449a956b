import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../cli/commands';
import { capabilitiesPage } from '../scripts/capabilities/page';
import { THEMES } from '../scripts/capabilities/themes';
import { anchorOf, headingsOf } from '../scripts/headings';
import * as library from '../src';
import { ALL_RULES } from '../src/rules/all-rules';

const ROOT = join(__dirname, '..');
const RULES = new Set(ALL_RULES.map(({ meta }) => meta.id));

/** Whether a program can use `Name` or `Name.member`. */
function isInLibrary(name: string): boolean {
  const [owner, member] = name.split('.');
  const value: any = (library as Record<string, unknown>)[owner];
  return value !== undefined && (member === undefined || member in value || member in (value.prototype ?? {}));
}

function isCommand(command: string): boolean {
  const [name, ...words] = command.split(' ');
  const reference = readFileSync(join(ROOT, 'docs/cli.md'), 'utf8');
  return name in COMMANDS && words.every((word) => reference.includes(word.startsWith('--') ? word : `${name} ${word}`));
}

function isSection(page: string): boolean {
  const [file, anchor] = page.split('#');
  const path = join(ROOT, 'docs', file);
  return existsSync(path) && (anchor === undefined || headingsOf(readFileSync(path, 'utf8')).map(anchorOf).includes(anchor));
}

const isFile = (folder: string) => (name: string) => existsSync(join(ROOT, folder, name));

describe.each(THEMES.map((theme) => [theme.title, theme] as const))('%s', (_, theme) => {
  test('names only what exists', () => {
    const missing = {
      api: theme.api.filter((name) => !isInLibrary(name)),
      commands: theme.commands?.filter((command) => !isCommand(command)) ?? [],
      rules: theme.rules?.filter((rule) => !RULES.has(rule)) ?? [],
      pages: theme.pages?.filter((page) => !isSection(page)) ?? [],
      examples: theme.examples?.filter((example) => !isFile('examples')(example)) ?? [],
      tests: theme.tests.filter((test) => !isFile('test')(test)),
    };
    expect(missing).toEqual({ api: [], commands: [], rules: [], pages: [], examples: [], tests: [] });
  });

  test('fits on a screen, in whole sentences', () => {
    expect(theme.can.length).toBeLessThan(8);
    for (const sentence of theme.can) expect(sentence).toMatch(/^[A-Z`].*\.$/);
  });
});

test('every example and every page of the guide has a place in a theme', () => {
  const examples = readdirSync(join(ROOT, 'examples')).filter((name) => !THEMES.some((theme) => theme.examples?.includes(name)));
  const pages = readdirSync(join(ROOT, 'docs/guide')).filter(
    (name) => !THEMES.some((theme) => theme.pages?.some((page) => page.startsWith(`guide/${name}`))),
  );
  expect({ examples, pages }).toEqual({ examples: [], pages: [] });
});

test('links are those of GitHub, and the page is written from the themes', () => {
  expect(anchorOf('What differs between clusters, in the files')).toBe('what-differs-between-clusters-in-the-files');
  expect(headingsOf('# A\n```console\n# no heading\n```\n## `B`\n')).toEqual(['A', '`B`']);
  const page = capabilitiesPage(ROOT);
  for (const { title } of THEMES) expect(page).toContain(`\n## ${title}\n`);
});
