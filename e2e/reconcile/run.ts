import { writeFigures } from '../harness/figures';
import { Workplace } from '../harness/workplace';
import { proveGitless } from './gitless';
import { proveLayered } from './layered';
import { provePlanted } from './planted';
import { proveRenamed } from './renamed';
import { startWorld } from './world';

/** Proof 5: the controllers of Flux reconcile what the library writes. */
async function main(): Promise<void> {
  const begun = Date.now();
  const world = await startWorld(new Workplace('reconcile'));
  const secondsToStart = secondsSince(begun);
  console.log(`\nReconciled: Flux on a cluster that was ready after ${secondsToStart} s`);

  const layered = await proveLayered(world);
  console.log(`  the layered example from Git: ${layered.objects} objects, ready after ${layered.secondsToReady} s`);
  console.log(`  a release leaves the program; gone, and nothing else: ${layered.pruned.join(', ')}`);
  const planted = await provePlanted(world);
  console.log(`  failed as ${planted.length} findings say: ${planted.join(', ')}`);
  console.log('  an Alert told a server about it');
  const renamed = await proveRenamed(world);
  console.log('  Kustomizations got other names; what they had applied ended as two versions of the repository say:');
  for (const [name, fate] of Object.entries(renamed)) console.log(`    ${name}: ${fate}`);
  // Its policy is about the sources of the whole cluster, so it is the last.
  const gitless = await proveGitless(world);
  console.log(`  the gitless example from a registry: ${gitless.objects} objects, ready after ${gitless.secondsToReady} s`);
  console.log(`  ${gitless.expanded} of them were expanded from ResourceSets by us: the Flux Operator cannot be built from its module`);
  writeFigures('reconcile', { seconds: secondsSince(begun), secondsToStart, layered, planted, renamed, gitless });
}

function secondsSince(started: number): number {
  return Math.round((Date.now() - started) / 1000);
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
