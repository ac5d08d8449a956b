/** Lines of context around a change. */
const CONTEXT = 3;

/** Largest table of the longest common subsequence. Above it, a changed block is shown as replaced in whole. */
const MAX_TABLE = 250_000;

/** A line of a diff: in both texts, only in the first, or only in the second. */
interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The changes from one text to another as a unified diff, without the two lines that name the files. */
export function unifiedDiff(before: string, after: string): string[] {
  const lines = diffLines(splitLines(before), splitLines(after));
  return hunksOf(lines).flatMap(([start, end]) => [
    hunkHeader(lines, start, end),
    ...lines.slice(start, end).map(({ sign, text }) => sign + text),
  ]);
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  else lines.push('\\ No newline at end of file');
  return lines;
}

/** Cuts off what is equal at both ends, so that the usual small change costs no more than reading the lines. */
function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;

  return [
    ...toLines(' ', before.slice(0, start)),
    ...diffBlock(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...toLines(' ', before.slice(before.length - end)),
  ];
}

function diffBlock(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > MAX_TABLE) return [...toLines('-', before), ...toLines('+', after)];

  const width = after.length + 1;
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i] });
      i++;
      j++;
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) lines.push({ sign: '-', text: before[i++] });
    else lines.push({ sign: '+', text: after[j++] });
  }
  return [...lines, ...toLines('-', before.slice(i)), ...toLines('+', after.slice(j))];
}

/** For every pair of positions, how many lines the rests of the two texts have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * width + j;
      common[at] = before[i] === after[j] ? common[at + width + 1] + 1 : Math.max(common[at + width], common[at + 1]);
    }
  }
  return common;
}

/** Start and end of every group of changes that stand close together, with their context. */
function hunksOf(lines: readonly DiffLine[]): [start: number, end: number][] {
  const hunks: [number, number][] = [];
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    const end = Math.min(lines.length, index + CONTEXT + 1);
    const last = hunks.at(-1);
    if (last && index - CONTEXT <= last[1]) last[1] = end;
    else hunks.push([Math.max(0, index - CONTEXT), end]);
  });
  return hunks;
}

function hunkHeader(lines: readonly DiffLine[], start: number, end: number): string {
  return `@@ -${range(lines, start, end, '-')} +${range(lines, start, end, '+')} @@`;
}

/** Number of the first line and number of lines of a hunk, as one of the two texts counts them. */
function range(lines: readonly DiffLine[], start: number, end: number, side: '-' | '+'): string {
  const count = (part: readonly DiffLine[]) => part.filter(({ sign }) => sign === ' ' || sign === side).length;
  const length = count(lines.slice(start, end));
  return `${count(lines.slice(0, start)) + (length > 0 ? 1 : 0)},${length}`;
}

function toLines(sign: DiffLine['sign'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ sign, text }));
}
