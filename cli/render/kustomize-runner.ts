import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** What a build printed, or why it failed. */
export type BuildResult = { readonly output: string } | { readonly error: string };

/** A program that builds kustomizations. */
export interface KustomizeRunner {
  /** Name and version, e.g. `kustomize v5.7.1`. */
  readonly name: string;
  /** Builds a directory that holds everything that the build needs. Never throws. */
  build(directory: string): Promise<BuildResult>;
}

/** A build that takes longer is one that hangs. */
const TIMEOUT_MS = 60_000;

const MAX_OUTPUT = 256 * 1024 * 1024;

/** `flux build kustomization` is none of them: it needs a cluster, or gives up on what it would look up there. */
const PROGRAMS = [
  { program: 'kustomize', title: 'kustomize', version: ['version'], build: ['build'] },
  { program: 'kubectl', title: 'kubectl kustomize', version: ['version', '--client'], build: ['kustomize'] },
];

/** The program of this machine that builds kustomizations; `undefined` when there is none. */
export async function findKustomize(path = process.env.PATH ?? '', timeout = TIMEOUT_MS): Promise<KustomizeRunner | undefined> {
  for (const { program, title, version, build } of PROGRAMS) {
    const executable = findExecutable(program, path);
    if (executable === undefined) continue;
    const result = await run(executable, version, tmpdir(), 10_000);
    if ('error' in result) continue;
    const number = /(?:Kustomize Version: |kustomize\/)?(v\d+\.\d+\.\d+)/.exec(afterClient(result.output))?.[1];
    return {
      name: number === undefined ? title : `${title} ${number}`,
      build: (directory) => run(executable, [...build, '--load-restrictor=LoadRestrictionsNone', directory], directory, timeout),
    };
  }
  return undefined;
}

/** `kubectl version` prints its own version first. */
function afterClient(output: string): string {
  const at = output.indexOf('Kustomize Version');
  return at < 0 ? output : output.slice(at);
}

/** Only in absolute directories: a program that lies in the repository is none of ours. */
function findExecutable(name: string, path: string): string | undefined {
  const suffixes = process.platform === 'win32' ? ['.exe'] : [''];
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .flatMap((directory) => suffixes.map((suffix) => join(directory, name + suffix)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Runs without the credentials of this process, without programs to call (git, helm), and without a network to reach. */
function run(executable: string, args: readonly string[], directory: string, timeout: number): Promise<BuildResult> {
  const nowhere = 'http://127.0.0.1:1';
  const env = {
    PATH: '',
    HOME: directory,
    TMPDIR: tmpdir(),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    NO_PROXY: '',
  };
  const options = { cwd: directory, env, timeout, maxBuffer: MAX_OUTPUT, killSignal: 'SIGKILL' as const, windowsHide: true };
  return new Promise((resolve) => {
    execFile(executable, [...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ output: stdout });
      else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') resolve({ error: 'it prints more than can be read' });
      else if (error.killed) resolve({ error: `it took longer than ${timeout / 1000} s` });
      else resolve({ error: stderr || 'it failed without a message' });
    });
  });
}
