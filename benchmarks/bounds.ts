import { COMPARED, DOUBLED } from './cases';
import { Measurements, ProgramName } from './measure';
import { SecondSynth } from './second-synth';

/** What must hold on every machine: ratios within one run, never seconds. */
export interface Bound {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
}

/** Most of the CPU time of raw cdk8s that we may take, by number of clusters. */
const LIMITS: { [clusters: number]: number } = { 1000: 0.3, 4000: 0.1 };

/** Linear growth is 2.0; the rest is memory and noise. Quadratic growth would be 4. */
const DOUBLING_LIMIT = 2.3;

/** All bounds of which both sides were measured. */
export function boundsOf(measurements: Measurements, second: SecondSynth): Bound[] {
  return [
    ...COMPARED.filter((clusters) => clusters in LIMITS && measurements.has('raw-cdk8s', clusters)).map((clusters) => ({
      name: `FluxApp to raw cdk8s, ${clusters} clusters`,
      measured: ratioToRaw(measurements, 'flux-app', clusters),
      limit: LIMITS[clusters],
    })),
    ...Object.entries(DOUBLED).flatMap(([program, sizes]) => doublings(measurements, program as ProgramName, sizes)),
    { name: `files and directories changed by a second synth, of ${second.entries}`, measured: second.changed, limit: 0 },
  ];
}

/** CPU time of a program as a part of that of raw cdk8s. */
export function ratioToRaw(measurements: Measurements, program: ProgramName, clusters: number, target: 'text' | 'disk' = 'text'): number {
  return measurements.of(program, clusters, target).cpuMs / measurements.of('raw-cdk8s', clusters, target).cpuMs;
}

/** Whether a bound holds. */
export function holds({ measured, limit }: Bound): boolean {
  return measured <= limit;
}

function doublings(measurements: Measurements, program: ProgramName, sizes: readonly number[]): Bound[] {
  return sizes.slice(1).map((clusters, index) => ({
    name: `${program}, ${sizes[index]} to ${clusters} clusters`,
    measured: measurements.of(program, clusters).cpuMs / measurements.of(program, sizes[index]).cpuMs,
    limit: DOUBLING_LIMIT,
  }));
}
