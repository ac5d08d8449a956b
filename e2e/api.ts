import { Accepted } from './api/accepted';
import { Judge } from './api/judge';
import { proveAlike } from './api/mutants';
import { proveRefused } from './api/refused';
import { unusedExcuses } from './api/refused-on-purpose';
import { readRunOptions } from './cases/random';
import { ApiServer } from './harness/api-server';
import { installCrds } from './harness/crds';
import { writeFigures } from './harness/figures';
import { Workplace } from './harness/workplace';

/** `npm run e2e:api [-- --seed n --cases n]`: a real API server judges what this library writes, and what it refuses. */
async function main(): Promise<boolean> {
  const { seed, cases } = readRunOptions(process.argv.slice(2), 4000);
  const place = new Workplace('api');
  const server = await ApiServer.start(place);
  const started = Date.now();
  const crds = await installCrds(server);
  console.log(`Kubernetes API server with ${crds} CRDs; seed ${seed}`);
  const judge = new Judge(server);
  const proof = await Accepted.prove(judge);

  const byRule = await proveRefused(judge);
  console.log('\nRefused: what the rules about schemas report in their own fixtures');
  for (const [rule, count] of Object.entries(byRule.refused)) console.log(`  ${count} objects: ${rule}`);
  for (const origin of byRule.accepted) console.log(`  ACCEPTED ${origin}`);

  const { agreed, mutated, differences } = await proveAlike(judge, seed, cases);
  console.log('\nRefused alike: objects with one defect each, our verdict and that of the server');
  console.log(`  ${agreed.accepted} accepted and ${agreed.refused} refused by both, ${mutated} of them spoiled`);
  for (const difference of differences.slice(0, 40)) console.log(difference.replace(/^/gm, '  '));
  if (differences.length > 0) console.log(`  ${differences.length} DIFFERENCES, seed ${seed}`);

  await proof.proveForOperator(server);
  const { accepted, notJudged, refused } = proof;
  console.log('\nAccepted: server-side dry-run apply with strict field validation');
  for (const [group, count] of Object.entries(accepted)) console.log(`  ${count} objects: ${group}`);
  console.log(`  of them ${proof.completed} fixtures of built-in kinds that were completed`);
  for (const [reason, list] of Object.entries(notJudged)) console.log(`  not judged, ${list.length}: ${reason}`);
  for (const text of refused) console.log(`  REFUSED ${text}`);
  const unused = unusedExcuses();
  for (const place of unused) console.log(`  EXCUSED FOR NOTHING ${place}`);

  writeFigures('api-not-judged', notJudged);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`\n${seconds} s after the server was ready`);
  writeFigures('api', { seed, seconds, crds, accepted, notJudged: counted(notJudged), refused: byRule.refused, agreed, mutated });
  return refused.length + unused.length + byRule.accepted.length + differences.length === 0;
}

function counted(lists: Record<string, string[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).map(([reason, list]) => [reason, list.length]));
}

main().then(
  (isProven) => process.exit(isProven ? 0 : 1),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
