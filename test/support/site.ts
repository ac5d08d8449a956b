import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Where a text of a file first stands, as the line of a program is told. */
export function siteOf(path: string, text: string): { file: string; line: number; column: number } {
  const lines = readFileSync(path, 'utf8').split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  if (line < 0) throw new Error(`${path} has no ${text}`);
  return { file: relative(process.cwd(), path), line: line + 1, column: lines[line].indexOf(text) + 1 };
}
