import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ImagePolicySpec, toJson_ImagePolicySpec } from '../../../imports/image.toolkit.fluxcd.io';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireGiven } from '../require-given';
import { requireSameCluster } from '../require-same-cluster';
import { otherNamespace } from '../source/source-reference';
import { DigestReflection } from './digest-reflection';
import { requireDigest, requireImageName, requireTag } from './image-name';
import { ImageRef } from './image-ref';
import { IImageRepository } from './image-repository';
import { TagPolicy } from './tag-policy';

/** Props for `ImagePolicy`. */
export interface ImagePolicyProps extends FluxObjectProps {
  /** The tags to select from. A repository of another namespace must allow it by `accessFrom`. */
  readonly repository: IImageRepository;

  /** Which of them to select. */
  readonly tags: TagPolicy;

  /**
   * Whether the digest of the selected tag is looked up as well.
   *
   * @default DigestReflection.never()
   */
  readonly digest?: DigestReflection;
}

/** Options for `ImagePolicy.image()`. */
export interface ImageOptions {
  /**
   * Name of the image, e.g. `ghcr.io/acme/app`.
   *
   * @default - the name of the policy's repository; needed where that is defined elsewhere
   */
  readonly name?: string;

  /**
   * Digest of the image, `sha256:…`.
   *
   * @default - none
   */
  readonly digest?: string;
}

/** What other constructs need to know about an `ImagePolicy`. */
export interface IImagePolicy extends INamedObject {
  /**
   * The image that the policy selects, as manifests name it.
   *
   * @param tag what is deployed until Flux selects another one
   * @param options name and digest
   */
  image(tag: string, options?: ImageOptions): ImageRef;
}

/**
 * Selects one tag of an image. What it selects is written where a manifest uses `image()`, by an `ImageUpdateAutomation` of the same
 * namespace.
 *
 * @see https://fluxcd.io/flux/components/image/imagepolicies/
 *
 * @example
 *
 * const repository = new ImageRepository(this, 'podinfo', { image: 'ghcr.io/stefanprodan/podinfo' });
 * const policy = new ImagePolicy(this, 'podinfo-policy', { name: 'podinfo', repository, tags: TagPolicy.semver('6.x') });
 * const podinfo = policy.image('6.5.0');
 *
 * new HelmReleaseFromOci(this, 'release', {
 *   chartUrl: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   version: OciRef.semver('6.x'),
 *   values: { image: { repository: podinfo.name, tag: podinfo.tag } },
 * });
 */
export class ImagePolicy extends Construct implements IImagePolicy {
  /**
   * An ImagePolicy that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromImagePolicyName(scope: Construct, id: string, name: string, namespace?: string): IImagePolicy {
    return new ImportedImagePolicy(scope, id, FluxKind.IMAGE_POLICY, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  private readonly repositoryImage?: string;
  private readonly reflectsDigest: boolean;

  constructor(scope: Construct, id: string, props: ImagePolicyProps) {
    super(scope, id);
    requireGiven(this, 'repository', props.repository, "repository: new ImageRepository(this, 'app', { image: 'ghcr.io/acme/app' })");
    requireGiven(this, 'tags', props.tags, "tags: TagPolicy.semver('1.x')");
    requireSameCluster(this, 'repository', props.repository);
    this.repositoryImage = props.repository.image;
    const digest = props.digest ?? DigestReflection.never();
    this.reflectsDigest = digest.policy !== DigestReflection.never().policy;

    const object = addFluxObject(this, FluxKind.IMAGE_POLICY, props, () =>
      toJson_ImagePolicySpec(renderSpec(props, digest, this.reflectsDigest, this.namespace)),
    );
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }

  public image(tag: string, options: ImageOptions = {}): ImageRef {
    return imageRef(this, tag, { ...options, name: options.name ?? this.repositoryImage }, this.reflectsDigest);
  }
}

class ImportedImagePolicy extends ImportedObject implements IImagePolicy {
  public image(tag: string, options: ImageOptions = {}): ImageRef {
    return imageRef(this, tag, options);
  }
}

function renderSpec(
  { repository, tags }: ImagePolicyProps,
  { policy, interval }: DigestReflection,
  reflectsDigest: boolean,
  namespace: string | undefined,
): ImagePolicySpec {
  return {
    imageRepositoryRef: { name: repository.name, namespace: otherNamespace(repository, namespace) },
    filterTags: tags._filterTags,
    policy: tags._policy,
    digestReflectionPolicy: reflectsDigest ? (policy as ImagePolicySpec['digestReflectionPolicy']) : undefined,
    interval,
  };
}

function imageRef(at: Construct & INamedObject, tag: string, { name, digest }: ImageOptions, reflectsDigest?: boolean): ImageRef {
  requireGiven(at, 'name', name, `image('${tag}', { name: 'ghcr.io/acme/app' })`);
  requireImageName(at, 'name', name!);
  requireTag(at, 'tag', tag);
  if (digest !== undefined) requireDigest(at, 'digest', digest);
  if (at.namespace === undefined) {
    throw new InputError(at, {
      prop: 'namespace',
      got: undefined,
      mustBe: 'set where a manifest uses the image: the marker names the namespace of the policy',
      fix: "namespace: 'flux-system'",
    });
  }
  return ImageRef._of(at, { policyNamespace: at.namespace, policyName: at.name, name: name!, tag, digest, reflectsDigest });
}
