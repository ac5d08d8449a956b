import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { withFolder } from './folders';
import { Report } from './programs/run';

/** The programs, by their file. */
export type ProgramName = 'flux-app' | 'raw-cdk8s' | 'literals' | 'layered' | 'overlays' | 'gitless';

/** One program on a fleet of one size. */
export interface Case {
  readonly program: ProgramName;
  readonly clusters: number;
  /** Text in memory, or files on a disk, where the whole process counts. */
  readonly target: 'text' | 'disk';
  readonly rounds: number;
}

/** The best of all rounds of a case. On a shared machine, whatever is slower was slowed down by others. */
export interface Measurement {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
  /** What the judgement took of the CPU time, and all the rest. */
  readonly judgingMs: number;
  readonly synthesisMs: number;
}

/** All measurements of a run. */
export class Measurements {
  private readonly best = new Map<string, Measurement>();

  /** The best round of a case. */
  public of(program: ProgramName, clusters: number, target: Case['target'] = 'text'): Measurement {
    return this.best.get(keyOf({ program, clusters, target }))!;
  }

  /** Whether a case was measured. */
  public has(program: ProgramName, clusters: number, target: Case['target'] = 'text'): boolean {
    return this.best.has(keyOf({ program, clusters, target }));
  }

  /** The most memory that a program took at any size. */
  public mostMb(program: ProgramName): number {
    return Math.max(...[...this.best].filter(([key]) => key.startsWith(`${program} `)).map(([, { peakMb }]) => peakMb));
  }

  /** Takes in one more round. */
  public add(at: Case, round: Measurement): void {
    const best = this.best.get(keyOf(at)) ?? round;
    const figures = Object.entries(best).map(([figure, value]) => [figure, Math.min(value, round[figure as keyof Measurement])]);
    this.best.set(keyOf(at), Object.fromEntries(figures) as Measurement);
  }
}

/** Measures all cases in turn, round by round, so that a slow minute of the machine meets all of them. */
export function measureInRounds(programs: string, cases: readonly Case[], progress: (text: string) => void): Measurements {
  const measurements = new Measurements();
  const rounds = Math.max(...cases.map((at) => at.rounds));
  for (let round = 1; round <= rounds; round++) {
    for (const at of cases.filter((candidate) => candidate.rounds >= round)) {
      progress(`round ${round} of ${rounds}: ${at.program}, ${at.clusters} clusters`);
      measurements.add(at, measureOnce(programs, at));
    }
  }
  return measurements;
}

/** Runs a program in a process of its own; `folder` takes its files. */
export function runProgram(programs: string, at: Omit<Case, 'rounds'>, folder: string): Report {
  const command = [join(programs, 'run.js'), at.program, String(at.clusters), at.target, folder];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' })) as Report;
}

function measureOnce(programs: string, at: Case): Measurement {
  return withFolder(at.target === 'text' ? 'memory' : 'real', (folder) => {
    const report = runProgram(programs, at, folder);
    const cost = at.target === 'text' ? report.work : report.process;
    const { judgingMs, peakMb } = report;
    return { ...cost, peakMb, judgingMs, synthesisMs: cost.cpuMs - judgingMs };
  });
}

function keyOf({ program, clusters, target }: Omit<Case, 'rounds'>): string {
  return `${program} ${clusters} ${target}`;
}
