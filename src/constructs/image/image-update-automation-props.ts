import { Duration } from 'cdk8s';
import { ImageUpdateAutomationSpecPolicySelector } from '../../../imports/image.toolkit.fluxcd.io';
import { FluxObjectProps } from '../flux-object';
import { IManifestSource } from '../source/source-reference';
import { CommitSigning } from './commit-signing';
import { ImagePush } from './image-push';

/** Props for `ImageUpdateAutomation`. */
export interface ImageUpdateAutomationProps extends FluxObjectProps {
  /** The GitRepository to write to. Its Secret must be allowed to push. */
  readonly source: IManifestSource;

  /**
   * Branch to check out.
   *
   * @default - the branch of the source
   */
  readonly branch?: string;

  /**
   * Where commits are pushed.
   *
   * @default - a branch of its own for review, `image-updates/<cluster>/<namespace>-<name>`; in a cluster for development or staging the
   * branch that is checked out
   */
  readonly push?: ImagePush;

  /**
   * Directory whose YAML files are updated, from the root of the repository.
   *
   * @default - the whole repository, which may hold files of other clusters
   */
  readonly path?: string;

  /**
   * How often the files are compared with the policies.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * Name of the author of commits.
   *
   * @default 'fluxcdbot'
   */
  readonly authorName?: string;

  /**
   * Address of the author of commits.
   *
   * @default 'fluxcdbot@users.noreply.github.com'
   */
  readonly authorEmail?: string;

  /**
   * Commit message, a template of Go: `.AutomationObject`, `.Changed` and `.Values` are known.
   *
   * @default - a title, and a line for each value that changed
   */
  readonly message?: string;

  /**
   * What `.Values` is in the message.
   *
   * @default - empty
   */
  readonly messageValues?: { [key: string]: string };

  /**
   * The key that commits are signed with.
   *
   * @default - commits are not signed
   */
  readonly signing?: CommitSigning;

  /**
   * Labels of the policies that are considered.
   *
   * @default - all policies of the namespace; those of other namespaces never are
   */
  readonly policySelector?: ImageUpdateAutomationSpecPolicySelector;
}
