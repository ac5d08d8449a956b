import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN } from '../build-tool';

/** Leaves what a run counted, for docs/conformance.md. */
export function writeFigures(name: string, figures: object): void {
  mkdirSync(BIN, { recursive: true });
  writeFileSync(join(BIN, `${name}-figures.json`), `${JSON.stringify(figures, undefined, 2)}\n`);
}
