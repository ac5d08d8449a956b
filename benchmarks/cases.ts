import { Case, ProgramName } from './measure';

/** Sizes at which the programs are compared. */
export const COMPARED = [250, 1_000, 4_000];

/** Sizes of which each is twice the one before. */
export const DOUBLED: { [program in 'flux-app' | 'layered' | 'overlays' | 'gitless']: number[] } = {
  'flux-app': [2_500, 5_000, 10_000],
  layered: [1_000, 2_000],
  overlays: [1_000, 2_000],
  // Tenants, in ten clusters.
  gitless: [200, 400],
};

/** The size at which whole processes write to a real disk. */
export const WHOLE = 1_000;

/** The programs that define the same fleet. */
export const SAME_FLEET: readonly ProgramName[] = ['flux-app', 'raw-cdk8s', 'literals'];

/** From here on, raw cdk8s takes half a minute a round. */
const SLOW = 4_000;

/** All cases; `quick` leaves out what takes long and is in no doubt. */
export function casesOf(quick: boolean): Case[] {
  return [
    ...COMPARED.flatMap((clusters) => SAME_FLEET.map((program) => compared(program, clusters))).filter((at) => !quick || !isSlow(at)),
    ...Object.entries(DOUBLED).flatMap(([program, sizes]) => sizes.map((clusters) => text(program as ProgramName, clusters, 3))),
    ...(quick ? [] : SAME_FLEET.map((program): Case => ({ program, clusters: WHOLE, target: 'disk', rounds: 3 }))),
  ];
}

function compared(program: ProgramName, clusters: number): Case {
  const at = text(program, clusters, clusters < SLOW ? 5 : 3);
  return isSlow(at) ? { ...at, rounds: 2 } : at;
}

function text(program: ProgramName, clusters: number, rounds: number): Case {
  return { program, clusters, target: 'text', rounds };
}

function isSlow({ program, clusters }: Case): boolean {
  return program === 'raw-cdk8s' && clusters >= SLOW;
}
