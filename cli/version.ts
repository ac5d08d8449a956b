import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set by the bundler. */
declare const BUNDLED_VERSION: string | undefined;

/** The version of the package. */
export const VERSION: string = typeof BUNDLED_VERSION === 'string' ? BUNDLED_VERSION : ownVersion();

function ownVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')).version;
}
