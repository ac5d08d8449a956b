/** What is known about a regular expression of Go (RE2). */
export interface Re2Pattern {
  /** Why Go certainly refuses it, in words. */
  readonly problem?: string;
  /** Names of its groups; groups without one have an empty name. */
  readonly groups: readonly string[];
  /** The same expression in JavaScript; none where that may mean something else. */
  readonly regex?: RegExp;
}

/** Groups that are none of RE2, by their start. */
const REFUSED_GROUPS: readonly (readonly [string, string])[] = [
  ['(?=', 'a lookahead'],
  ['(?!', 'a negative lookahead'],
  ['(?<=', 'a lookbehind'],
  ['(?<!', 'a negative lookbehind'],
  ['(?>', 'an atomic group'],
  ['(?#', 'a comment'],
];

/** The flags of Go behind `(?`: `i)`, `s-m:`. */
const FLAGS = /^[imsU]*(?:-[imsU]+)?[:)]/;

/** Go repeats nothing more often. */
const MAX_REPETITION = 1000;

/** Letters that mean something behind a backslash, in Go and in JavaScript the same. */
const SHARED_ESCAPES = 'ftnrvbBdDsSwW';
/** The same, in Go only. */
const GO_ESCAPES = 'axQEAzCpP';

/** What stands at the start of a rest of an expression: an escape, a group that is more than a bracket, or one character. */
const TOKEN = /\\[^]?|\(\?P?<[A-Za-z0-9_]+>|\(\?[=!>#:]|\(\?<[=!]|\(\?|[^]/y;

/** Reads an expression. Of one that cannot be judged here, nothing is claimed. */
export function readRe2(pattern: string): Re2Pattern {
  const reader = new Reader();
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(pattern); match; match = TOKEN.exec(pattern)) {
    const problem = reader.read(match[0], pattern.slice(TOKEN.lastIndex));
    if (problem !== undefined) return { problem: `it has ${problem}, which RE2 does not know`, groups: [] };
  }
  return reader.result();
}

class Reader {
  private readonly groups: string[] = [];
  private source = '';
  private inClass = false;
  private isForeign = false;

  public read(token: string, rest: string): string | undefined {
    if (token.startsWith('\\')) return this.readEscape(token, rest);
    if (this.inClass) this.inClass = token !== ']';
    else if (token === '[') this.openClass(rest);
    else if (token.startsWith('(')) return this.readGroup(token, rest);
    else if (token === '{' && isTooOften(rest)) return `a repetition of more than ${MAX_REPETITION} times`;
    this.source += token;
    return undefined;
  }

  public result(): Re2Pattern {
    if (this.isForeign) return { groups: this.groups };
    try {
      return { groups: this.groups, regex: new RegExp(this.source) };
    } catch (error) {
      // Go repeats a place between two characters, and JavaScript does not.
      if (/(?:[$^]|\\[bB])[*+?{]/.test(this.source)) return { groups: this.groups };
      const [, reason = 'it cannot be read'] = /: ([^:]+)$/.exec((error as Error).message) ?? [];
      return { problem: reason.charAt(0).toLowerCase() + reason.slice(1), groups: [] };
    }
  }

  /** `[]a]` and `[[:alpha:]]` are classes of Go that JavaScript reads differently. */
  private openClass(rest: string): void {
    this.inClass = true;
    if (/^\^?\]/.test(rest) || rest.startsWith('[:') || rest.startsWith('^[:')) this.isForeign = true;
  }

  private readGroup(token: string, rest: string): string | undefined {
    const refused = REFUSED_GROUPS.find(([start]) => token === start);
    if (refused) return refused[1];
    if (token === '(?' && !FLAGS.test(rest)) return `a group that starts with (?${rest.charAt(0)}`;
    const name = /^\(\?P?<(.*)>$/.exec(token)?.[1];
    if (token === '(' || name !== undefined) this.groups.push(name ?? '');
    // Flags such as `(?i)`, and names that only Go takes.
    if (token === '(?' || /^\d/.test(name ?? '')) this.isForeign = true;
    this.source += name === undefined ? token : `(?<${name}>`;
    return undefined;
  }

  private readEscape(token: string, rest: string): string | undefined {
    const letter = token.charAt(1);
    if (/[1-9]/.test(letter) && !(letter < '8' && /^[0-7]/.test(rest))) return 'a backreference';
    if (letter === 'k') return 'a backreference';
    if (/[A-Za-z]/.test(letter) && !SHARED_ESCAPES.includes(letter) && !GO_ESCAPES.includes(letter)) return `the escape ${token}`;
    if (/[0-9]/.test(letter) || GO_ESCAPES.includes(letter)) this.isForeign = true;
    this.source += token;
    return undefined;
  }
}

/** Whether what stands behind a `{` is a number of times that Go refuses. */
function isTooOften(rest: string): boolean {
  const [, least, most] = /^(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
  return [least, most].some((times) => Number(times ?? 0) > MAX_REPETITION);
}
