import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN } from './build-tool';
import { Figure, isGap } from './oracle/proof';

const PAGE = join(__dirname, '../docs/conformance.md');

/** The parts of the page that a run writes, by the name of its figures. */
const SECTIONS: Record<string, { title: string; body: (figures: any) => string }> = {
  oracle: { title: 'What the code of Kubernetes and Flux says', body: oracleBody },
  api: { title: 'What an API server says', body: listed },
  reconcile: { title: 'What the controllers do', body: listed },
};

/** Writes the figures of the last runs into docs/conformance.md. What was not run keeps what the page says. */
function main(): void {
  let page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : emptyPage();
  for (const [name, { title, body }] of Object.entries(SECTIONS)) {
    const file = join(BIN, `${name}-figures.json`);
    if (!existsSync(file)) continue;
    page = withSection(page, name, `## ${title}\n\n${body(JSON.parse(readFileSync(file, 'utf8'))).trim()}`);
  }
  writeFileSync(PAGE, page);
}

function emptyPage(): string {
  const sections = Object.keys(SECTIONS).map((name) => `${start(name)}\n${end(name)}\n`);
  const head = '# Conformance\n\nWhat this library says about Flux is compared with Kubernetes and Flux themselves.';
  return `${head} \`npx tsx e2e/conformance-page.ts\` writes the figures.\n\n${sections.join('\n')}`;
}

function withSection(page: string, name: string, text: string): string {
  const [from, to] = [page.indexOf(start(name)), page.indexOf(end(name))];
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${start(name)}\n\n${text}\n\n${end(name)}\n`;
  return `${page.slice(0, from)}${start(name)}\n\n${text}\n\n${page.slice(to)}`;
}

function start(name: string): string {
  return `<!-- ${name}: written by e2e/conformance-page.ts -->`;
}

function end(name: string): string {
  return `<!-- end of ${name} -->`;
}

function oracleBody({ seed, seconds, proofs }: { seed: number; seconds: number; proofs: Figure[] }): string {
  const rows = proofs.map(({ name, cases, agreed, known, seconds: took }) => {
    const differences = Object.values(known).reduce((sum, count) => sum + count, 0);
    return `| ${name} | ${cases} | ${agreed} | ${differences} | ${took} |`;
  });
  const known = proofs.flatMap(({ known: reasons }) => Object.entries(reasons).map(([reason, count]) => `- ${reason} (${count})`));
  const gaps = proofs.flatMap(({ notes = {} }) => Object.entries(notes).filter(([note]) => isGap(note)));
  const left = gaps.map(([note, count]) => `- ${note} (${count})`).join('\n');
  const table = ['| proof | cases | agreed | known differences | seconds |', '|---|---:|---:|---:|---:|', ...rows].join('\n');
  return `\`npm run e2e:oracle -- --seed ${seed}\`, ${seconds} s.\n\n${table}\n\nThe differences that are known:\n\n${known.join('\n') || 'none'}\n\nWhat was left out:\n\n${left || 'nothing'}`;
}

/** Figures of any shape as a list: what a run counts is for the run to say. */
function listed(figures: object, depth = 0): string {
  return Object.entries(figures)
    .map(([name, value]) => {
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      const text = Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ') : value;
      return `${'  '.repeat(depth)}- ${name}:${isMap ? `\n${listed(value, depth + 1)}` : ` ${text}`}`;
    })
    .join('\n');
}

main();
