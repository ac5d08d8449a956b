import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Variation } from '../src';
import { filesIn, inTemporaryDirectory } from './app/temporary-directory';
import { appliedObjects, asSet } from './support/built-fleet';
import { Files, objectsIn } from './support/fleet';
import { buildTool } from './support/kustomize';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
const NAMES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

/** What only the owner of a fleet can supply: whom to tell, with which account to read. No example has an error, a warning or a waiver. */
const FINDINGS: Record<string, string[]> = {
  '01-one-release': ['info[errors-not-alerted]', 'info[git-token-instead-of-github-app]'],
  '02-layered-cluster': ['info[errors-not-alerted]', 'info[monorepo-without-split]'],
  '03-tenants': [
    'info[errors-not-alerted]',
    'info[git-token-instead-of-github-app]',
    'info[monorepo-without-split]',
    'info[secret-not-found]',
  ],
  '04-gitless-fleet': ['info[copy-source-not-found]', 'info[errors-not-alerted]'],
  '05-fifteen-clusters': ['info[errors-not-alerted]'],
  '06-resource-sets': ['info[copy-source-not-found]', 'info[errors-not-alerted]', 'info[monorepo-without-split]', 'info[secret-not-found]'],
  '07-notifications': ['info[monorepo-without-split]'],
  '09-secrets': ['info[errors-not-alerted]', 'info[monorepo-without-split]'],
  '10-kustomize-helm-example': ['info[errors-not-alerted]'],
  '11-variations': ['info[errors-not-alerted]', 'info[git-token-instead-of-github-app]'],
  '12-hub-and-spokes': ['info[errors-not-alerted]', 'info[secret-not-found]'],
  '13-progressive-delivery': ['info[errors-not-alerted]'],
  '08-image-updates': [
    'info[automation-pushes-to-checkout-branch]',
    'info[errors-not-alerted]',
    'info[image-automation-in-production]',
    'info[secret-not-found]',
  ],
};

/** YAML files below a directory, by path. */
function yamlFilesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => join(directory, file))
    .sort();
}

/** Where an example writes its trees. */
function treesOf(example: string): string[] {
  return readdirSync(join(EXAMPLES, example)).filter((tree) => existsSync(join(EXAMPLES, example, tree, '.cdk8s-fluxcd.files')));
}

/** The directories that the clusters of a tree apply, as the paths of their Kustomizations say. */
function layerRoots(example: string): string[] {
  return treesOf(example).flatMap((tree) => layerRootsIn(example, tree));
}

function layerRootsIn(example: string, name: string): string[] {
  const tree = join(EXAMPLES, example, name);
  const kustomizations = yamlFilesIn(join(tree, 'clusters')).flatMap((file) =>
    objectsIn(readFileSync(file, 'utf8')).filter(({ apiVersion }) => apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')),
  );
  return kustomizations.map(({ spec }) => {
    // In a Git repository paths start at its root, in an artifact at the tree.
    const fromRepository = posix.normalize(spec.path);
    return join(EXAMPLES, example, spec.sourceRef.kind === 'OCIRepository' ? posix.join(name, fromRepository) : fromRepository);
  });
}

test('there are examples', () => {
  expect(NAMES.length).toBeGreaterThan(4);
});

describe.each(NAMES)('%s', (name) => {
  test('is a program that writes exactly the tree in Git, as its user would run it', () => {
    if (!existsSync(join(ROOT, 'lib/src/index.js'))) throw new Error('the examples import the compiled library: run npx projen compile');
    const { status, stderr } = spawnSync(process.execPath, [TSX, 'main.ts'], {
      cwd: join(EXAMPLES, name),
      env: { ...process.env, FLUX_APP_CHECK: '1' },
      encoding: 'utf8',
    });

    const lines = stderr.split('\n');
    const findings = lines.flatMap((line) => /^\w+\[[\w-]+\](?= )/.exec(line)?.[0] ?? []);
    const others = lines.filter((line) => !/^\w+\[[\w-]+\] |^ {2}(at|why|fix): |^(\d+ (warning|info)s?(, )?)*$/.test(line));

    expect({ status, others }).toEqual({ status: 0, others: [] });
    expect([...new Set(findings)].sort()).toEqual(FINDINGS[name] ?? []);
  });

  test('every layer builds with kustomize to the objects in its files', ({ skip }) => {
    const build = buildTool();
    if (!build) return skip('neither kustomize nor kubectl is on PATH: the layers were not built');

    // An overlay holds patches; what it builds to is compared below.
    for (const root of layerRoots(name).filter((root) => !root.includes('/overlays/'))) {
      const files = yamlFilesIn(root).filter((file) => !file.endsWith('kustomization.yaml'));
      const objects = files.flatMap((file) => objectsIn(readFileSync(file, 'utf8')));

      expect(objects.length).toBeGreaterThan(0);
      expect(asSet(objectsIn(build(root)))).toEqual(asSet(objects));
    }
  });
});

test('the examples with layers have layers to build', () => {
  expect(NAMES.filter((name) => layerRoots(name).length > 0)).toEqual(NAMES.filter((name) => !name.includes('gitless')));
});

describe.each(NAMES.filter((name) => existsSync(join(EXAMPLES, name, 'fleet')) && layerRoots(name).length > 0))('%s', (name) => {
  test.each([Variation.OVERLAYS, Variation.SUBSTITUTE])('%s reaches the clusters as the tree in Git does', (variation) =>
    inTemporaryDirectory((directory) => {
      const { status, stderr } = spawnSync(process.execPath, [TSX, 'main.ts'], {
        cwd: join(EXAMPLES, name),
        env: { ...process.env, FLUX_APP_VARIATION: variation, FLUX_APP_REPOSITORY: directory },
        encoding: 'utf8',
      });

      expect(status, stderr).toBe(0);
      expect(appliedObjects(filesIn(directory) as Files)).toEqual(appliedObjects(filesIn(join(EXAMPLES, name, 'fleet')) as Files));
    }),
  );
});

test.each(['overlays', 'substitute'])('the tree %s of the variations reaches the clusters as the rendered one does', (variation) => {
  const applied = (tree: string) => {
    const files = filesIn(join(EXAMPLES, '11-variations', tree)) as Files;
    // Each tree says where it stands, which is all in which the three may differ.
    return JSON.parse(JSON.stringify(appliedObjects(files, tree)).replaceAll(`${tree}/`, 'fleet/'));
  };

  expect(applied(variation)).toEqual(applied('rendered'));
});
