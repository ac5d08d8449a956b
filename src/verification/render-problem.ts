import { Field } from '../manifests/manifest';

/** Why a part of a cluster could not be rendered, which is also why Flux could not apply it. */
export interface RenderProblem {
  /** The rule that reports it. */
  readonly rule: 'path-not-found' | 'kustomize-build-fails' | 'artifact-misses-files' | 'undefined-variable' | 'unknown-template-input';
  /** Where: a field of the applier, or a place in the file that does not build. */
  readonly field: Field;
  readonly message: string;
}
