import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from '../build-tool';
import { INTERRUPTED, SIGNALS } from './signals';

/** The code of an end that no log has anything to say about. */
const NO_GO = 2;

/** A temporary directory and the processes that work in it. Nothing of either outlives this process. */
export class Workplace {
  /** The temporary directory. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  private readonly processes: ChildProcess[] = [];

  /** @param name where logs are kept when the run fails: `e2e/.bin/logs/<name>` */
  constructor(private readonly name: string) {
    mkdirSync(this.path('logs'));
    // The event fires however this process ends, short of being killed; what it calls must not wait.
    process.on('exit', (code) => this.end(code));
    for (const signal of SIGNALS) process.on(signal, () => process.exit(INTERRUPTED));
  }

  /** A path in the temporary directory. */
  public path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** A new folder in the temporary directory. */
  public makeFolder(...parts: string[]): string {
    const folder = this.path(...parts);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Starts a program that runs until the end; what it prints is its log. */
  public start(name: string, command: string, args: string[], env: Record<string, string> = {}): RunningProgram {
    const log = this.path('logs', `${name}.log`);
    const output = openSync(log, 'a');
    const child = spawn(command, args, { cwd: this.folder, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
    this.processes.push(child);
    return new RunningProgram(name, child, log);
  }

  /** Everything has been said by then: a process that is killed leaves nothing behind that anybody needs. */
  private end(code: number): void {
    for (const child of this.processes) child.kill('SIGKILL');
    if (![0, NO_GO, INTERRUPTED].includes(code)) {
      const kept = join(BIN, 'logs', this.name);
      rmSync(kept, { recursive: true, force: true });
      cpSync(this.path('logs'), kept, { recursive: true });
      process.stderr.write(`e2e: the logs are in ${kept}\n`);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** A program that was started. */
export class RunningProgram {
  /** Why it does not run any more, if it does not. */
  private ended?: string;

  constructor(
    public readonly name: string,
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {
    child.on('error', (error) => (this.ended = error.message));
    child.on('exit', (code, signal) => (this.ended ??= `ended with ${signal ?? `code ${code}`}`));
  }

  /** Fails when the program has ended, with the end of its log. */
  public assertRuns(): void {
    if (this.ended === undefined) return;
    const lines = readFileSync(this.log, 'utf8').trimEnd().split('\n');
    throw new Error(`${this.name} ${this.ended}:\n${lines.slice(-15).join('\n')}`);
  }

  /** Ends the program now. */
  public async stop(): Promise<void> {
    if (this.ended !== undefined) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}
