import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a file that a page shows, whole or in part. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/** A program of a page: a block that starts with an import, with the blocks that go on with it, and the files it is said to write. */
export interface GuideProgram {
  readonly name: string;
  readonly code: string;
  readonly files: readonly ShownFile[];
}

const BLOCK = /(?:<!-- (\S+) -->\n\n?)?```(\w*)[^\n]*\n([\s\S]*?)```/g;

/** Every program of every page in a directory. */
export function guidePrograms(directory: string): GuideProgram[] {
  const pages = readdirSync(directory).filter((file) => file.endsWith('.md'));
  return pages.sort().flatMap((page) => programsOf(page.slice(0, -'.md'.length), readFileSync(join(directory, page), 'utf8')));
}

function programsOf(page: string, text: string): GuideProgram[] {
  const programs: { name: string; code: string; files: ShownFile[] }[] = [];
  for (const [, path, language, content] of text.matchAll(BLOCK)) {
    if (language === 'ts') {
      if (content.startsWith('import ')) programs.push({ name: `${page}-${programs.length + 1}`, code: '', files: [] });
      if (programs.length === 0) throw new Error(`${page}: the first block of TypeScript starts with an import`);
      programs.at(-1)!.code += content;
    } else if (path !== undefined) {
      programs.at(-1)?.files.push({ path, text: content });
    }
  }
  return programs;
}
