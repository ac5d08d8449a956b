/** What Kubernetes' reader refuses in a scalar that js-yaml reads, and where in its text. */
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
