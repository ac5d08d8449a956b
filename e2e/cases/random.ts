import { parseArgs } from 'node:util';

/** Numbers that look random and are the same for the same seed. */
export class Random {
  private state: number;

  public constructor(public readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  public integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)];
  }

  /** So many things that `make` makes. */
  public times<T>(low: number, high: number, make: () => T): T[] {
    return Array.from({ length: this.integer(low, high) }, make);
  }
}

/** What a run is asked for on the command line: `--seed 7 --cases 20000`. The seed is the same each time unless another one is given. */
export function readRunOptions(args: readonly string[], defaultCases: number): { seed: number; cases: number } {
  const { values } = parseArgs({ args: [...args], options: { seed: { type: 'string' }, cases: { type: 'string' } } });
  const seed = Number(values.seed ?? 1);
  const cases = Number(values.cases ?? defaultCases);
  if (!Number.isInteger(seed) || !Number.isInteger(cases)) throw new Error('--seed and --cases take whole numbers');
  return { seed, cases };
}
