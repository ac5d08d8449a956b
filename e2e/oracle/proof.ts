/** Something that we and the oracle do not say alike. */
export interface Disagreement {
  /** What was compared, in words that let a person repeat it. */
  readonly what: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What a proof found. */
export interface Figure {
  readonly name: string;
  readonly cases: number;
  readonly agreed: number;
  /** Differences that are meant, by their reasons. */
  readonly known: Readonly<Record<string, number>>;
  /** More that is worth telling, e.g. how many of the objects were invalid. */
  readonly notes?: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Counts what agrees, and collects what does not. */
export class Tally {
  public readonly disagreements: Disagreement[] = [];
  public readonly notes: Record<string, number> = {};
  private readonly known: Record<string, number> = {};
  private readonly started = Date.now();
  private cases = 0;
  private agreed = 0;

  public constructor(private readonly name: string) {}

  public agree(): void {
    this.cases++;
    this.agreed++;
  }

  /** A difference that is meant, and why. */
  public differ(reason: string): void {
    this.cases++;
    this.known[reason] = (this.known[reason] ?? 0) + 1;
  }

  public disagree(what: string, ours: unknown, theirs: unknown): void {
    this.cases++;
    this.disagreements.push({ what, ours, theirs });
  }

  public note(name: string): void {
    this.notes[name] = (this.notes[name] ?? 0) + 1;
  }

  /** What was found up to now, and how long that took. */
  public figure(): Figure {
    const { name, cases, agreed, known, notes } = this;
    return { name, cases, agreed, known, notes, seconds: Math.round((Date.now() - this.started) / 100) / 10 };
  }
}

/** Whether a note says what a proof leaves out. */
export function isGap(note: string): boolean {
  return /^not /.test(note);
}
