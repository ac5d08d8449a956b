import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildTool } from '../../support/kustomize';
import { FleetOptions, LoadedFleet, loadFleet } from '../../../cli/load-fleet';
import { RuleContext } from '../../../src/verification/rule-context';

/** Whether this machine has a program that builds kustomizations. Tests that need one are skipped without it. */
export const HAS_KUSTOMIZE = buildTool() !== undefined;

/** Writes a repository, loads it, and removes it. Texts are by path; a text that starts with a line break loses it. */
export async function load(files: Record<string, string | Buffer>, options: Partial<FleetOptions> = {}): Promise<LoadedFleet> {
  return inDirectory(files, (directory) => loadFleet({ directory, ...options }));
}

export async function inDirectory<T>(files: Record<string, string | Buffer>, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'fleet-test-'));
  try {
    write(directory, files);
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function write(directory: string, files: Record<string, string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), typeof content === 'string' ? content.replace(/^\n/, '') : content);
  }
}

/** The objects of a cluster by what applies them; what its sync applies is under `sync`. */
export function appliedIn(context: RuleContext): Record<string, string[]> {
  const applied: Record<string, string[]> = {};
  for (const manifest of context.manifests.manifests) (applied[manifest.applier?.toString() ?? 'sync'] ??= []).push(manifest.toString());
  return applied;
}

/** What could not be rendered, and why Flux could not either, in short. */
export function problemsIn(context: RuleContext): string[] {
  return context._renderProblems.map(({ rule, field, message }) => `${placeText(field.place)} ${rule}: ${message}`);
}

export function unseenIn(context: RuleContext): string[] {
  return context.manifests.unseen.map(({ applier, reason }) => `${applier}: ${reason}`);
}

export function placeText({ file, line }: { file?: string; line?: number }): string {
  return line === undefined ? (file ?? '') : `${file}:${line}`;
}

/** A Kustomization of Flux. */
export function kustomization(name: string, path: string, more = '', source = 'kind: GitRepository, name: flux-system'): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m
  prune: true
  sourceRef: { ${source} }
  path: ${path}
${more}`;
}

/** A FluxInstance that syncs a directory of the repository. */
export function instance(path: string, more = ''): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
spec:
  distribution:
    version: 2.x
    registry: ghcr.io/fluxcd
  sync:
    kind: GitRepository
    url: https://github.com/acme/fleet
    ref: refs/heads/main
    path: ${path}
${more}`;
}

/** An ArtifactGenerator that splits the repository of the sync, under the alias `fleet`. */
export function artifactGenerator(artifacts: string, more = ''): string {
  return `apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: fleet, namespace: flux-system }
spec:
  sources:
    - { alias: fleet, kind: GitRepository, name: flux-system }
${more}  artifacts:
${artifacts}`;
}

/** One artifact of an ArtifactGenerator, with copies such as `{ from: "@fleet/apps/**", to: "@artifact/" }`. */
export function artifact(name: string, ...copies: string[]): string {
  return `    - name: ${name}\n      copy:\n${copies.map((copy) => `        - ${copy}\n`).join('')}`;
}

export function configMap(name: string, data: Record<string, string> = { key: 'value' }, namespace = 'apps'): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}${namespace && `\n  namespace: ${namespace}`}
data:
${Object.entries(data)
  .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
  .join('\n')}
`;
}
