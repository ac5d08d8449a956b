import { Duration } from 'cdk8s';
import { DigestReflection } from '../constructs/image/digest-reflection';
import { ImageCommitOptions } from '../constructs/image/image-commit-options';
import { TagPolicy } from '../constructs/image/tag-policy';
import { Auth } from '../constructs/source/auth';
import { IManifestSource } from '../constructs/source/source-reference';

/** Props for `ImageUpdates.git()`. */
export interface GitImageUpdatesProps extends ImageCommitOptions {
  /**
   * Credentials that may push. Give them a Secret of their own: with the one of the cluster's sync, whoever reads that could change
   * what all clusters run.
   *
   * @default - none; required unless `source` is set
   */
  readonly auth?: Auth;

  /**
   * Address of the repository to write to.
   *
   * @default - that of the cluster's sync
   */
  readonly url?: string;

  /**
   * Branch to start from.
   *
   * @default - that of the cluster's sync; `main` with another `url`
   */
  readonly branch?: string;

  /**
   * A GitRepository that is defined already, e.g. the source of the cluster, instead of `auth`, `url` and `branch`. Its Secret must be allowed to push.
   *
   * @default - one of its own
   */
  readonly source?: IManifestSource;

  /**
   * Namespace of the policies, the automation and its source. They must share one.
   *
   * @default - the namespace of the layer, otherwise `flux-system`
   */
  readonly namespace?: string;

  /**
   * Directory whose files are written, from the root of the repository.
   *
   * @default - the directory of the layer, or of the cluster: what other layers and clusters run is none of its business
   */
  readonly path?: string;
}

/** Props for `GitImageUpdates.image()`. */
export interface UpdatedImageProps {
  /** Name of the image without scheme and tag, e.g. `ghcr.io/stefanprodan/podinfo`. */
  readonly image: string;

  /** Which tag to use. */
  readonly tags: TagPolicy;

  /** The tag that is deployed until Flux selects another one. */
  readonly tag: string;

  /**
   * Whether the digest of the selected tag is looked up, and written, as well.
   *
   * @default DigestReflection.never()
   */
  readonly digestReflection?: DigestReflection;

  /**
   * The digest of `tag`, `sha256:…`.
   *
   * @default - none
   */
  readonly digest?: string;

  /**
   * Credentials for the registry.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * How often the registry is asked for new tags.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}
