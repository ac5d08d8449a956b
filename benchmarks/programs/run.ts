/** Runs one program once, in a process of its own, and prints what it cost as JSON. */
import { performance } from 'node:perf_hooks';
import { Parts, Program } from './program';

/** What a run cost. */
export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What a process reports about itself. */
export interface Report {
  /** Building the constructs and making the text; without the start of Node.js and the loading of modules. */
  readonly work: Cost;
  /** The whole process. */
  readonly process: Cost;
  /** What the judgement took of the work; nothing where none is. */
  readonly judgingMs: number;
  /** The most memory that it held. */
  readonly peakMb: number;
}

const [name, clusters, target, folder] = process.argv.slice(2);

const { program } = require(`./${name}`) as { program: Program };
let parts: Parts | undefined;
const work = measure(() => {
  parts = (target === 'text' ? program.toText : program.toDisk)(Number(clusters), folder) ?? undefined;
});
const whole = { cpuMs: cpuMs(process.cpuUsage()), wallMs: performance.now() };
const report: Report = { work, process: whole, judgingMs: parts?.judgingMs ?? 0, peakMb: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(report));

function measure(act: () => void): Cost {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  act();
  return { cpuMs: cpuMs(process.cpuUsage(cpu)), wallMs: performance.now() - wall };
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
