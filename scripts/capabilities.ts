/** Writes docs/capabilities.md from what scripts/capabilities/ names. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilitiesPage } from './capabilities/page';

const ROOT = join(__dirname, '..');

writeFileSync(join(ROOT, 'docs/capabilities.md'), capabilitiesPage(ROOT));
console.log('capabilities: wrote docs/capabilities.md');
