import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import { RuleContext } from '../../src/verification/rule-context';
import { RuleSelection } from '../../src/verification/rule-selection';
import { contextsOf } from '../support/rule-fixture';

const RULES = join(__dirname, '../../src/rules');
const fixtures = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(bad|good).*\.yaml$/.test(basename(file)))
  .sort();

/** The same clusters as a program defines them: of objects alone. */
function withoutFiles(contexts: readonly RuleContext[]): RuleContext[] {
  const bare = contexts.map((context) => new RuleContext({ ...context, files: [], repositoryFiles: undefined }));
  RuleContext._join(bare);
  return bare;
}

/** The rules that find something in a cluster about which they are not asked. */
function overlooked(contexts: readonly RuleContext[]): string[] {
  const selection = new RuleSelection(ALL_RULES);
  return contexts.flatMap((context) => {
    const asked = new Set(selection.for(context));
    const unasked = ALL_RULES.filter((rule) => !asked.has(rule) && rule.meta.fluxVersions === undefined);
    return unasked.filter((rule) => rule.check(context).length > 0).map(({ meta }) => meta.id);
  });
}

test.each(fixtures)('no rule that is not asked about %s would find something', (file) => {
  const contexts = contextsOf(readFileSync(join(RULES, file), 'utf8'));
  expect([overlooked(contexts), overlooked(withoutFiles(contexts))]).toEqual([[], []]);
});
