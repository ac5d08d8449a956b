import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../src/manifests/read-yaml';

const ROOT = join(__dirname, '..');
/** Inside of the checkout, so that the program finds the package by its name. */
const FOLDER = join(ROOT, '.cache/cdk8s-cli');
const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

function synth(...args: string[]): string {
  return execFileSync(process.execPath, [CDK8S, 'synth', '--no-check-upgrade', ...args], { cwd: FOLDER, encoding: 'utf8', stdio: 'pipe' });
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

describe('the validation of an app that is no FluxApp', () => {
  const PROGRAM = `import { ApiObject, App, Chart } from 'cdk8s';
const app = new App();
const chart = new Chart(app, 'apps', { namespace: 'apps' });
new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps', namespace: undefined } });
new ApiObject(chart, 'db', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, ...JSON.parse(process.env.FIELDS!) });
app.synth();
`;
  const CONFIG = `language: typescript
app: ${process.execPath} ${TSX} main.ts
validations:
  - package: ${ROOT}
    class: FluxValidation
    version: 0.0.0
`;

  /** Synthesizes a program with one Secret, with the plugin of the compiled library. */
  function validate(fields: object): { status: number | null; output: string } {
    writeFileSync(join(FOLDER, 'main.ts'), PROGRAM);
    writeFileSync(join(FOLDER, 'cdk8s.yaml'), CONFIG);
    const { status, stdout, stderr } = spawnSync(process.execPath, [CDK8S, 'synth', '--no-check-upgrade'], {
      cwd: FOLDER,
      env: { ...process.env, FIELDS: JSON.stringify(fields) },
      encoding: 'utf8',
    });
    return { status, output: `${stdout}${stderr}` };
  }

  test('fails cdk8s synth with what is wrong, and does not print a value', () => {
    const { status, output } = validate({ stringData: { password: 'canary-4711' } });

    expect(status).not.toBe(0);
    expect(output).toContain('plaintext-secret');
    expect(output).toContain('Secret apps/db has password in plain text');
    expect(output).toContain('apps/db');
    expect(output).not.toContain('canary');
  });

  test('lets it pass where nothing is wrong', () => {
    const { status, output } = validate({ type: 'Opaque' });

    expect(output).not.toContain('plaintext-secret');
    expect(status).toBe(0);
  });
});
