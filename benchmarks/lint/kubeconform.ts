import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const BINARIES = join(ROOT, '.cache', 'bin');
const CRDS = join(ROOT, 'src', 'schemas', 'generated');
const MODULE = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0';

/** It has no schemas of Kubernetes itself without a network, so it leaves those kinds out. */
const SKIPPED = ['ConfigMap', 'Namespace', 'Service', 'ServiceAccount'];

/** The kubeconform on the PATH, else one that Go builds once; `undefined` where there is neither. */
export function findKubeconform(): string | undefined {
  if (runs('kubeconform', '-v')) return 'kubeconform';
  const built = join(BINARIES, 'kubeconform');
  if (!existsSync(built) && runs('go', 'version')) {
    execFileSync('go', ['install', MODULE], { env: { ...process.env, GOBIN: BINARIES, GOFLAGS: '-mod=mod' }, stdio: 'ignore' });
  }
  return existsSync(built) ? built : undefined;
}

/** What to call it with, for the schemas in a folder. */
export function argumentsFor(schemas: string, repository: string): string[] {
  const location = `${schemas}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
  return ['-summary', '-n', '2', '-schema-location', location, '-skip', SKIPPED.join(','), repository];
}

/** Writes the schemas of our CRDs, as kubeconform looks for them. */
export function writeSchemas(folder: string): void {
  for (const file of readdirSync(CRDS).filter((name) => name.endsWith('.json'))) {
    const { spec } = JSON.parse(readFileSync(join(CRDS, file), 'utf8'));
    for (const { name, schema } of spec?.versions ?? []) {
      mkdirSync(join(folder, spec.group), { recursive: true });
      const path = join(folder, spec.group, `${spec.names.kind.toLowerCase()}_${name}.json`);
      writeFileSync(path, JSON.stringify(schema.openAPIV3Schema));
    }
  }
}

function runs(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
