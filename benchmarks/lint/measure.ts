import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { withFolder } from '../folders';
import { argumentsFor, findKubeconform, writeSchemas } from './kubeconform';
import type { Usage } from '../programs/usage';
import { writeRepository } from './repository';

const CLI = resolve(__dirname, '..', '..', 'lib', 'cli', 'cdk8s-fluxcd.js');
const FILES = 2_000;

/** What the judgement of a repository of YAML costs, as a whole process. */
export interface LintMeasurement {
  readonly objects: number;
  readonly cpuMs: number;
  /** The same for twice the files. */
  readonly doubledMs: number;
  /** The most memory that either took. */
  readonly peakMb: number;
  /** kubeconform on the same files; nothing where there is none. */
  readonly kubeconformMs?: number;
}

/** The best of some rounds, in which all take turns. */
export function measureLint(programs: string, rounds: number, progress: (text: string) => void): LintMeasurement {
  const kubeconform = findKubeconform();
  return withFolder('memory', (folder) => {
    const [schemas, once, twice] = ['schemas', 'once', 'twice'].map((name) => join(folder, name));
    const objects = writeRepository(once, FILES);
    writeRepository(twice, FILES * 2);
    writeSchemas(schemas);
    const best = { cpuMs: Infinity, doubledMs: Infinity, kubeconformMs: Infinity, peakMb: 0 };
    for (let round = 1; round <= rounds; round++) {
      progress(`round ${round} of ${rounds}: lint, ${objects} objects`);
      const [single, double] = [lint(programs, once), lint(programs, twice)];
      best.cpuMs = Math.min(best.cpuMs, single.cpuMs);
      best.doubledMs = Math.min(best.doubledMs, double.cpuMs);
      best.peakMb = Math.max(best.peakMb, single.peakMb, double.peakMb);
      if (kubeconform) best.kubeconformMs = Math.min(best.kubeconformMs, cpuOf(kubeconform, argumentsFor(schemas, once)));
    }
    return { objects, ...best, kubeconformMs: kubeconform === undefined ? undefined : best.kubeconformMs };
  });
}

/** The figures as one line. */
export function lintText({ objects, cpuMs, doubledMs, kubeconformMs, peakMb }: LintMeasurement): string {
  const other =
    kubeconformMs === undefined ? 'neither kubeconform nor Go is there to compare with' : `kubeconform ${kubeconformMs.toFixed(0)}`;
  const figures = `lint ${cpuMs.toFixed(0)}, of twice as many ${doubledMs.toFixed(0)}, peak ${peakMb.toFixed(0)} MB; ${other}`;
  return `${objects} objects in ${FILES} files, CPU ms of whole processes: ${figures}`;
}

function lint(programs: string, repository: string): Usage {
  const command = ['--require', join(programs, 'usage.js'), CLI, 'lint', repository];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`lint ended with ${status}: ${stderr}`);
  return JSON.parse(stderr.trim().split('\n').pop()!) as Usage;
}

/** CPU time of a program that is not Node.js, as the shell that waits for it counts: its second line is about what it started. */
function cpuOf(command: string, args: readonly string[]): number {
  const times = execFileSync('sh', ['-c', '"$@" >&2 && times', 'sh', command, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [, ofChildren] = times.trim().split('\n');
  return ofChildren.split(' ').reduce((sum, time) => sum + millisecondsOf(time), 0);
}

/** `0m1.25s`. */
function millisecondsOf(time: string): number {
  const [minutes, seconds] = time.replace('s', '').split('m').map(Number);
  return (minutes * 60 + seconds) * 1000;
}
