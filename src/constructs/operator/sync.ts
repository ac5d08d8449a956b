import { Duration, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxInstanceSpecKustomizePatches, FluxInstanceSpecSync } from '../../../imports/fluxcd.controlplane.io';
import { toJson_OciRepositorySpecVerify } from '../../../imports/source.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { fleetContextOf } from '../../primitives/fleet-context';
import { FluxKind, ObjectKind } from '../../primitives/flux-kind';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireVersion } from '../require-version';
import { Auth, authFields, CloudProvider } from '../source/auth';
import { requireGitAuth, requireGitUrl } from '../source/git-url';
import { OciRef } from '../source/oci-ref';
import { requireArtifactUrl } from '../source/oci-repository';
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

  /**
   * Directories of the repository that are fetched, the one of the tree among them: for a repository that holds programs as well. What
   * is left out is not even cloned. Each must exist.
   *
   * @default - the whole repository
   */
  readonly sparseCheckout?: string[];
}

/** Options for `Sync.oci()`. */
export interface OciSyncOptions {
  /** Which artifact the cluster follows. Required: a cluster must not change by itself. */
  readonly ref: OciRef;

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

    requireControllerIdentity('Sync.git()', options.auth);
    const auth = authFields('Sync.git()', 'auth', options.auth, { clouds: [CloudProvider.AZURE, CloudProvider.AWS], githubApp: true });
    const ref = options.tag !== undefined ? fullRef('tag', options.tag) : fullRef('branch', options.branch ?? 'main');
    return new Sync(
      FluxKind.GIT_REPOSITORY.kind,
      { url, ref, provider: auth.provider, pullSecret: auth.secretName, interval: interval('Sync.git()', options.interval) },
      sparsePatch(options.sparseCheckout),
      options.auth,
      options.sparseCheckout,
    );
  }

  /**
   * An artifact in an OCI registry that holds the whole tree.
   *
   * @param url `oci://`, without a tag
   * @param options which artifact, credentials, signature, interval
   */
  public static oci(url: string, options: OciSyncOptions): Sync {
    if (!url.startsWith('oci://')) throw refusedUrl('Sync.oci()', url, 'oci://', 'oci://');

    requireControllerIdentity('Sync.oci()', options.auth);
    const { provider, secretName } = authFields('Sync.oci()', 'auth', options.auth, {
      clouds: [CloudProvider.AWS, CloudProvider.AZURE, CloudProvider.GCP],
    });
    const { ref } = options;
    const fields = {
      url,
      // Should somebody drop the patch, the cluster follows what was released, not what was merged.
      ref: ref.by === 'tag' ? ref.value : 'latest-stable',
      provider,
      pullSecret: secretName,
      interval: interval('Sync.oci()', options.interval),
    };
    return new Sync(FluxKind.OCI_REPOSITORY.kind, fields, [...refPatch(ref), ...verifyPatch(options.verify)], options.auth);
  }

  private constructor(
    /** Kind of the source that the operator makes: `GitRepository` or `OCIRepository`. */
    public readonly sourceKind: string,
    /** @internal */
    public readonly _fields: Omit<FluxInstanceSpecSync, 'kind' | 'path' | 'provider'> & { readonly provider?: string },
    /** Changes to the source for what `spec.sync` cannot say. */
    public readonly patches: FluxInstanceSpecKustomizePatches[],
    /** @internal */
    public readonly _auth?: Auth,
    /** @internal */
    public readonly _sparseCheckout?: string[],
  ) {}
}

/** What a source of the same kind would refuse, at the construct that installs Flux. */
export function requireSync(at: Construct, sync: Sync): void {
  const {
    sourceKind,
    _fields: { url, provider },
    _auth,
  } = sync;
  if (sourceKind !== FluxKind.GIT_REPOSITORY.kind) {
    requireArtifactUrl(at, 'sync', url);
    return;
  }
  requireTreeIn(at, sync._sparseCheckout);
  requireGitUrl(at, 'sync', url);
  requireGitAuth(at, url, _auth);
  if (provider === CloudProvider.AWS) requireVersion(at, 'sync.auth', FluxVersion.V2_9);
}

