import { COMPARED, DOUBLED } from './cases';
import { Measurements, ProgramName } from './measure';
import { LintMeasurement } from './lint/measure';
import { SecondSynth } from './second-synth';

/** What must hold on every machine: ratios within one run, never seconds. */
export interface Bound {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
}

/** Most of the CPU time of raw cdk8s that the synthesis may take without the proof, by number of clusters. */
const LIMITS: { [clusters: number]: number } = { 1000: 0.3, 4000: 0.1 };

/** Most of the CPU time of raw cdk8s that synthesis and proof may take, by number of clusters. */
const LIMITS_WITH_PROOF: { [clusters: number]: number } = { 1000: 1 };

/** Sizes at which the proof may take as long as the synthesis. */
const PROVEN = [1_000, 4_000];

/** Most of the CPU time of kubeconform, which knows schemas only, that the judgement of YAML may take. */
const LINT_LIMIT = 1.5;

/** Most of the CPU time of the synthesis that the proof may take. */
const PROOF_LIMIT = 1;

/** Most of the time of RENDERED that OVERLAYS may take: it compares what it writes, and writes less. */
const OVERLAYS_LIMIT = 1.5;

const MEMORY_LIMIT_MB = 1024;

/** Linear growth is 2.0; the rest is memory and noise. Quadratic growth would be 4. */
const DOUBLING_LIMIT = 2.3;

/** All bounds of which both sides were measured. */
export function boundsOf(measurements: Measurements, second: SecondSynth, lint: LintMeasurement): Bound[] {
  const compared = COMPARED.filter((clusters) => measurements.has('raw-cdk8s', clusters));
  return [
    ...compared
      .filter((clusters) => clusters in LIMITS)
      .map((clusters) => ({
        name: `synthesis to raw cdk8s, ${clusters} clusters`,
        measured: measurements.of('flux-app', clusters).synthesisMs / measurements.of('raw-cdk8s', clusters).cpuMs,
        limit: LIMITS[clusters],
      })),
    ...compared
      .filter((clusters) => clusters in LIMITS_WITH_PROOF)
      .map((clusters) => ({
        name: `synthesis and proof to raw cdk8s, ${clusters} clusters`,
        measured: ratioToRaw(measurements, 'flux-app', clusters),
        limit: LIMITS_WITH_PROOF[clusters],
      })),
    ...PROVEN.map((clusters) => {
      const { judgingMs, synthesisMs } = measurements.of('flux-app', clusters);
      return { name: `proof to synthesis, ${clusters} clusters`, measured: judgingMs / synthesisMs, limit: PROOF_LIMIT };
    }),
    ...DOUBLED.overlays.map((clusters) => ({
      name: `overlays to rendered, ${clusters} clusters`,
      measured: measurements.of('overlays', clusters).cpuMs / measurements.of('layered', clusters).cpuMs,
      limit: OVERLAYS_LIMIT,
    })),
    ...Object.entries(DOUBLED).flatMap(([program, sizes]) => doublings(measurements, program as ProgramName, sizes)),
    ...lintBounds(lint),
    {
      name: 'most memory in MB',
      measured: Math.max(lint.peakMb, ...Object.keys(DOUBLED).map((program) => measurements.mostMb(program as ProgramName))),
      limit: MEMORY_LIMIT_MB,
    },
    { name: `files and directories changed by a second synth, of ${second.entries}`, measured: second.changed, limit: 0 },
  ];
}

function lintBounds({ cpuMs, doubledMs, kubeconformMs, objects }: LintMeasurement): Bound[] {
  return [
    ...(kubeconformMs === undefined
      ? []
      : [{ name: `lint to kubeconform, ${objects} objects`, measured: cpuMs / kubeconformMs, limit: LINT_LIMIT }]),
    { name: `lint, ${objects} to ${objects * 2} objects`, measured: doubledMs / cpuMs, limit: DOUBLING_LIMIT },
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
    name: `${program}, ${sizes[index]} to ${clusters} ${program === 'gitless' ? 'tenants' : 'clusters'}`,
    measured: measurements.of(program, clusters).cpuMs / measurements.of(program, sizes[index]).cpuMs,
    limit: DOUBLING_LIMIT,
  }));
}
