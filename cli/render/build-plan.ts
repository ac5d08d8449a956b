import { Field, Manifest } from '../../src/manifests/manifest';
import { FileTree } from '../repository/file-tree';
import { RepositoryFile } from '../repository/repository-file';
import { PatchText } from './patch-text';

/** A file or a directory that a kustomization lists. */
export type PlannedResource =
  | { readonly path: string; readonly file: RepositoryFile; readonly field: Field }
  | { readonly directory: PlannedKustomization; readonly field: Field };

/** A kustomization as it is built: as its file has it, without what cannot be built, and with what Flux adds. */
export interface PlannedKustomization {
  readonly directory: string;
  /** The path of its file; of the file that Flux would generate when it has none. */
  readonly path: string;
  /** The document of its file; what Flux reads when it has none. */
  readonly manifest: Manifest;
  data: Record<string, unknown>;
  /** Whether the text of the file is not what is to be built. */
  changed: boolean;
  readonly resources: PlannedResource[];
}

/** Why something cannot be built. */
export interface PlanProblem {
  /**
   * - `fails`: Flux fails on it too
   * - `missing`: Flux fails because a file is not there
   * - `unseen`: Flux may build it, but nobody can here
   */
  readonly kind: 'fails' | 'missing' | 'unseen';
  readonly field: Field;
  readonly message: string;
  /** The path in the tree that is missing. */
  readonly path?: string;
}

/** What a build reads, and whether it can be done at all. */
export interface BuildPlan {
  readonly tree: FileTree;
  readonly directory: string;
  /** The spec of the Kustomization of Flux, where it adds to the build. */
  readonly spec?: Field;
  readonly top: PlannedKustomization;
  readonly kustomizations: readonly PlannedKustomization[];
  /** All files that the build reads, by their path in the tree. */
  readonly reads: ReadonlyMap<string, RepositoryFile>;
  /** Texts of patches, in the order in which they are applied. */
  readonly patches: readonly PatchText[];
  readonly problems: readonly PlanProblem[];
  /** Whether what is listed is what is applied, so that nothing is left to do for kustomize. */
  readonly isListing: boolean;
  /** Whether a problem lets nothing be built. */
  readonly isHopeless: boolean;
}
