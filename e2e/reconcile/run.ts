import { writeFigures } from '../harness/figures';
import { Workplace } from '../harness/workplace';
import { CONTROLLERS, IMAGE_CONTROLLERS } from '../harness/flux';
import { proveGitless } from './gitless';
import { proveImages } from './images';
import { proveLayered } from './layered';
import { provePlanted } from './planted';
import { proveReceiver } from './receiver';
import { proveRenamed } from './renamed';
import { startWorld } from './world';

/** Proof 5: the controllers of Flux reconcile what the library writes. */
async function main(): Promise<void> {
  const begun = Date.now();
  const world = await startWorld(new Workplace('reconcile'), { controllers: [...CONTROLLERS, ...IMAGE_CONTROLLERS] });
  const secondsToStart = secondsSince(begun);
  console.log(`\nReconciled: Flux on a cluster that was ready after ${secondsToStart} s`);

  const layered = await proveLayered(world);
  console.log(`  the layered example from Git: ${layered.objects} objects, ready after ${layered.secondsToReady} s`);
  console.log(`  a release leaves the program; gone, and nothing else: ${layered.pruned.join(', ')}`);
  const planted = await provePlanted(world);
  console.log(`  failed as ${planted.length} findings say: ${planted.join(', ')}`);
  console.log('  an Alert of Notifications told a server about it');
  const renamed = await proveRenamed(world);
  console.log('  Kustomizations got other names; what they had applied ended as two versions of the repository say:');
  for (const [name, fate] of Object.entries(renamed)) console.log(`    ${name}: ${fate}`);
  const moved = await proveImages(world);
  console.log(`  an image was moved in Git: ${moved}`);
  const secondsToHook = await proveReceiver(world);
  console.log(`  a Receiver was called where its path was computed to be; the source was fetched after ${secondsToHook} s`);
  // Its policy is about the sources of the whole cluster, so it is the last.
  const gitless = await proveGitless(world);
  console.log(`  the gitless example from a registry: ${gitless.objects} objects, ready after ${gitless.secondsToReady} s`);
  console.log(`  ${gitless.expanded} of them were expanded from ResourceSets by us: the Flux Operator cannot be built from its module`);
  writeFigures('reconcile', {
    seconds: secondsSince(begun),
    secondsToStart,
    layered,
    planted,
    renamed,
    moved,
    receiver: { secondsToHook },
    gitless,
  });
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
