import { TextCursor, Unreadable } from './text-cursor';

/** How many characters of a key may stand in front of its colon. */
export const MAX_KEY = 1024;

/** What may turn out to be a key, as soon as a colon comes. */
export interface PossibleKey {
  /** The number of its first token. */
  readonly token: number;
  readonly at: number;
  readonly lineStart: number;
  /** Whether nothing but a key can stand there. */
  readonly isRequired: boolean;
}

/** What may be a key: one outside of brackets, and one in each pair of them that is open. */
export class PossibleKeys {
  private readonly keys: (PossibleKey | undefined)[] = [undefined];
  /** In how many brackets the token of this number may start a key. */
  private readonly levels = new Map<number, number>();
  /** The tokens that may have started a key last, or the bracket where none did. */
  private readonly last: number[] = [0];

  public constructor(private readonly cursor: TextCursor) {}

  public get isInBrackets(): boolean {
    return this.keys.length > 1;
  }

  /** Whether it is not certain yet that the token of this number starts no key. */
  public has(token: number): boolean {
    const level = this.levels.get(token);
    return level !== undefined && this.at(level) !== undefined;
  }

  /** What a colon would make a key here. */
  public get(): PossibleKey | undefined {
    return this.at(this.keys.length - 1);
  }

  /** Takes what comes next for a possible key, which then has the first token of this number. */
  public add(token: number, isRequired: boolean): void {
    this.drop();
    const level = this.keys.length - 1;
    this.keys[level] = { token, at: this.cursor.at, lineStart: this.cursor.lineStart, isRequired };
    this.levels.set(token, level);
    this.last[level] = token;
  }

  /** Says that what may have been a key here is none; throws when it has to be one. */
  public drop(level = this.keys.length - 1): void {
    const key = this.keys[level];
    if (!key) return;
    if (key.isRequired) throw new Unreadable('a key must have a colon behind it', key.at);
    this.remove(level);
  }

  /** Says that the key has its colon. */
  public remove(level = this.keys.length - 1): void {
    const key = this.keys[level];
    if (key) this.levels.delete(key.token);
    this.keys[level] = undefined;
  }

  public openBracket(token: number): void {
    this.keys.push(undefined);
    this.last.push(token);
  }

  /** Kubernetes' reader does not wait for a colon behind brackets in which nothing could be a key: `[]: x` is `[]` to it. */
  public closeBracket(): void {
    this.drop();
    if (!this.isInBrackets) return;
    this.keys.pop();
    this.levels.delete(this.last.pop()!);
  }

  /** The colon of a key has to stand on the same line. */
  private at(level: number): PossibleKey | undefined {
    const key = this.keys[level];
    if (!key || (key.lineStart === this.cursor.lineStart && !this.isTooFar(key.at))) return key;
    this.drop(level);
    return undefined;
  }

  private isTooFar(from: number): boolean {
    const { text, at } = this.cursor;
    return at - from > MAX_KEY && [...text.slice(from, at)].length > MAX_KEY;
  }
}
