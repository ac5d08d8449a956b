import { isSecretFile, maskedLine } from './mask';

/** A line of a file as a report shows it. */
export interface SourceLine {
  readonly text: string;
  /** Where the marks below it start, from 0. */
  readonly from: number;
  readonly length: number;
}

const MAX_WIDTH = 110;

/** Rules about credentials point at them. */
const ABOUT_SECRETS = /^plaintext-|^credential-in-/;

/** Shows lines of files. What may be a secret is left out. */
export class SourceLines {
  private readonly known = new Map<string, { readonly lines: readonly string[]; readonly isSecret: boolean }>();

  constructor(private readonly files: ReadonlyMap<string, { readonly text: string }>) {}

  /** The line of a place; `undefined` when there is none to show. */
  public at(place: { file?: string; line?: number; column?: number }, rule: string): SourceLine | undefined {
    const { file, line = 0, column = 1 } = place;
    const source = file === undefined || line < 1 ? undefined : this.read(file);
    if (!source || line > source.lines.length) return undefined;
    const whole = source.lines[line - 1];
    const shown = maskedLine(source.lines, line - 1, source.isSecret || ABOUT_SECRETS.test(rule));
    if (shown.trim() === '') return undefined;

    const token = /^["']?[^\s:,"'[\]{}]+["']?|^./.exec(whole.slice(column - 1))?.[0] ?? ' ';
    const text = printable(shown).slice(0, MAX_WIDTH);
    const from = Math.min(column - 1, Math.max(0, text.length - 1));
    return { text, from, length: Math.max(1, Math.min(token.length, text.length - from)) };
  }

  private read(file: string): { lines: readonly string[]; isSecret: boolean } | undefined {
    const text = this.files.get(file)?.text;
    if (text === undefined) return undefined;
    if (!this.known.has(file)) this.known.set(file, { lines: text.replace(/^\uFEFF/, '').split(/\r?\n/), isSecret: isSecretFile(text) });
    return this.known.get(file);
  }
}

/** A terminal must not obey what stands in a file. */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
}
