import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import { IRule } from '../../src/verification/rule';
import { verify } from '../../src/verification/verify';
import { contextsOf } from '../support/rule-fixture';

const RULES = join(__dirname, '../../src/rules');
const folders = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'rule.ts')
  .map((file) => join(RULES, dirname(file)))
  .sort();

/** `id:line` or `severity id:line` of every finding that the rule reports in one of its fixtures. */
function reported(rule: IRule, text: string): string[] {
  return contextsOf(text)
    .flatMap((context) => verify(context, [rule]))
    .map(({ severity, finding }) => `${severity} ${rule.meta.id}:${finding.place.line}`)
    .sort(byLine);
}

/**
 * The same of every `# expect: [severity] id` comment in one fixture. A line may expect several, separated by commas. `# expect+2: …` is
 * about the second line below, where that is one of a text and cannot have a comment.
 */
function expected(text: string, rule: IRule): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => {
      const [, below = 0, expectations = ''] = /# expect(?:\+(\d+))?: (.+)$/.exec(line) ?? [];
      return expectations
        .split(',')
        .filter((expectation) => expectation.trim() !== '')
        .map((expectation) => {
          const words = expectation.trim().split(/\s+/);
          const [severity, id] = words.length > 1 ? words : [rule.meta.severity, words[0]];
          return `${severity} ${id}:${index + 1 + Number(below)}`;
        });
    })
    .sort(byLine);
}

function byLine(a: string, b: string): number {
  return Number(a.split(':')[1]) - Number(b.split(':')[1]) || (a < b ? -1 : 1);
}

test('every rule folder is registered once, under its own name', () => {
  expect(ALL_RULES.map((rule) => rule.meta.id).sort()).toEqual(folders.map((folder) => basename(folder)).sort());
});

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (id, folder) => {
  const rule = ALL_RULES.find(({ meta }) => meta.id === id)!;
  const fixture = (file: string): string => readFileSync(join(folder, file), 'utf8');

  // One pair of fixtures, or several where the rule depends on what surrounds it: `bad-2.8.yaml` begins with `# flux: 2.8`.
  const fixtures = (prefix: string): string[] => readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith('.yaml'));

  // A rule about files on disk has folders as fixtures; they are rendered in test/cli.
  const isRendered = existsSync(join(folder, 'bad'));

  test.skipIf(isRendered)('has fixtures of both sorts', () => {
    expect(fixtures('bad')).not.toEqual([]);
    expect(fixtures('good')).not.toEqual([]);
  });

  test.skipIf(isRendered).each(fixtures('bad'))('reports %s on exactly the lines that are marked', (file) => {
    const bad = fixture(file);
    expect(expected(bad, rule)).not.toEqual([]);
    expect(reported(rule, bad)).toEqual(expected(bad, rule));
  });

  test.skipIf(isRendered).each(fixtures('good'))('reports nothing in %s', (file) => {
    expect(reported(rule, fixture(file))).toEqual([]);
  });

  test('explains itself in whole sentences', () => {
    const { summary, why, fix, references } = rule.meta;
    for (const text of [summary, why, fix]) expect(text).toMatch(/^[A-Za-z'`.{$].*\.$/s);
    expect(references).not.toEqual([]);
    for (const reference of references) expect(reference).toMatch(/^https:\/\//);
  });
});
