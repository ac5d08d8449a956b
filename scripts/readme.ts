/** Runs the program of the README and writes its real output beside it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeListing } from './tree-listing';
import { RepositoryTree } from '../src/repository/repository-tree';

/** Inside of the checkout, so that the program finds the package by its name. */
const FOLDER = '.cache/readme';
const PROGRAM = /```ts nofixture\n(import [\s\S]*?)```/;
const TREE = /```text\nfleet\n[\s\S]*?```/;
const COUNT = /That writes \d+ files/;
const FILE = /<!-- (fleet\/\S+) -->\n```yaml\n[\s\S]*?```/g;

const PLANTED = /<!-- planted -->\n```diff\n\+([\s\S]*?)```/;
const PLANTED_OUTPUT = /<!-- planted: output -->\n```text\n[\s\S]*?```/;
const LINT_OUTPUT = /<!-- lint: output -->\n```text\n[\s\S]*?```/;
const CLI = join(process.cwd(), 'lib/cli/cdk8s-fluxcd.js');

const readme = readFileSync('README.md', 'utf8');
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, 'main.ts'), PROGRAM.exec(readme)![1]);
execFileSync(process.execPath, [require.resolve('tsx/cli'), 'main.ts'], { cwd: FOLDER, stdio: 'inherit' });

const written = readdirSync(join(FOLDER, 'fleet'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = written.map(({ parentPath, name }) => join(parentPath, name).slice(join(FOLDER, 'fleet/').length));
const production = paths.filter((path) => path.includes('production'));
const listing = treeListing(new RepositoryTree(new Map(production.map((path) => [path, ''])))).replace(/^\./, 'fleet');

/** What the program says when a defect is planted after its release. */
function plantedOutput(): string {
  const program = PROGRAM.exec(readme)![1];
  const planted = program
    .replace(/^/, "import { JsonPatch } from 'cdk8s';\n")
    .replace(/(\n {2}new TenantSpace)/, `\n  ${PLANTED.exec(readme)![1].trim()}\n$1`);
  writeFileSync(join(FOLDER, 'planted.ts'), planted);
  const { stderr } = spawnSync(process.execPath, [require.resolve('tsx/cli'), 'planted.ts'], { cwd: FOLDER, encoding: 'utf8' });
  const report = stderr.slice(stderr.indexOf('VerificationError: ') + 'VerificationError: '.length);
  // Only the error: what else is known about the fleet is in the reports of the rules.
  return report.slice(0, report.indexOf('\n\ninfo[')).trimEnd();
}

/** What the command line says about a repository with two defects. */
function lintOutput(): string {
  const command = [CLI, 'lint', 'examples/yaml-repository', '--severity', 'warning', '--no-color'];
  return spawnSync(process.execPath, command, { encoding: 'utf8' }).stdout.trimEnd();
}

const fenced = (mark: string, text: string) => `<!-- ${mark} -->\n\`\`\`text\n${text}\n\`\`\``;
const outputs = { planted: plantedOutput(), lint: lintOutput() };

writeFileSync(
  'README.md',
  readme
    .replace(TREE, `\`\`\`text\n${listing}\`\`\``)
    .replace(PLANTED_OUTPUT, () => fenced('planted: output', outputs.planted))
    .replace(LINT_OUTPUT, () => fenced('lint: output', outputs.lint))
    .replace(COUNT, `That writes ${paths.length} files`)
    .replace(FILE, (_, path) => `<!-- ${path} -->\n\`\`\`yaml\n${readFileSync(join(FOLDER, path), 'utf8')}\`\`\``),
);
