import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from './folders';
import { runProgram } from './measure';

/** What a second synth of an unchanged program did to the tree. */
export interface SecondSynth {
  readonly entries: number;
  /** Files and directories that were made, replaced, written to, touched or removed. */
  readonly changed: number;
}

/** Writes a fleet twice, in two processes, and compares what the file system knows of each file and directory. */
export function measureSecondSynth(programs: string, clusters: number): SecondSynth {
  return withFolder('real', (folder) => {
    const synth = () => runProgram(programs, { program: 'flux-app', clusters, target: 'disk' }, folder);
    synth();
    const before = stateOf(folder);
    synth();
    const after = stateOf(folder);

    const paths = new Set([...before.keys(), ...after.keys()]);
    return { entries: paths.size, changed: [...paths].filter((path) => before.get(path) !== after.get(path)).length };
  });
}

/** A file that is replaced has another inode; one that is written to, another time. A directory has another time after either. */
function stateOf(folder: string): Map<string, string> {
  const paths = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
  return new Map(
    paths.map((path) => {
      const { ino, mtimeNs, ctimeNs } = statSync(join(folder, path), { bigint: true });
      return [path, [ino, mtimeNs, ctimeNs].join()];
    }),
  );
}
