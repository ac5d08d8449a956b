/** Runs the program of the README and writes its real output beside it. */
import { execFileSync } from 'node:child_process';
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

const readme = readFileSync('README.md', 'utf8');
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, 'main.ts'), PROGRAM.exec(readme)![1]);
execFileSync(process.execPath, [require.resolve('tsx/cli'), 'main.ts'], { cwd: FOLDER, stdio: 'inherit' });

const written = readdirSync(join(FOLDER, 'fleet'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = written.map(({ parentPath, name }) => join(parentPath, name).slice(join(FOLDER, 'fleet/').length));
const production = paths.filter((path) => path.includes('production'));
const listing = treeListing(new RepositoryTree(new Map(production.map((path) => [path, ''])))).replace(/^\./, 'fleet');

writeFileSync(
  'README.md',
  readme
    .replace(TREE, `\`\`\`text\n${listing}\`\`\``)
    .replace(COUNT, `That writes ${paths.length} files`)
    .replace(FILE, (_, path) => `<!-- ${path} -->\n\`\`\`yaml\n${readFileSync(join(FOLDER, path), 'utf8')}\`\`\``),
);