/** Refuses to leave out the directory that the cluster is to apply. */
function requireTreeIn(at: Construct, directories: string[] | undefined): void {
  const tree = fleetContextOf(at).pathInRepository;
  const isInside = (directory: string): boolean => `${tree}/`.startsWith(`${directory.replace(/^\.\//, '').replace(/\/+$/, '')}/`);
  if (!directories || directories.some(isInside)) return;
  throw new InputError(at, {
    prop: 'sync.sparseCheckout',
    got: directories,
    mustBe: `directories of which one holds the tree, '${tree}'`,
    fix: tree === '' ? 'leave sparseCheckout out' : `sparseCheckout: ['${tree}']`,
  });
}

/** The sync has no field for a service account, and losing one silently would take the sync its rights. */
function requireControllerIdentity(place: string, auth: Auth | undefined): void {
  if (auth?.method !== 'workloadIdentity' || auth.fields.serviceAccountName === undefined) return;
  throw new InputError(place, {
    prop: 'auth',
    got: `Auth.workloadIdentity('${auth.fields.provider}', '${auth.fields.serviceAccountName}')`,
    mustBe: 'the identity of source-controller itself; a FluxInstance names no service account for its sync',
    fix: `auth: Auth.workloadIdentity('${auth.fields.provider}')`,
  });
}

/** The full reference, which is what the operator passes on. */
function fullRef(prop: 'branch' | 'tag', name: string): string {
  const prefix = prop === 'tag' ? 'refs/tags/' : 'refs/heads/';
  if (name !== '' && !name.startsWith('refs/')) return `${prefix}${name}`;
  throw new InputError('Sync.git()', {
    prop,
    got: name,
    mustBe: `the name of a ${prop} without '${prefix}'`,
    fix: `${prop}: '${name.replace(/^refs\/(heads|tags)\//, '') || (prop === 'tag' ? 'v1.0.0' : 'main')}'`,
  });
}

function interval(place: string, duration: Duration | undefined): string | undefined {
  return duration && toFluxDuration(place, 'interval', duration);
}

/** `spec.sync.ref` of a FluxInstance knows only tags; a range or a digest is set on the source that it makes. */
function refPatch(ref: OciRef): FluxInstanceSpecKustomizePatches[] {
  return ref.by === 'tag' ? [] : [sourcePatch(FluxKind.OCI_REPOSITORY, 'replace', '/spec/ref', { [ref.by]: ref.value })];
}

function verifyPatch(verify: Verify | undefined): FluxInstanceSpecKustomizePatches[] {
  if (!verify) return [];
  const { provider, ...signers } = toJson_OciRepositorySpecVerify(verifySpec(verify))!;
  return [sourcePatch(FluxKind.OCI_REPOSITORY, 'add', '/spec/verify', { provider, ...signers })];
}

function sparsePatch(directories: string[] | undefined): FluxInstanceSpecKustomizePatches[] {
  return directories ? [sourcePatch(FluxKind.GIT_REPOSITORY, 'add', '/spec/sparseCheckout', directories)] : [];
}

function sourcePatch({ kind }: ObjectKind, op: string, path: string, value: unknown): FluxInstanceSpecKustomizePatches {
  return { target: { kind }, patch: Yaml.stringify([{ op, path, value }]) };
}

function refusedUrl(place: string, url: string, allowed: string, scheme: string): InputError {
  return new InputError(place, {
    prop: 'url',
    got: url,
    mustBe: `an address that starts with ${allowed}`,
    fix: `url: '${scheme}${url.replace(/^\w+:\/\//, '').replace(/^git@([^:]+):/, '$1/')}'`,
  });
}
