/** What the types of providers export. Those that are not here export what a service or an artifact says. */
const EXPORTED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Static$/, ['id']],
  [/(?:PullRequest|MergeRequest)$/, ['id', 'sha', 'branch', 'author', 'title']],
  [/Environment$/, ['id', 'sha', 'branch', 'author', 'title', 'slug']],
  [/Branch$/, ['id', 'sha', 'branch']],
  [/ArtifactTag$/, ['id', 'tag', 'digest']],
  [/Tag$/, ['id', 'sha', 'tag']],
  [/^ExternalArtifact$/, ['id', 'name', 'namespace', 'revision']],
  [/^ExternalService$/, ['id']],
];

/** The names that every set of a provider has, beside those of its default values. */
export function exportsOf(type: string): readonly string[] {
  return EXPORTED.find(([known]) => known.test(type))?.[1] ?? [];
}

/** The name under which templates find the inputs of a provider when inputs are permuted. */
export function providerKey(name: string): string {
  return [...name]
    .map((character) => (/[\s\p{P}]/u.test(character) ? '_' : character.toLowerCase()))
    .filter((character) => /^[a-z0-9_]$/.test(character))
    .join('')
    .split('_')
    .filter((word) => word !== '')
    .join('_');
}
