/** Bundles the command line with its libraries into one file, so that `npx cdk8s-fluxcd` installs nothing else. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const DIRECTORY = 'lib/cli';
const OUTPUT = join(DIRECTORY, 'cdk8s-fluxcd.js');

void main();

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  mkdirSync(DIRECTORY, { recursive: true });
  const { metafile } = await build({
    entryPoints: ['cli/main.ts'],
    outfile: OUTPUT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // Names stay as they are: a stack trace must be readable.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    define: { BUNDLED_VERSION: JSON.stringify(version) },
  });
  chmodSync(OUTPUT, 0o755);
  const packages = [
    ...new Set(Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])),
  ].sort();
  writeFileSync(join(DIRECTORY, 'THIRD-PARTY-NOTICES.txt'), packages.map(noticeOf).join('\n'));
  console.log(`${OUTPUT}: ${(statSync(OUTPUT).size / 1e6).toFixed(2)} MB, with ${packages.join(', ')}`);
}

/** Every licence of ours asks that its text goes with the program. */
function noticeOf(name: string): string {
  const directory = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file, so it cannot be bundled`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n\n${'-'.repeat(80)}\n`;
}
