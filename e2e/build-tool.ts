import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { INTERRUPTED, SIGNALS } from './harness/signals';

/** Where programs go that were built; Git ignores it. */
export const BIN = join(__dirname, '.bin');

/**
 * A program that runs for a minute needs no debugger, and is compiled in a third less time when no function is inlined. How it is
 * compiled is not what it does, so the key of what was built leaves this out.
 */
const FLAGS = ['-trimpath', '-ldflags=-s -w', '-gcflags=all=-dwarf=false -l'];

/**
 * Builds a Go program, unless what it was built from has not changed, and says what it does and how long it took.
 *
 * @param moduleFolder folder with the go.mod, from `e2e/` on
 * @param goPackage what to build: `.`, `./cmd/x`, or the import path of a tool of the module
 * @param binaryName name of the program in `e2e/.bin/`
 * @returns the path of the program
 */
export async function buildGo(moduleFolder: string, goPackage: string, binaryName: string): Promise<string> {
  const go = goVersion();
  const folder = resolve(__dirname, moduleFolder);
  const binary = join(BIN, binaryName);
  const keyFile = `${binary}.key`;
  const key = buildKey(folder, goPackage, go);
  if (existsSync(binary) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return binary;

  mkdirSync(BIN, { recursive: true });
  say(`building ${binaryName} (${goPackage} in ${relative(process.cwd(), folder)}); the first time this takes minutes`);
  const started = Date.now();
  // Two runs may build at once: each writes a file of its own, and the last one wins.
  const unfinished = `${binary}.${process.pid}`;
  const isBuilt = await build(folder, goPackage, unfinished);
  if (!isBuilt) throw new Error(`${binaryName} does not build: \`go build ${goPackage}\` in ${folder} failed, see above`);
  renameSync(unfinished, binary);
  writeFileSync(keyFile, key);
  say(`built ${binaryName} in ${Math.round((Date.now() - started) / 1000)} s`);
  return binary;
}

/** Runs the compiler in a group of its own, which is ended with everything that it has started when this process is. */
async function build(folder: string, goPackage: string, to: string): Promise<boolean> {
  const temporary = mkdtempSync(join(tmpdir(), 'e2e-build-'));
  const compiler = spawn('go', ['build', ...FLAGS, '-o', to, goPackage], {
    cwd: folder,
    env: { ...buildEnvironment(), GOTMPDIR: temporary },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const clear = (): void => rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
  const end = (): void => {
    process.kill(-compiler.pid!, 'SIGKILL');
    rmSync(to, { force: true });
    clear();
  };
  const interrupt = (): void => process.exit(INTERRUPTED);
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const code = await new Promise((resolve) => compiler.on('close', resolve));
  process.off('exit', end);
  clear();
  for (const signal of SIGNALS) process.off(signal, interrupt);
  return code === 0;
}

/** Ends the program with code 2 where Go is missing: nothing can be proven without it. */
function goVersion(): string {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  say('Go was not found on the PATH. These proofs build Kubernetes and Flux from source: install Go 1.26 or newer.');
  process.exit(2);
}

/** Versions and sources decide what a program does; documentation and tests beside them do not. */
function buildKey(folder: string, goPackage: string, go: string): string {
  const hash = createHash('sha256').update(`${go}\n${goPackage}\n`);
  for (const file of sourceFiles(folder))
    hash
      .update(`${relative(folder, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  return hash.digest('hex');
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /^go\.(mod|sum)$|\.go$/.test(entry.name) && !entry.name.endsWith('_test.go'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Modules come from the proxy that is configured, never from where they are hosted; no C compiler is needed. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const { stdout } = spawnSync('go', ['env', 'GOPROXY'], { encoding: 'utf8' });
  const proxies = stdout.trim().replace(/[,|]direct$/, '');
  return { ...process.env, ...(proxies && { GOPROXY: proxies }), CGO_ENABLED: '0', GOWORK: 'off' };
}

/** Progress goes where a human reads it: standard output belongs to figures. */
function say(text: string): void {
  process.stderr.write(`e2e: ${text}\n`);
}
