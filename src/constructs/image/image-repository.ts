import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ImageRepositorySpec, ImageRepositorySpecAccessFrom, toJson_ImageRepositorySpec } from '../../../imports/image.toolkit.fluxcd.io';
import { defaultDuration } from '../../primitives/chosen-defaults';
import { DurationUnits, toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { addFluxObject, FluxObjectProps, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireGiven } from '../require-given';
import { Auth, authFields, CloudProvider } from '../source/auth';
import { requireImageName } from './image-name';
import { requirePattern } from './tag-pattern';

/** Clouds whose registries accept the identity of a workload. */
const AUTH = { clouds: [CloudProvider.AWS, CloudProvider.AZURE, CloudProvider.GCP] };

/** Tags of signatures, which are no images. Flux leaves them out only as long as nothing else is said. */
const SIGNATURES = '^.*\\.sig$';

/** Most patterns that the API server takes. */
const MAX_EXCLUSIONS = 25;

/** Props for `ImageRepository`. */
export interface ImageRepositoryProps extends FluxObjectProps {
  /** Name of the image without scheme and tag, e.g. `ghcr.io/stefanprodan/podinfo`. */
  readonly image: string;

  /**
   * How often the registry is asked for new tags.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How long one scan may take, in whole minutes and seconds.
   *
   * @default - the interval, the default of Flux
   */
  readonly timeout?: Duration;

  /**
   * Credentials for the registry: a Secret of type `kubernetes.io/dockerconfigjson`, or the identity of a workload.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Regular expressions of Go (RE2) for tags that are left out, besides those of signatures. At most 24.
   *
   * @default - only tags that end with `.sig` are left out
   */
  readonly exclude?: string[];

  /**
   * Labels of other namespaces whose policies may select from this repository. A cluster whose tenants are confined allows it to nobody.
   *
   * @default - only policies of the same namespace may
   */
  readonly accessFrom?: ImageRepositorySpecAccessFrom;

  /**
   * Secret of the same namespace with `ca.crt` of a private authority, or `tls.crt` and `tls.key` of a client.
   *
   * @default - the authorities that the controller's image trusts
   */
  readonly certSecretName?: string;

  /**
   * Secret of the same namespace with `address`, `username` and `password` of a proxy.
   *
   * @default - the proxy of image-reflector-controller, if it has one
   */
  readonly proxySecretName?: string;
}

/** What other constructs need to know about an `ImageRepository`. */
export interface IImageRepository extends INamedObject {
  /** Name of the image; `undefined` for a repository that is defined elsewhere. */
  readonly image?: string;
}

/**
 * The tags of an image, as image-reflector-controller finds them in its registry. Always over TLS.
 *
 * @see https://fluxcd.io/flux/components/image/imagerepositories/
 */
export class ImageRepository extends Construct implements IImageRepository {
  /**
   * An ImageRepository that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromImageRepositoryName(scope: Construct, id: string, name: string, namespace?: string): IImageRepository {
    return new ImportedObject(scope, id, FluxKind.IMAGE_REPOSITORY, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  /** Name of the image. */
  public readonly image?: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    requireGiven(this, 'image', props.image, "image: 'ghcr.io/acme/app'");
    requireImageName(this, 'image', props.image);
    this.image = props.image;

    const spec = renderSpec(this, props);
    const object = addFluxObject(this, FluxKind.IMAGE_REPOSITORY, props, () => toJson_ImageRepositorySpec(spec));
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function renderSpec(at: Construct, props: ImageRepositoryProps): ImageRepositorySpec {
  const { provider, secretName, serviceAccountName } = authFields(at, 'auth', props.auth, AUTH);
  if (props.certSecretName !== undefined) requireName(at, 'certSecretName', props.certSecretName);
  if (props.proxySecretName !== undefined) requireName(at, 'proxySecretName', props.proxySecretName);
  return {
    image: props.image,
    interval: toFluxDuration(at, 'interval', props.interval ?? defaultDuration(at, 'ImageRepository.interval')),
    timeout: props.timeout && toFluxDuration(at, 'timeout', props.timeout, DurationUnits.MINUTES),
    provider: provider as ImageRepositorySpec['provider'],
    secretRef: secretName ? { name: secretName } : undefined,
    serviceAccountName,
    certSecretRef: props.certSecretName ? { name: props.certSecretName } : undefined,
    proxySecretRef: props.proxySecretName ? { name: props.proxySecretName } : undefined,
    exclusionList: props.exclude && exclusions(at, props.exclude),
    accessFrom: props.accessFrom,
  };
}

function exclusions(at: Construct, exclude: string[]): string[] {
  exclude.forEach((pattern, index) => requirePattern(at, `exclude[${index}]`, pattern));
  const all = [...new Set([SIGNATURES, ...exclude])];
  if (all.length <= MAX_EXCLUSIONS) return all;
  throw new InputError(at, {
    prop: 'exclude',
    got: exclude.length,
    mustBe: `a list of at most ${MAX_EXCLUSIONS - 1} patterns; Flux takes ${MAX_EXCLUSIONS}, and one leaves out signatures`,
    fix: "join patterns: '^(dev|test)-'",
  });
}
