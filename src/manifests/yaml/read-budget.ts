/** How many nodes the aliases of a file may stand for. Whoever walks the data meets them all. */
const MAX_ALIASED = 100_000;

/** How many characters of a file may be read again. */
const MAX_AGAIN = 20_000_000;

/** Says that the aliases of a file stand for too much. */
export class AliasBomb extends Error {
  public constructor(
    public readonly start: number,
    public readonly end: number,
  ) {
    super('aliases that stand for too many values');
  }
}

/** What the reading of one file may cost. */
export class ReadBudget {
  private aliased = 0;
  private again = 0;

  /** Counts nodes that an alias or a merge key stands for. */
  public spend(nodes: number, start: number, end: number): void {
    this.aliased += nodes;
    if (this.aliased > MAX_ALIASED) throw new AliasBomb(start, end);
  }

  /** Whether a document of this length may be read once more. */
  public mayReadAgain(length: number): boolean {
    this.again += length;
    return this.again <= MAX_AGAIN;
  }
}
