import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ImagePolicy } from '../constructs/image/image-policy';
import { ImageRef } from '../constructs/image/image-ref';
import { ImageRepository } from '../constructs/image/image-repository';
import { ImageUpdateAutomation } from '../constructs/image/image-update-automation';
import { GitRef } from '../constructs/source/git-ref';
import { GitRepository } from '../constructs/source/git-repository';
import { IManifestSource } from '../constructs/source/source-reference';
import { fleetContextOf } from '../primitives/fleet-context';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { roomOf } from '../primitives/room';
import { GitImageUpdatesProps, UpdatedImageProps } from './git-image-updates-props';
import { pushTarget, requireOneSource, requirePushAuth } from './git-image-updates-input';

/**
 * Images that Flux writes into the files of a layer: `ImageUpdates.git()`.
 *
 * Defines a `GitRepository` with credentials of its own (`source`), the `ImageUpdateAutomation` that commits to it (`automation`), and
 * with each `image()` an `ImageRepository` and an `ImagePolicy`. In production the commits go to a branch that people merge.
 *
 * @example
 *
 * const images = ImageUpdates.git(cluster.apps, 'image-updates', { auth: Auth.secret('fleet-writer') });
 * const podinfo = images.image('podinfo', {
 *   image: 'ghcr.io/stefanprodan/podinfo',
 *   tags: TagPolicy.semver('6.x'),
 *   tag: '6.5.0',
 * });
 *
 * new HelmReleaseFromOci(cluster.apps, 'podinfo', {
 *   chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   version: OciRef.semver('6.x'),
 *   values: { image: { repository: podinfo.name, tag: podinfo.tag } },
 * });
 */
export class GitImageUpdates extends Construct {
  /** The repository that is written to. */
  public readonly source: IManifestSource;

  /** What commits. */
  public readonly automation: ImageUpdateAutomation;

  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: GitImageUpdatesProps) {
    super(scope, id);
    requireOneSource(this, props);
    this.namespace = props.namespace ?? Chart.of(this).namespace ?? FLUX_NAMESPACE;
    place(this, { component: id });

    this.source = props.source ?? this.addSource(id, props);
    this.automation = new ImageUpdateAutomation(this, 'automation', {
      name: id,
      namespace: this.namespace,
      source: this.source,
      push: props.push,
      path: props.path ?? ownDirectory(scope),
      interval: props.interval,
      authorName: props.authorName,
      authorEmail: props.authorEmail,
      message: props.message,
      signing: props.signing,
    });
  }

  /**
   * An image that is kept up to date wherever a manifest of the layer uses what this returns.
   *
   * @param id name of its repository and policy
   * @param props the image, and which tag of it to use
   */
  public image(id: string, props: UpdatedImageProps): ImageRef {
    const { namespace } = this;
    const repository = new ImageRepository(this, id, {
      namespace,
      image: props.image,
      auth: props.auth,
      interval: props.interval,
    });
    const policy = new ImagePolicy(this, `${id}-policy`, {
      name: id,
      namespace,
      repository,
      tags: props.tags,
      digest: props.digestReflection,
    });
    return policy.image(props.tag, { digest: props.digest });
  }

  private addSource(id: string, props: GitImageUpdatesProps): GitRepository {
    const { url, branch } = pushTarget(this, props);
    return new GitRepository(this, 'source', {
      name: id,
      namespace: this.namespace,
      url,
      ref: GitRef.branch(branch),
      auth: requirePushAuth(this, props.auth),
    });
  }
}

/** The directory of the layer around a construct, from the root of the repository. */
function ownDirectory(scope: IConstruct): string | undefined {
  const { writesTree, pathInRepository } = fleetContextOf(scope);
  for (let at: IConstruct | undefined = scope; at && writesTree; at = at.node.scope) {
    const room = roomOf(at);
    if (room) return ['.', pathInRepository, room.directory].filter((part) => part !== '').join('/');
  }
  return undefined;
}
