/** Hears of work that is done: how much of how much, and what it was. More work may be found on the way. */
export type ProgressListener = (done: number, total: number, what: string) => void;

/** Counts what there is to do and what is done. */
export class Progress {
  private done = 0;
  private total = 0;

  constructor(private readonly listener: ProgressListener = () => {}) {}

  public add(count: number): void {
    this.total += count;
  }

  public finish(what: string): void {
    this.listener(++this.done, this.total, what);
  }
}
