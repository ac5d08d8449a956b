/** Measures synthesis against raw cdk8s, its proof against it, and lint against kubeconform, and says whether the bounds hold: docs/performance.md. */
import { boundsOf, holds } from './bounds';
import { casesOf, SAME_FLEET } from './cases';
import { compilePrograms } from './compile';
import { HAS_MEMORY_DISK } from './folders';
import { lintText, measureLint } from './lint/measure';
import { measureInRounds } from './measure';
import { tableOf, verdictOf } from './report';
import { requireSameObjects } from './same-objects';
import { measureSecondSynth } from './second-synth';

const SECOND_SYNTH_CLUSTERS = 250;

const quick = process.argv.includes('--quick');
const programs = compilePrograms();

console.log(`${SAME_FLEET.join(', ')} define the same ${requireSameObjects(programs, SAME_FLEET)} objects.`);
if (!HAS_MEMORY_DISK) console.log('This machine has no disk in memory: raw cdk8s writes to a real one.');

const second = measureSecondSynth(programs, SECOND_SYNTH_CLUSTERS);
const cases = casesOf(quick);
const progress = (text: string) => void process.stderr.write(`${text}\n`);
const measurements = measureInRounds(programs, cases, progress);
const lint = measureLint(programs, quick ? 2 : 3, progress);
const bounds = boundsOf(measurements, second, lint);

console.log(`\nBest of all rounds:\n\n${tableOf(cases, measurements)}\n`);
console.log(`${lintText(lint)}\n`);
console.log(verdictOf(bounds));
process.exitCode = bounds.every(holds) ? 0 : 1;
