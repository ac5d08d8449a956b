import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadFleet } from '../../cli/load-fleet';
import { ALL_RULES } from '../../src/rules/all-rules';
import { Severity } from '../../src/verification/severity';
import { verifyFleet } from '../../src/verification/verify';

const EXAMPLES = join(__dirname, '../../examples');

test.each(readdirSync(EXAMPLES).filter((name) => /^\d/.test(name)))(
  'the tree of %s has no error, no warning and no waiver',
  async (name) => {
    const { contexts } = await loadFleet({ directory: join(EXAMPLES, name) });
    const judged = verifyFleet(contexts, ALL_RULES);

    expect(
      judged.filter(({ severity, waiver }) => severity !== Severity.INFO || waiver !== undefined).map(({ finding }) => finding.message),
    ).toEqual([]);
    expect(contexts.length).toBeGreaterThan(0);
  },
);
