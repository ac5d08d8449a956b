import { FileTree } from './file-tree';
import { FluxDocuments } from './flux-documents';

/** How a fleet is spread over repositories. */
export type RepositoryPattern = 'monorepo' | 'multi-repo-git' | 'gitless' | 'unknown';

/** What a repository looks like, and by which sign. */
export interface Classification {
  readonly pattern: RepositoryPattern;
  readonly reason: string;
}

/** Classifies a repository by the signs that people know it by; the first one that is there decides. */
export function classify(tree: FileTree, { all, instances, kustomizations }: FluxDocuments): Classification {
  const ofKind = (kind: string) => all.filter(({ manifest }) => manifest.kind === kind);
  const gitless = instances.find(({ manifest }) => manifest.at('spec', 'sync', 'kind').value === 'OCIRepository');
  if (gitless) return { pattern: 'gitless', reason: `the FluxInstance in ${gitless.path} syncs from an OCIRepository` };

  const generator = ofKind('ArtifactGenerator')[0];
  if (generator) return { pattern: 'monorepo', reason: `the ArtifactGenerator in ${generator.path} splits the repository` };

  const directories = tree.allDirectories();
  const tenants = directories.find((path) => /(^|\/)tenants$/.test(path));
  const tenantSources = ofKind('GitRepository').filter(({ manifest }) => manifest.name !== 'flux-system');
  if (tenants !== undefined && tenantSources.length > 0 && kustomizations.length > 0) {
    return { pattern: 'multi-repo-git', reason: `${tenants}/ is there, and ${tenantSources[0].path} syncs from another repository` };
  }
  if (directories.includes('apps/base')) return { pattern: 'monorepo', reason: 'apps/base is there, which other directories build upon' };

  const oci = kustomizations.find(({ manifest }) => manifest.at('spec', 'sourceRef', 'kind').value === 'OCIRepository');
  if (oci && tenantSources.length === 0)
    return { pattern: 'gitless', reason: `the Kustomization in ${oci.path} syncs from an OCIRepository` };
  const foreign = kustomizations.find(({ manifest }) =>
    tenantSources.some((source) => source.manifest.name === manifest.at('spec', 'sourceRef', 'name').value),
  );
  if (foreign) return { pattern: 'multi-repo-git', reason: `the Kustomization in ${foreign.path} syncs from another repository` };
  if (kustomizations.length > 0) return { pattern: 'monorepo', reason: 'its Kustomizations sync from the repository itself' };
  return { pattern: 'unknown', reason: 'it has no object of Flux that says where anything comes from' };
}
