import { Field } from '../../src/manifests/manifest';
import { Origin } from '../../src/manifests/place';
import { RepositoryFile } from '../repository/repository-file';

/** An object that a directory builds to. */
export interface RenderedObject {
  readonly object: any;
  readonly origin: Origin;
}

/** Something that keeps a directory from building. */
export interface BuildFault {
  /** Whether Flux fails too. If not, it is only we who cannot see the objects. */
  readonly fails: boolean;
  readonly field: Field;
  readonly message: string;
  /** The path in the artifact that is missing. */
  readonly missing?: string;
}

/** What a directory builds to. */
export interface Rendering {
  readonly objects: readonly RenderedObject[];
  readonly faults: readonly BuildFault[];
  /** Why not everything is there; `undefined` when it is. */
  readonly incomplete?: string;
  /** The files that the build reads. */
  readonly files: readonly RepositoryFile[];
}
