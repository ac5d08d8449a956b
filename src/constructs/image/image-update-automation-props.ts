import { ImageUpdateAutomationSpecPolicySelector } from '../../../imports/image.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IManifestSource } from '../source/source-reference';
import { ImageCommitOptions } from './image-commit-options';

/** Props for `ImageUpdateAutomation`. */
export interface ImageUpdateAutomationProps extends FluxObjectProps, ImageCommitOptions {
  /** The GitRepository to write to. Its Secret must be allowed to push. */
  readonly source: IManifestSource;

  /**
   * Branch to check out.
   *
   * @default - the branch of the source
   */
  readonly branch?: string;

  /**
   * Directory whose YAML files are updated, from the root of the repository.
   *
   * @default - the whole repository, which may hold files of other clusters
   */
  readonly path?: string;

  /**
   * What `.Values` is in the message.
   *
   * @default - empty
   */
  readonly messageValues?: { [key: string]: string };

  /**
   * Labels of the policies that are considered.
   *
   * @default - all policies of the namespace; those of other namespaces never are
   */
  readonly policySelector?: ImageUpdateAutomationSpecPolicySelector;
}
