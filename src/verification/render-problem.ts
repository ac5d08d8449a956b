import { Field } from '../manifests/manifest';

/** Why a part of a cluster could not be rendered, which is also why Flux could not apply it. */
export interface RenderProblem {
  /** The rule that reports it: `path-not-found`, `kustomize-build-fails` or `artifact-misses-files`. */
  readonly rule: string;
  /** Where: a field of the applier, or a place in the file that does not build. */
  readonly field: Field;
  /** What is wrong, in one sentence. */
  readonly message: string;
}
