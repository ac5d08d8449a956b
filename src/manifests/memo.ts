/** What was worked out about something that does not change: each piece of work is done once. */
export class Memo<S> {
  /** Made anew rather than emptied: what an old map leads to is not young garbage any more. */
  private known?: Map<unknown, unknown>;

  constructor(public readonly subject: S) {}

  /** The result of some work. */
  public once<T>(work: (subject: S) => T): T {
    this.known ??= new Map();
    const known = this.known.get(work);
    if (known !== undefined || this.known.has(work)) return known as T;
    const made = work(this.subject);
    this.known.set(work, made);
    return made;
  }

  /** Forgets all results. */
  public clear(): void {
    this.known = undefined;
  }
}
