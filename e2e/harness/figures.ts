import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN } from '../build-tool';

/** Leaves what a run counted, for docs/conformance.md. */
export function writeFigures(name: string, figures: object): void {
  mkdirSync(BIN, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(figures, undefined, 2)}\n`);
}

/** Adds to what a run before this one has left. */
export function addFigures(name: string, figures: object): void {
  const known = existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : {};
  writeFigures(name, { ...known, ...figures });
}

function fileOf(name: string): string {
  return join(BIN, `${name}-figures.json`);
}
