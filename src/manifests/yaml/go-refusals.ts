/** What Kubernetes' reader refuses although js-yaml reads it, and where in the text that was asked about. */
export interface Refusal {
  readonly offset: number;
  readonly message: string;
}

/** What is refused in a scalar, of which this is the text with its quotes or its header. */
export function refusalIn(scalar: string): Refusal | undefined {
  const first = scalar[0];
  if (first === '"') return refusal(refusedEscape(scalar), 'the escape \\/ is unknown');
  return first === '|' || first === '>' ? refusal(refusedTab(scalar), 'a tab must not stand where spaces indent') : undefined;
}

/** Blank lines, comments and directives other than the one for the version. */
const HEAD = /(?:\ufeff?(?:[ \t]*(?:#[^\r\n]*)?|%(?!YAML[ \t])[^\r\n]*)(?:\r\n|\r|\n))*\ufeff?/y;
const OTHER_VERSION = /%YAML[ \t]+(?!1\.1(?:\s|$))/y;
const END_OF_NOTHING = /\.\.\.(?:\s|$)/y;

/** What is refused in front of the content of a document. */
export function refusalAtStart(document: string): Refusal | undefined {
  HEAD.lastIndex = 0;
  HEAD.test(document);
  const offset = HEAD.lastIndex;
  const startsWith = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    return pattern.test(document);
  };
  if (startsWith(OTHER_VERSION)) return { offset, message: 'the version of YAML must be 1.1' };
  return startsWith(END_OF_NOTHING) ? { offset, message: 'a `...` must end a document' } : undefined;
}

function refusal(offset: number, message: string): Refusal | undefined {
  return offset < 0 ? undefined : { offset, message };
}

/** YAML 1.2 knows `\/`, and YAML 1.1 does not. */
function refusedEscape(quoted: string): number {
  let at = quoted.indexOf('\\');
  while (at >= 0 && quoted[at + 1] !== '/') at = quoted.indexOf('\\', at + 2);
  return at;
}

/** A tab in front of the first line of a block, where the indentation is looked for, or of a later line that is indented less. */
function refusedTab(block: string): number {
  // A number in the header counts from the indentation of the parent, which is not known here.
  if (!block.includes('\t') || /^[|>][-+]?\d/.test(block)) return -1;
  let indent = 0;
  for (const match of block.matchAll(/(?:\r\n|\r|\n)( *)([^\r\n]?)/g)) {
    const [whole, spaces, next] = match;
    if (next === '\t' && (indent === 0 || spaces.length < indent)) return match.index + whole.length - 1;
    if (next !== '' && indent === 0) indent = spaces.length;
  }
  return -1;
}
