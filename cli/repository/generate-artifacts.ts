import { Field, Manifest } from '../../src/manifests/manifest';
import { CopyOperation } from './copy-operation';
import { copied, PlannedCopy } from './copied-tree';
import { FileTree } from './file-tree';
import { escapeRegex } from '../../src/primitives/escape-regex';

/** An artifact that an ArtifactGenerator makes, or why it makes none. */
export interface GeneratedArtifact {
  readonly name: string;
  /** The entry of `spec.artifacts`. */
  readonly field: Field;
  readonly tree?: FileTree;
  readonly fault?: ArtifactFault;
}

export interface ArtifactFault {
  readonly field: Field;
  readonly message: string;
  /** Whether Flux fails too. */
  readonly fails: boolean;
}

/** What a path pattern captures, as it is written in a directory. */
type Captures = ReadonlyMap<string, string>;

/**
 * Makes the artifacts of a generator.
 *
 * @param sourceOf the tree of a source by its alias; `undefined` when it cannot be seen
 */
export function generateArtifacts(generator: Manifest, sourceOf: (alias: string) => FileTree | undefined): GeneratedArtifact[] {
  const artifacts = generator.at('spec', 'artifacts').items();
  const pattern = generator.at('spec', 'pathPattern').text();
  const matches = pattern === undefined ? [new Map<string, string>()] : capturesOf(pattern, sourceOf);
  return matches.flatMap((captures) => artifacts.map((artifact) => generate(artifact, captures, sourceOf)));
}

/** The directories that a pattern such as `@fleet/apps/{app}` matches. */
function capturesOf(pathPattern: string, sourceOf: (alias: string) => FileTree | undefined): Captures[] {
  const [, alias, pattern] = /^@([^/]*)\/(.*)$/s.exec(pathPattern) ?? [];
  const source = alias === undefined ? undefined : sourceOf(alias);
  const parts = (pattern ?? '').split(/(\{[A-Za-z_][A-Za-z0-9_]*\})/);
  const names = parts.filter((_, index) => index % 2 === 1).map((part) => part.slice(1, -1));
  // More in one step would take forever on long names; nobody writes them.
  const isPlain = (pattern ?? '').split('/').every((step) => step.split('{').length <= 3);
  if (!source || !isPlain || new Set(names).size < names.length) return [];
  const regex = new RegExp(`^${parts.map((part, index) => (index % 2 === 1 ? '([^/]+)' : escapeRegex(part))).join('')}$`, 'su');
  return source.allDirectories().flatMap((directory) => {
    const match = directory === '' ? null : regex.exec(directory);
    return match ? [new Map(names.map((name, index) => [name, match[index + 1]]))] : [];
  });
}

function generate(artifact: Field, captures: Captures, sourceOf: (alias: string) => FileTree | undefined): GeneratedArtifact {
  // Names of objects have no capitals.
  const name = filled(artifact.at('name').text() ?? '', captures).toLowerCase();
  const copies: PlannedCopy[] = [];
  for (const field of artifact.at('copy').items()) {
    const operation = operationOf(field, captures);
    const [, alias, pattern] = /^@([^/]*)\/(.*)$/s.exec(operation.from) ?? [];
    if (alias === undefined) return { name, field: artifact, fault: { field, message: 'a copy must be from @alias/path', fails: true } };
    const source = sourceOf(alias);
    if (!source) return { name, field: artifact, fault: { field, message: `the source ${alias} cannot be seen`, fails: false } };
    copies.push({ operation, source, pattern });
  }
  const { tree, fault, failed = 0 } = copied(copies);
  if (!fault) return { name, field: artifact, tree };
  return { name, field: artifact, fault: { field: artifact.at('copy').items()[failed].at('from'), ...fault } };
}

function operationOf(copy: Field, captures: Captures): CopyOperation {
  const text = (name: string) => filled(copy.at(name).text() ?? '', captures);
  return {
    from: text('from'),
    to: text('to'),
    exclude: copy
      .at('exclude')
      .items()
      .flatMap((field) => field.text() ?? []),
    strategy: copy.at('strategy').text(),
  };
}

function filled(text: string, captures: Captures): string {
  return text.replace(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (all, name: string) => captures.get(name) ?? all);
}
