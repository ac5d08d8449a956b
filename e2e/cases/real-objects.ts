import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { YamlSource } from '../../src/manifests/yaml-source';
import { crdOf } from '../../src/schemas/crds';

const ROOT = resolve(__dirname, '../..');

/** Repositories that may lie beside this one. */
export const CORPUS = resolve(ROOT, '../shared/corpus');

/** An object that somebody wrote, or that an example writes. */
export interface RealObject {
  readonly object: any;
  /** The file that it is from. */
  readonly origin: string;
}

/** All objects of kinds with a CRD in the trees of the examples, in what is good by our rules, and in the corpora. */
export function realObjects(): RealObject[] {
  return realYamlFiles().flatMap((file) => objectsIn(file).map((object) => ({ object, origin: relative(ROOT, file) })));
}

/** The files of the examples, of what is good by our rules, and of the corpora. */
export function realYamlFiles(): string[] {
  return [
    ...yamlFiles(join(ROOT, 'examples')),
    ...yamlFiles(join(ROOT, 'src/rules')).filter((file) => /\/good[^/]*(\/|\.yaml$)/.test(file)),
    ...(existsSync(CORPUS) ? yamlFiles(CORPUS) : []),
  ];
}

function objectsIn(file: string): any[] {
  return new YamlSource(file, readFileSync(file, 'utf8')).documents.map(({ object }) => object as any).filter(hasCrd);
}

function hasCrd(object: any): boolean {
  const { apiVersion, kind, metadata } = object ?? {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata !== 'object') return false;
  const [group, version] = apiVersion.split('/');
  return crdOf(group, kind)?.spec.versions.some(({ name, served }) => name === version && served) ?? false;
}

/** The files of YAML in a directory, in a fixed order. */
export function yamlFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
