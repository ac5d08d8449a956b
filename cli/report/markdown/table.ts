import { RuleContext } from '../../../src/verification/rule-context';
import { maskedText } from '../mask';
import { printable } from '../source-line';

/** A text of a repository that cannot become markup, and holds no credential. */
export function plain(text: string): string {
  return printable(maskedText(text.replace(/\s*\n\s*/g, ' ')))
    .replace(/\\/g, '\\\\')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/([|*_[\]`])/g, '\\$1');
}

/** The same, as code. */
export function code(text: string): string {
  const shown = printable(maskedText(text.replace(/\s*\n\s*/g, ' ')))
    .replace(/`/g, "'")
    .replace(/\|/g, '\\|');
  return shown === '' ? '' : `\`${shown}\``;
}

/** Cells are markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => (cell === '' ? '–' : cell)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** Rows of every cluster; those that several clusters have are one, with the names of the clusters in the last cell. */
export function perCluster(contexts: readonly RuleContext[], rowsOf: (context: RuleContext) => readonly (readonly string[])[]): string[][] {
  const known = new Map<string, { row: readonly string[]; clusters: string[] }>();
  for (const context of contexts) {
    for (const row of rowsOf(context)) {
      const key = JSON.stringify(row);
      const entry = known.get(key) ?? { row, clusters: [] };
      if (!entry.clusters.includes(context.cluster)) entry.clusters.push(context.cluster);
      known.set(key, entry);
    }
  }
  return [...known.values()].map(({ row, clusters }) => [...row, clustersText(clusters, contexts)]);
}

/** ` (staging, production)`, where there are clusters to name. */
export function inClusters(clusters: readonly string[], contexts: readonly RuleContext[]): string {
  const text = clustersText(clusters, contexts);
  return text === '' ? '' : ` (${text})`;
}

/** `all` where there are several and none is missing. */
export function clustersText(clusters: readonly string[], contexts: readonly RuleContext[]): string {
  const all = new Set(contexts.map(({ cluster }) => cluster));
  return all.size > 1 && clusters.length === all.size ? 'all' : clusters.map(plain).join(', ');
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Parts that are not empty, with a heading when there is one. */
export function section(heading: string, ...parts: readonly string[]): string {
  const present = parts.filter((part) => part !== '').map((part) => part.trimEnd());
  return present.length === 0 ? '' : `${heading}\n\n${present.join('\n\n')}\n`;
}
