/** The main job on two examples: writes their trees to dist/ and shows them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { treeListing } from './tree-listing';
import { readManifests } from '../src/manifests/read-yaml';
import { RepositoryTree } from '../src/repository/repository-tree';

const EXAMPLES = [
  { name: 'layered', folder: '02-layered-cluster', see: 'clusters/production, then infrastructure/controllers/production' },
  { name: 'gitless', folder: '04-gitless-fleet', see: 'clusters/prod-eu' },
];

const KUSTOMIZE = 'kustomize.config.k8s.io/v1beta1';

for (const { name, folder, see } of EXAMPLES) {
  const target = resolve('dist', name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  runExample(resolve('examples', folder), target);

  const files = filesBelow(target).sort();
  const clusters = readdirSync(join(target, 'clusters'));
  const objects = files.flatMap((file) => (file.endsWith('.yaml') ? readManifests(readFileSync(join(target, file), 'utf8'), file) : []));
  const applied = objects.filter(({ object }) => object.apiVersion !== KUSTOMIZE);

  console.log(`\nexamples/${folder}/main.ts -> dist/${name}\n`);
  console.log(treeListing(new RepositoryTree(new Map(files.map((file) => [file, ''])))));
  console.log(`${clusters.length} clusters, ${applied.length} objects, ${files.length} files. Look at dist/${name}: ${see}.`);
}

/** Runs a program as its user would, from its own folder. */
function runExample(folder: string, target: string): void {
  execFileSync(process.execPath, [require.resolve('tsx/cli'), 'main.ts'], {
    cwd: folder,
    env: { ...process.env, FLUX_APP_REPOSITORY: relative(folder, target) },
    stdio: 'inherit',
  });
}

function filesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}
