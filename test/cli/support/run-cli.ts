import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandIo } from '../../../cli/command';
import { ExitCode } from '../../../cli/exit-code';
import { runProgram } from '../../../cli/program';

/** What a run printed, and its exit code. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process. */
export async function runCli(args: readonly string[], cwd = '.', more: Partial<CommandIo> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const io: CommandIo = {
    cwd,
    program: 'cdk8s-fluxcd',
    isTerminal: false,
    isErrorTerminal: false,
    env: {},
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ...more,
  };
  const code = await runProgram(args, io, '1.2.3');
  return { code, out, err };
}

/** A directory with files, which is gone after the test. */
export class Directory {
  public readonly path = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-test-'));

  constructor(files: Readonly<Record<string, string>>) {
    Object.entries(files).forEach(([path, text]) => this.write(path, text));
    onTestFinished(() => rmSync(this.path, { recursive: true, force: true }));
  }

  public write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  public read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  public run(...args: string[]): Promise<Ran> {
    return runCli(args, this.path);
  }
}

/** The entry of a cluster whose sync is bootstrapped, without objects. */
export function clusterFiles(name: string, objects: Readonly<Record<string, string>> = {}): Record<string, string> {
  const directory = `clusters/${name}`;
  return {
    [`${directory}/flux-system/gotk-sync.yaml`]: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m
  ref:
    branch: main
  url: https://git.example.com/acme/fleet
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m
  retryInterval: 1m
  timeout: 5m
  path: ./${directory}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
    ...Object.fromEntries(Object.entries(objects).map(([path, text]) => [`${directory}/${path}`, text])),
  };
}

/** A Kustomization with a finding that can be corrected: \`wait\` makes its health checks useless. */
export const APPS = `# what people use
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 1h
  retryInterval: 1m
  timeout: 5m
  path: ./apps
  prune: true
  wait: true # for all of them
  healthChecks:
    - apiVersion: apps/v1
      kind: Deployment
      name: shop
      namespace: shop
  sourceRef:
    kind: GitRepository
    name: flux-system
`;
