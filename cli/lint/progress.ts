import { CommandIo } from '../command';

/** What is worth waiting for without a word. */
const PATIENCE_MS = 1000;

/** One line on a terminal that says how far a long run is. */
export class Progress {
  private readonly start = Date.now();
  private isShown = false;

  constructor(private readonly io: CommandIo) {}

  public readonly report = (done: number, total: number, what: string): void => {
    if (!this.io.isErrorTerminal || Date.now() - this.start < PATIENCE_MS) return;
    this.io.err(`\r\u001b[Krendered ${done} of ${total} clusters: ${what.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)}`);
    this.isShown = true;
  };

  /** Takes the line away. */
  public end(): void {
    if (this.isShown) this.io.err('\r\u001b[K');
  }
}
