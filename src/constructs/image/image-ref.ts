import { IConstruct } from 'constructs';
import { markedText } from '../../primitives/image-marker';
import { InputError } from '../../primitives/input-error';

/** What an `ImageRef` is made of. */
export interface ImageParts {
  readonly policyNamespace: string;
  readonly policyName: string;
  readonly name: string;
  readonly tag: string;
  readonly digest?: string;
  /** Whether the policy looks up digests; `undefined` where nobody knows. */
  readonly reflectsDigest?: boolean;
}

/**
 * An image that Flux updates, as it is named in manifests.
 *
 * Each part is a text that carries the marker of its policy. It must be the whole value of a field, in an object of a construct, in
 * Helm values, or in the images of a Kustomization: the tree writer prints it as the value with the comment that Flux looks for.
 * When Flux has moved the value, the next synthesis keeps what stands in the tree, as long as the policy would select it over the one
 * in the program. Outside of a `FluxApp` the parts are plain values.
 *
 * @see https://fluxcd.io/flux/guides/image-update/#configure-image-update-for-custom-resources
 */
export class ImageRef {
  /** @internal */
  public static _of(at: IConstruct, parts: ImageParts): ImageRef {
    return new ImageRef(at, parts);
  }

  private constructor(
    private readonly at: IConstruct,
    private readonly parts: ImageParts,
  ) {}

  /** Name and tag, e.g. `ghcr.io/acme/app:1.2.3`, with the digest behind them where the policy looks it up. */
  public get ref(): string {
    const { name, tag, digest } = this.parts;
    return this.marked(`${name}:${tag}${digest ? `@${digest}` : ''}`);
  }

  /** The name without tag, e.g. for `image.repository`. */
  public get name(): string {
    return this.marked(this.parts.name, 'name');
  }

  /** The tag alone, e.g. for `image.tag`. */
  public get tag(): string {
    return this.marked(this.parts.tag, 'tag');
  }

  /** The digest alone, e.g. for `image.digest`. The policy must look it up, and the program must say what it is at first. */
  public get digest(): string {
    const { digest, reflectsDigest } = this.parts;
    if (reflectsDigest === false) {
      throw new InputError(this.at, {
        prop: 'digest',
        got: undefined,
        mustBe: 'looked up by the policy before a manifest can use it; Flux would write the empty text',
        fix: 'digest: DigestReflection.ifNotPresent()',
      });
    }
    if (digest === undefined) {
      throw new InputError(this.at, {
        prop: 'digest',
        got: undefined,
        mustBe: 'known where a manifest uses it: until Flux has looked it up, the one of the program is deployed',
        fix: `image('${this.parts.tag}', { digest: 'sha256:<64 hexadecimal digits>' })`,
      });
    }
    return this.marked(digest, 'digest');
  }

  private marked(value: string, part?: string): string {
    const { policyNamespace, policyName } = this.parts;
    return markedText(this.at, value, [policyNamespace, policyName, part].filter((one) => one !== undefined).join(':'));
  }
}
