import { spawnSync } from 'node:child_process';

/** Ways to build a directory, the first that is on PATH. */
const COMMANDS = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
];

/** Builds a directory to YAML; `undefined` where no tool for it is on PATH. */
export function buildTool(): ((directory: string) => string) | undefined {
  const found = COMMANDS.find(([program]) => spawnSync(program, ['version', '--client'], { encoding: 'utf8' }).error === undefined);
  if (!found) return undefined;

  const [program, command] = found;
  return (directory) => {
    const { status, stdout, stderr } = spawnSync(program, [command, directory], { encoding: 'utf8', maxBuffer: 1e8 });
    if (status !== 0) throw new Error(`${program} ${command} ${directory}\n${stderr}`);
    return stdout;
  };
}
