import { Duration, Yaml } from 'cdk8s';
import { FluxInstanceSpecKustomizePatches, FluxInstanceSpecSync } from '../../../imports/fluxcd.controlplane.io';
import { toJson_OciRepositorySpecVerify } from '../../../imports/source.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { Auth, authFields, CloudProvider } from '../source/auth';
import { OciRef } from '../source/oci-ref';
import { Verify, verifySpec } from '../source/verify';

/** Options for `Sync.git()`. */
export interface GitSyncOptions {
  /**
   * Branch that the cluster follows.
   *
   * @default 'main', unless `tag` is set
   */
  readonly branch?: string;

  /**
   * Tag that the cluster follows, instead of a branch.
   *
   * @default - a branch
   */
  readonly tag?: string;

  /**
   * Credentials. A GitHub App is the best choice on GitHub: `Auth.githubApp()`.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * How often the repository is asked for a new commit.
   *
   * @default Duration.minutes(1), the default of the Flux Operator
   */
  readonly interval?: Duration;
}

/** Options for `Sync.oci()`. */
export interface OciSyncOptions {
  /**
   * Which artifact the cluster follows.
   *
   * @default OciRef.tag('latest')
   */
  readonly ref?: OciRef;

  /**
   * Credentials.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Whose signature the artifact must carry.
   *
   * @default - signatures are not checked
   */
  readonly verify?: Verify;

  /**
   * How often the registry is asked for a new artifact.
   *
   * @default Duration.minutes(1), the default of the Flux Operator
   */
  readonly interval?: Duration;
}

/**
 * Where a cluster gets its own manifests from.
 *
 * @see https://fluxcd.control-plane.io/operator/flux-sync/
 */
export class Sync {
  /**
   * A Git repository.
   *
   * @param url `https://` or `ssh://`
   * @param options branch or tag, credentials, interval
   */
  public static git(url: string, options: GitSyncOptions = {}): Sync {
    if (!/^(https|ssh):\/\//.test(url)) throw refusedUrl('Sync.git()', url, 'https:// or ssh://', 'https://');
    if (options.branch !== undefined && options.tag !== undefined) {
      throw new InputError('Sync.git()', {
        prop: 'branch',
        got: options.branch,
        mustBe: 'left out when tag is set',
        fix: 'remove branch or tag',
      });
    }

    const auth = authFields('Sync.git()', 'auth', options.auth, { clouds: [CloudProvider.AZURE, CloudProvider.AWS], githubApp: true });
    const ref = options.tag !== undefined ? `refs/tags/${options.tag}` : `refs/heads/${options.branch ?? 'main'}`;
    return new Sync(
      FluxKind.GIT_REPOSITORY.kind,
      { url, ref, provider: auth.provider, pullSecret: auth.secretName, interval: interval('Sync.git()', options.interval) },
      [],
    );
  }

  /**
   * An artifact in an OCI registry that holds the whole tree.
   *
   * @param url `oci://`, without a tag
   * @param options which artifact, credentials, signature, interval
   */
  public static oci(url: string, options: OciSyncOptions = {}): Sync {
    if (!url.startsWith('oci://')) throw refusedUrl('Sync.oci()', url, 'oci://', 'oci://');

    const { provider, secretName } = authFields('Sync.oci()', 'auth', options.auth, {
      clouds: [CloudProvider.AWS, CloudProvider.AZURE, CloudProvider.GCP],
    });
    const ref = options.ref ?? OciRef.tag('latest');
    const fields = {
      url,
      ref: ref.by === 'tag' ? ref.value : 'latest',
      provider,
      pullSecret: secretName,
      interval: interval('Sync.oci()', options.interval),
    };
    return new Sync(FluxKind.OCI_REPOSITORY.kind, fields, [...refPatch(ref), ...verifyPatch(options.verify)]);
  }

  private constructor(
    /** Kind of the source that the operator makes: `GitRepository` or `OCIRepository`. */
    public readonly sourceKind: string,
    /** @internal */
    public readonly _fields: Omit<FluxInstanceSpecSync, 'kind' | 'path' | 'provider'> & { readonly provider?: string },
    /** Changes to the source for what `spec.sync` cannot say. */
    public readonly patches: FluxInstanceSpecKustomizePatches[],
  ) {}
}

function interval(place: string, duration: Duration | undefined): string | undefined {
  return duration && toFluxDuration(place, 'interval', duration);
}

/** `spec.sync.ref` of a FluxInstance knows only tags; a range or a digest is set on the source that it makes. */
function refPatch(ref: OciRef): FluxInstanceSpecKustomizePatches[] {
  return ref.by === 'tag' ? [] : [sourcePatch('replace', '/spec/ref', { [ref.by]: ref.value })];
}

function verifyPatch(verify: Verify | undefined): FluxInstanceSpecKustomizePatches[] {
  if (!verify) return [];
  const { provider, ...signers } = toJson_OciRepositorySpecVerify(verifySpec(verify))!;
  return [sourcePatch('add', '/spec/verify', { provider, ...signers })];
}

function sourcePatch(op: string, path: string, value: unknown): FluxInstanceSpecKustomizePatches {
  return { target: { kind: FluxKind.OCI_REPOSITORY.kind }, patch: Yaml.stringify([{ op, path, value }]) };
}

function refusedUrl(place: string, url: string, allowed: string, scheme: string): InputError {
  return new InputError(place, {
    prop: 'url',
    got: url,
    mustBe: `an address that starts with ${allowed}`,
    fix: `url: '${scheme}${url.replace(/^\w+:\/\//, '').replace(/^git@([^:]+):/, '$1/')}'`,
  });
}
