import { Bound, holds, ratioToRaw } from './bounds';
import { Case, Measurements, ProgramName } from './measure';

/** Columns of the table. */
const HEAD = ['program', 'clusters', 'cpu ms', 'of it judging', 'wall ms', 'peak MB', 'of raw cdk8s'];

const NAMES = {
  'flux-app': 'FluxApp',
  'raw-cdk8s': 'raw cdk8s',
  literals: 'literals (floor)',
  layered: 'FluxApp, layers and releases',
  overlays: 'FluxApp, the same in overlays',
  gitless: 'GitlessFleet, by tenants',
};

/** Programs whose fleet is not the one of raw cdk8s. */
const OTHER_FLEETS: readonly ProgramName[] = ['layered', 'overlays', 'gitless'];

/** All measurements as a table. */
export function tableOf(cases: readonly Case[], measurements: Measurements): string {
  const rows = [HEAD, ...cases.map((at) => rowOf(at, measurements))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column], column)).join('  ')).join('\n');
}

/** One line a bound, and a last one that says whether all hold. */
export function verdictOf(bounds: readonly Bound[]): string {
  const broken = bounds.filter((bound) => !holds(bound));
  const lines = bounds.map(
    (bound) => `${holds(bound) ? 'holds ' : 'BROKEN'}  ${bound.name}: ${rounded(bound.measured)}, at most ${bound.limit}`,
  );
  return [...lines, broken.length === 0 ? 'bounds hold' : `bounds broken: ${broken.map(({ name }) => name).join('; ')}`].join('\n');
}

function rowOf({ program, clusters, target }: Case, measurements: Measurements): string[] {
  const { cpuMs, wallMs, peakMb, judgingMs } = measurements.of(program, clusters, target);
  const ratio = measurements.has('raw-cdk8s', clusters, target) && !OTHER_FLEETS.includes(program);
  return [
    target === 'text' ? NAMES[program] : `${NAMES[program]}, whole process to disk`,
    String(clusters),
    cpuMs.toFixed(0),
    judgingMs > 0 ? judgingMs.toFixed(0) : '',
    wallMs.toFixed(0),
    peakMb.toFixed(0),
    ratio ? ratioToRaw(measurements, program, clusters, target).toFixed(3) : '',
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}
