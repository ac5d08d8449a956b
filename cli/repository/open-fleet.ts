import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ClusterEntry } from './cluster-entry';
import { findClusters } from './find-clusters';
import { FluxDocuments, fluxDocuments } from './flux-documents';
import { isWithin } from './paths';
import { openRepository, Repository } from './repository';

/** A repository with its clusters. */
export interface OpenedFleet {
  readonly repository: Repository;
  readonly documents: FluxDocuments;
  /** All clusters. */
  readonly all: readonly ClusterEntry[];
  /** Those that start in the directory that was named. */
  readonly chosen: readonly ClusterEntry[];
}

/**
 * Opens the repository that a directory is, or is a part of.
 *
 * Whoever names `clusters/production` means the cluster, whose files lie all over the repository. Only then is anything
 * outside of the directory read, and nothing outside of its Git repository ever.
 */
export function openFleet(directory: string): OpenedFleet {
  const own = open(directory);
  const isWhole = own.all.some((entry) => entry.directory !== undefined || (entry.path !== undefined && !entry.instance));
  const root = isWhole ? undefined : gitRoot(own.repository.root);
  if (root === undefined) return own;
  const around = open(root);
  const inside = relative(root, own.repository.root).split(sep).join('/');
  const chosen = around.all.filter(({ path }) => path !== undefined && isWithin(path, inside));
  return chosen.length > 0 ? { ...around, chosen } : own;
}

function open(directory: string): OpenedFleet {
  const repository = openRepository(directory);
  const documents = fluxDocuments(repository.tree);
  const all = findClusters(repository, documents);
  return { repository, documents, all, chosen: all };
}

/** The Git repository around a directory; `undefined` for a directory that is one, or is in none. */
function gitRoot(directory: string): string | undefined {
  if (existsSync(join(directory, '.git'))) return undefined;
  for (let at = resolve(directory, '..'); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}
