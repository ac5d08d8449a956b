/** Writes docs/cli.md and docs/config.schema.json from the commands themselves. */
import { writeFileSync } from 'node:fs';
import { configSchema, reference } from './cli-reference';

void main();

async function main(): Promise<void> {
  writeFileSync('docs/cli.md', await reference());
  writeFileSync('docs/config.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`);
}
