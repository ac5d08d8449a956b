import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../src/rules/all-rules';
import { IRule } from '../src/verification/rule';
import { Fixture, RuleFolder } from './rule-pages';

const RULES = join(__dirname, '../src/rules');

/** All rules with their examples, group by group. */
export function ruleFolders(): RuleFolder[] {
  const groups = readdirSync(RULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return groups
    .map(({ name }) => name)
    .sort()
    .flatMap((group) => ALL_RULES.flatMap((rule) => folderOf(group, rule) ?? []));
}

function folderOf(group: string, rule: IRule): RuleFolder | undefined {
  const folder = join(RULES, group, rule.meta.id);
  if (!existsSync(folder)) return undefined;
  const fixtures = (kind: string): Fixture[] =>
    readdirSync(folder)
      .filter((name) => name.startsWith(kind) && name.endsWith('.yaml'))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  return { group, rule, bad: fixtures('bad'), good: fixtures('good') };
}
