import { Duration } from 'cdk8s';
import { CommitSigning } from './commit-signing';
import { ImagePush } from './image-push';

/** When an automation commits, how, and where to. */
export interface ImageCommitOptions {
  /**
   * Where commits are pushed.
   *
   * @default - a branch of its own for review, `image-updates/<cluster>/<namespace>-<name>`; in a cluster for development or staging the
   * branch that is checked out
   */
  readonly push?: ImagePush;

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
   * The key that commits are signed with.
   *
   * @default - commits are not signed
   */
  readonly signing?: CommitSigning;
}
