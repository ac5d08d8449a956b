import { Manifest } from '../../src/manifests/manifest';
import { FileTree } from './file-tree';
import { RepositoryFile } from './repository-file';
import { RenderProblem } from '../../src/verification/render-problem';

/** Where a cluster starts. */
export interface ClusterEntry {
  /** Empty where nothing in the repository is a cluster, so that all of it is judged by itself. */
  readonly name: string;
  /** Directory from the root of the repository; `undefined` when nobody knows it. */
  readonly path?: string;
  /** The whole repository, by paths from its root. */
  readonly repository: FileTree;
  /** What the source of the cluster's sync holds. */
  readonly tree: FileTree;
  /** What the sync applies; `undefined` when it cannot be seen. */
  readonly directory?: string;
  /** The FluxInstance, wherever it stands. */
  readonly instance?: Manifest;
  /** The source and the Kustomization of the sync, written in the repository or made because of an object there. */
  readonly source?: Manifest;
  readonly kustomization?: Manifest;
  /** Whether source and Kustomization are made by a controller, or by `flux bootstrap` later. */
  readonly isGenerated: boolean;
  /** Objects that are taken as they stand, where there is no entry to follow. */
  readonly objects?: readonly Manifest[];
  /** The files of these objects. */
  readonly files?: readonly RepositoryFile[];
  /** Directories that are built, where there is no entry to follow. */
  readonly directories?: readonly string[];
  /** The directory of a cluster in which the FluxInstance stands, although it syncs that of another cluster. */
  readonly misled?: string;
  /** Why there may be objects that nobody can see. */
  readonly unseen?: string;
  readonly problems: readonly RenderProblem[];
}
