/** Packs the package as npm would publish it, looks into it, and uses it in a project that has nothing else. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Every entry must be in the package. */
const REQUIRED = ['.jsii', 'API.md', 'LICENSE', 'README.md', 'lib/src/index.d.ts', 'lib/src/index.js', 'node_modules/js-yaml/package.json'];

/** What only this repository needs. js-yaml brings argparse, and nothing else may come along. */
const FOREIGN = /^(src|test|examples|benchmarks|scripts|e2e|\.ci)\/|^node_modules\/(?!js-yaml\/|argparse\/)/;

/** Peers, and the one bundled dependency: another needs a decision record. */
const DEPENDENCIES = { dependencies: ['js-yaml'], bundledDependencies: ['js-yaml'], peerDependencies: ['cdk8s', 'constructs'] };

const problems: string[] = [];
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [field, expected] of Object.entries(DEPENDENCIES)) {
  const names = Array.isArray(manifest[field]) ? manifest[field] : Object.keys(manifest[field] ?? {});
  if (String(names.sort()) !== String(expected))
    problems.push(`package.json: ${field} must be ${expected.join(', ')}, got ${names.join(', ')}`);
}

const workspace = mkdtempSync(join(tmpdir(), 'cdk8s-fluxcd-package-'));
try {
  const [{ filename, files, size }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', workspace], '.'));
  const paths: string[] = files.map(({ path }: { path: string }) => path);
  problems.push(...REQUIRED.filter((path) => !paths.includes(path)).map((path) => `the package must hold ${path}`));
  problems.push(...paths.filter((path) => FOREIGN.test(path)).map((path) => `the package must not hold ${path}`));
  execFileSync('node_modules/.bin/publint', ['.', '--strict'], { stdio: 'inherit' });
  useIt(workspace, join(workspace, filename));
  console.log(
    `package: ${paths.length} files, ${(size / 1e6).toFixed(1)} MB packed, installs and writes the tree of examples/01-one-release`,
  );
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Installs the package beside its peers, and runs the first example with it. */
function useIt(directory: string, tarball: string): void {
  const { cdk8s, constructs, tsx, typescript } = manifest.devDependencies;
  const dependencies = { 'cdk8s-fluxcd': `file:${tarball}`, cdk8s, constructs, tsx, typescript };
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'user', private: true, dependencies }));
  npm(['install', '--no-audit', '--no-fund'], directory);

  cpSync('examples/01-one-release/main.ts', join(directory, 'main.ts'));
  execFileSync(join(directory, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--skipLibCheck', '--module', 'node16', 'main.ts'], {
    cwd: directory,
    stdio: 'inherit',
  });
  execFileSync(join(directory, 'node_modules/.bin/tsx'), ['main.ts'], { cwd: directory, stdio: 'inherit' });
  const release = 'fleet/apps/production/podinfo/release.yaml';
  const expected = readFileSync(resolve('examples/01-one-release', release), 'utf8');
  if (!existsSync(join(directory, release)) || readFileSync(join(directory, release), 'utf8') !== expected) {
    problems.push(`the installed package must write ${release} as examples/01-one-release has it`);
  }
}

function npm(args: string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
