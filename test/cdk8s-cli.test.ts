import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../src/manifests/read-yaml';

const ROOT = join(__dirname, '..');
/** Inside of the checkout, so that the program finds the package by its name. */
const FOLDER = join(ROOT, '.cache/cdk8s-cli');
const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

function synth(...args: string[]): string {
  return execFileSync(process.execPath, [CDK8S, 'synth', '--no-check-upgrade', ...args], { cwd: FOLDER, encoding: 'utf8' });
}

function filesBelow(directory: string): string[] {
  const entries = readdirSync(join(FOLDER, directory), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(FOLDER.length + 1));
}

beforeEach(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync(join(ROOT, 'examples/01-one-release/main.ts'), join(FOLDER, 'main.ts'));
  writeFileSync(join(FOLDER, 'cdk8s.yaml'), `language: typescript\napp: ${process.execPath} ${TSX} main.ts\n`);
});

test('cdk8s synth writes the tree beside its output folder, which holds the objects', () => {
  synth();

  const objects = [
    'apps/production/podinfo/namespace.yaml',
    'apps/production/podinfo/release.yaml',
    'apps/production/podinfo/source.yaml',
    'clusters/production/apps.yaml',
    'clusters/production/flux-system/flux-instance.yaml',
  ];
  expect(filesBelow('dist').sort()).toEqual(objects.map((path) => `dist/${path}`));
  expect(filesBelow('fleet')).toEqual(expect.arrayContaining(objects.map((path) => `fleet/${path}`)));
  for (const path of objects) {
    expect(readFileSync(join(FOLDER, 'dist', path), 'utf8')).toBe(`---\n${readFileSync(join(FOLDER, 'fleet', path), 'utf8')}`);
  }
});

test('cdk8s synth --stdout prints documents that can be told apart', () => {
  const kinds = readDocuments(synth('--stdout'), 'stdout').map((document) => (document as { kind: string }).kind);

  expect(kinds.sort()).toEqual(['FluxInstance', 'HelmRelease', 'Kustomization', 'Namespace', 'OCIRepository']);
});
