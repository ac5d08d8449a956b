import { Manifest } from '../../src/manifests/manifest';
import { FileTree } from './file-tree';
import { FluxDocuments } from './flux-documents';
import { foreignSource, isOfTenant } from './foreign-sources';

/** How a fleet is spread over repositories. */
export type RepositoryPattern = 'monorepo' | 'multi-repo-git' | 'gitless' | 'unknown';

/** What a repository looks like, and by which sign. */
export interface Classification {
  readonly pattern: RepositoryPattern;
  readonly reason: string;
}

/** What shows how a fleet is spread. */
export interface ClassifiedRepository {
  readonly tree: FileTree;
  readonly documents: FluxDocuments;
  /** The sources from which its clusters sync. */
  readonly syncs: readonly Manifest[];
  /** What Flux would apply, as far as it can be seen: templates make sources, too. */
  readonly manifests: readonly Manifest[];
}

/** Classifies a repository by the signs that people know it by; the first one that is there decides. */
export function classify(repository: ClassifiedRepository): Classification {
  const nothing: Classification = { pattern: 'unknown', reason: 'it has no object of Flux that says where anything comes from' };
  return gitless(repository) ?? decomposed(repository) ?? spread(repository) ?? monorepo(repository) ?? nothing;
}

/** The cluster itself syncs from an artifact, or nothing at all syncs from Git. */
function gitless({ documents, syncs }: ClassifiedRepository): Classification | undefined {
  const sync = syncs.find(({ kind }) => kind === 'OCIRepository');
  if (sync) {
    const what = sync.generatedBy ? 'the FluxInstance' : 'the sync';
    return { pattern: 'gitless', reason: `${what} in ${sync.root.place.file} syncs from an OCIRepository` };
  }
  const kindOf = ({ manifest }: { manifest: Manifest }) => manifest.at('spec', 'sourceRef', 'kind').value;
  const usesGit = syncs.length > 0 || [...documents.kustomizations].some((one) => kindOf(one) === 'GitRepository');
  const oci = usesGit ? undefined : documents.kustomizations.find((one) => kindOf(one) === 'OCIRepository');
  return oci && { pattern: 'gitless', reason: `the Kustomization in ${oci.path} syncs from an OCIRepository` };
}

function decomposed({ documents }: ClassifiedRepository): Classification | undefined {
  const generator = documents.all.find(({ manifest }) => manifest.kind === 'ArtifactGenerator');
  return generator && { pattern: 'monorepo', reason: `the ArtifactGenerator in ${generator.path} splits the repository` };
}

/** What is rendered knows names and addresses better than what is written; it may not be everything. */
function spread({ documents, manifests, syncs }: ClassifiedRepository): Classification | undefined {
  const written = documents.all.map(({ manifest }) => manifest);
  const found = foreignSource(manifests, syncs) ?? foreignSource(written, syncs);
  if (!found) return undefined;
  const { source, consumer } = found;
  const reason = isOfTenant(source)
    ? `tenants/ is there, and ${source.root.place.file} syncs from another repository`
    : `the Kustomization in ${consumer.root.place.file} syncs from another repository`;
  return { pattern: 'multi-repo-git', reason };
}

function monorepo({ tree, documents }: ClassifiedRepository): Classification | undefined {
  if (tree.isDirectory('apps/base')) return { pattern: 'monorepo', reason: 'apps/base is there, which other directories build upon' };
  if (documents.kustomizations.length === 0) return undefined;
  return { pattern: 'monorepo', reason: 'its Kustomizations sync from the repository itself' };
}
