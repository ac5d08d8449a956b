import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { INTERRUPTED, SIGNALS } from './harness/signals';

/** Each is a program of its own: what it has started is gone before the next one starts. */
const PROOFS = ['oracle.ts', 'api.ts', 'reconcile/run.ts', 'reconcile/run-lockdown.ts', 'languages.ts'];

let running: ChildProcess | undefined;

/** `npm run e2e`: everything that is proven with Go, with an API server, with the controllers, and in Python. */
async function main(): Promise<number> {
  // Who ends this program means the proof that runs; what it has started, it ends itself.
  for (const signal of SIGNALS) process.on(signal, () => running?.kill(signal));
  for (const proof of PROOFS) {
    const code = await run(join(__dirname, proof));
    if (code !== 0) return code;
  }
  return 0;
}

function run(file: string): Promise<number> {
  return new Promise((resolve) => {
    running = spawn(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit' });
    running.on('exit', (code) => resolve(code ?? INTERRUPTED));
  });
}

void main().then((code) => process.exit(code));
