/** Packs the package as npm would publish it, looks into it, and uses it in a project that has nothing else. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Every entry must be in the package. */
const REQUIRED = [
  ...['.jsii', 'API.md', 'LICENSE', 'README.md', 'lib/src/index.d.ts', 'lib/src/index.js'],
  ...['lib/cli/cdk8s-fluxcd.js', 'lib/cli/THIRD-PARTY-NOTICES.txt', 'docs/rules/README.md', 'docs/cli.md', 'renovate/default.json'],
];

/** What only this repository needs. */
const FOREIGN = /^(src|cli|test|examples|benchmarks|scripts|e2e|\.ci|node_modules)\//;

/** Peers, and nothing else: a dependency needs a decision record. */
const DEPENDENCIES = { dependencies: [], bundledDependencies: [], peerDependencies: ['cdk8s', 'constructs'] };

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
    `package: ${paths.length} files, ${(size / 1e6).toFixed(1)} MB packed, installs, writes the tree of examples/01-one-release, and finds it healthy`,
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
  judgeIt(directory);
}

/** The command that comes along judges the tree, and one with a defect. */
function judgeIt(directory: string): void {
  const lint = (folder: string) => spawnSync(join(directory, 'node_modules/.bin/cdk8s-fluxcd'), ['lint', folder], { encoding: 'utf8' });
  const { status, stdout } = lint(directory);
  if (status !== 0)
    problems.push(`the installed command must find no problem in the tree that it wrote, got exit code ${status}:\n${stdout}`);
  const planted = lint(resolve('examples/yaml-repository'));
  if (planted.status !== 1) problems.push(`the installed command must exit with 1 for a repository with defects, got ${planted.status}`);
}

function npm(args: string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
