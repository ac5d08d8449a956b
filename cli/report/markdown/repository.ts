import { posix } from 'node:path';
import { pushTo } from '../../../src/primitives/push-to';
import { Audit } from '../audit';
import { code, listed, plain, section } from './table';

const PATTERNS: Readonly<Record<string, string>> = {
  monorepo: 'one Git repository holds clusters, infrastructure and apps',
  'multi-repo-git': 'the fleet is spread over Git repositories, and this one syncs others, such as those of tenants',
  gitless: 'clusters sync from OCI artifacts, and Git is only where those are made',
  unknown: 'it resembles none of the usual ones',
};

/** What the repository is. */
export function repositorySection(audit: Audit): string {
  const { pattern, reason, files, renderer } = audit.report.repository;
  const directories = topDirectories(audit);
  const withDirectories = directories.length > 0 ? ` Its top directories are ${listed(directories.map((name) => code(`${name}/`)))}.` : '';
  return section(
    '## Repository',
    `Pattern: **${pattern}**: ${PATTERNS[pattern]}. The sign: ${plain(reason)}.${withDirectories} It has ${files} files.`,
    renderer
      ? `What Flux would apply was built with ${plain(renderer)}.`
      : 'Neither kustomize nor kubectl was on the PATH, so that only part of what Flux would apply could be seen.',
    overlaysText(audit),
  );
}

function topDirectories({ files }: Audit): string[] {
  const names = [...files.keys()].filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/')));
  return [...new Set(names)].filter((name) => !name.startsWith('.')).sort();
}

function overlaysText(audit: Audit): string {
  const overlays = overlaysIn(audit);
  if (overlays.size === 0) return '';
  const lines = [...overlays].map(([base, users]) => `- ${code(base)} is the base of ${listed(users.map(code))}`);
  return ['Kustomize overlays:', '', ...lines].join('\n');
}

/** Directories that others build upon, with those that do, as kustomization files have them. */
export function overlaysIn({ files }: Pick<Audit, 'files'>): ReadonlyMap<string, string[]> {
  const overlays = new Map<string, string[]>();
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!/(^|\/)kustomization\.ya?ml$|(^|\/)Kustomization$/.test(path)) continue;
    const directory = posix.dirname(path);
    for (const field of file.documents[0]?.at('resources').items() ?? []) {
      const base = posix.normalize(posix.join(directory, field.text() ?? ''));
      if (!field.text()?.startsWith('../') || base.startsWith('..') || files.has(base)) continue;
      pushTo(overlays, base, directory);
    }
  }
  return overlays;
}
