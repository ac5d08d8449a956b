import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const open = new Set<string>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Writes files into a directory that nobody else can read, and removes it whatever happens while it is used. */
export async function inPrivateDirectory<T>(files: ReadonlyMap<string, string>, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-')));
  remember(directory);
  try {
    for (const [path, text] of files) {
      const target = join(directory, path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, text, { mode: 0o600 });
    }
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
    forget(directory);
  }
}

function remember(directory: string): void {
  if (open.size === 0) {
    process.on('exit', removeAll);
    SIGNALS.forEach((signal) => process.on(signal, stop));
  }
  open.add(directory);
}

function forget(directory: string): void {
  open.delete(directory);
  if (open.size > 0) return;
  process.off('exit', removeAll);
  SIGNALS.forEach((signal) => process.off(signal, stop));
}

function removeAll(): void {
  for (const directory of open) rmSync(directory, { recursive: true, force: true });
  open.clear();
}

/** Removes everything, and then does what the signal would have done without us. */
function stop(signal: NodeJS.Signals): void {
  removeAll();
  SIGNALS.forEach((name) => process.off(name, stop));
  process.kill(process.pid, signal);
}
