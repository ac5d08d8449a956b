/** What a part of the work cost. */
export interface Parts {
  /** CPU time of the judgement. */
  readonly judgingMs: number;
}

/** A program that defines the fleet in its own way. */
export interface Program {
  /**
   * Builds the fleet and makes its text, in memory.
   *
   * @param memory folder on a disk in memory, for what can only write files
   */
  toText(clusters: number, memory: string): Parts | void;

  /** Builds the fleet and writes it to a folder. */
  toDisk(clusters: number, folder: string): void;
}
