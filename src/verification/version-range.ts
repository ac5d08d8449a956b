import { FluxVersion } from '../primitives/flux-version';

/** Whether a range of Flux releases, e.g. `>=2.8 <2.10`, holds for one. */
export function holdsFor(range: string, version: FluxVersion): boolean {
  return range
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .every((part) => {
      const [, operator, wanted] = /^(>=|<=|>|<|=)?(\d+\.\d+)$/.exec(part) ?? [];
      if (wanted === undefined) throw new Error(`'${range}' is no range of Flux releases; write e.g. '>=2.9'`);
      return compare(operator ?? '=', order(version) - order(wanted));
    });
}

function compare(operator: string, difference: number): boolean {
  switch (operator) {
    case '>=':
      return difference >= 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '<':
      return difference < 0;
    default:
      return difference === 0;
  }
}

function order(version: string): number {
  const [major, minor] = version.split('.').map(Number);
  return major * 1000 + minor;
}
