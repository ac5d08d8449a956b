import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINIMAL, minimalApp, OPTIONS } from '../../test/support/minimal';
import { type Synthesized, synthesizedExamples, synthesizedGuide } from '../cases/apps';
import { type Document, documentsBelow, documentsOf, isObject, ROOT } from './documents';

/** What is meant to be valid, by where it comes from. */
export function validDocuments(): Record<string, Document[]> {
  const guide = synthesizedGuide();
  return {
    'examples: trees that are committed': examples().flatMap((folder) => documentsBelow(folder)),
    'examples: what ResourceSets expand to': synthesizedExamples().flatMap(expandedDocuments),
    'guide: trees that its programs write': guide.flatMap(({ name, files }) => documentsOfApp(name, files)),
    'guide: what ResourceSets expand to': guide.flatMap(expandedDocuments),
    'pages of the documentation': pages().flatMap(documentsOfPage),
    'rules: fixtures without a finding': documentsBelow('src/rules', /\/good[^/]*\.yaml$|\/good\/.*\.yaml$/),
    'constructs with the fewest props': Object.keys(MINIMAL).flatMap((name) => documentsOfApp(name, minimalApp(name).synthFiles())),
    'factories with the fewest options': Object.entries(OPTIONS).flatMap(([name, [construct, props]]) =>
      documentsOfApp(name, minimalApp(construct, (scope) => props({}, scope)).synthFiles()),
    ),
  };
}

/** What our expansion makes of the ResourceSets of a program. */
function expandedDocuments({ name, contexts }: Synthesized): Document[] {
  return contexts.flatMap(({ cluster, manifests }) =>
    manifests.manifests
      .filter(({ applier }) => applier?.kind === 'ResourceSet')
      .map(({ object, id }) => ({ origin: `${name}, ${cluster}: ${id}`, value: object, body: object })),
  );
}

/** Pages about rules show fixtures, which are asked about as such. */
function pages(): string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`);
  return ['README.md', ...docs.filter((path) => path.endsWith('.md') && !path.startsWith('docs/rules/')).sort()];
}

/** The YAML that a page shows. Lines of prose are blank, so that each line keeps its number. */
function documentsOfPage(path: string): Document[] {
  let isYaml = false;
  const lines = readFileSync(join(ROOT, path), 'utf8')
    .split('\n')
    .map((line) => {
      if (!/^\s*```/.test(line)) return isYaml ? line : '';
      isYaml = !isYaml && /^```ya?ml/.test(line);
      return '---';
    });
  return documentsOf(lines.join('\n'), path);
}

/** What stands beside the program of an example, and all of an example without one. */
function examples(): string[] {
  const entries = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => `examples/${name}`);
}

function documentsOfApp(name: string, files: Record<string, string>): Document[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('.yaml'))
    .flatMap(([path, text]) => documentsOf(text, `${name}: ${path}`));
}

/** Why a server cannot be asked about a document; undefined when it can. */
export function whyNotAsked(document: Document, patches: ReadonlySet<string>): string | undefined {
  const { value, origin } = document;
  if (patches.has(origin.replace(/:\d+$/, ''))) return 'a patch, which is no whole object';
  if (!isObject(document)) return 'no object of Kubernetes: a file of kustomize, of SOPS, or of values';
  if (typeof value === 'object' && value !== null && 'sops' in value) return 'encrypted with SOPS: Flux decrypts it before it applies it';
  return undefined;
}

/** Files that kustomization files name as patches. */
export function patchFiles(documents: readonly Document[]): Set<string> {
  return new Set(
    documents.flatMap(({ origin, value }) => {
      const { patches } = (value ?? {}) as { patches?: unknown };
      const folder = origin.replace(/\/[^/]*$/, '');
      return Array.isArray(patches) ? patches.flatMap(({ path }) => (typeof path === 'string' ? [join(folder, path)] : [])) : [];
    }),
  );
}
