import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxInstanceSpecSync } from '../../../imports/fluxcd.controlplane.io';
import { KustomizationSpecPatches } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { toFluxDuration } from '../../primitives/flux-duration';
import { fleetContextOf } from '../../primitives/fleet-context';
import { FluxKind } from '../../primitives/flux-kind';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireVersion } from '../require-version';
import { Auth, authFields, CloudProvider } from '../source/auth';
import { GitRef } from '../source/git-ref';
import { requireGitAuth, requireGitUrl } from '../source/git-url';
import { OciRef } from '../source/oci-ref';
import { requireArtifactUrl } from '../source/oci-repository';
import { Verify } from '../source/verify';
import { rangePatch, refPatch, sparsePatch, verifyPatch } from './sync-patches';

/** Options for `Sync.git()`. */
export interface GitSyncOptions {
  /**
   * Branch that the cluster follows.
   *
   * @default 'main', unless `tag` or `semver` is set
   */
  readonly branch?: string;

  /**
   * Tag that the cluster follows, instead of a branch.
   *
   * @default - a branch
   */
  readonly tag?: string;

  /**
   * Range of versions among the tags, of which the cluster follows the newest: what was released, e.g. `>=1.0.0`.
   *
   * @default - a branch
   */
  readonly semver?: string;

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
   * @param options branch, tag or range of versions, credentials, interval
   */
  public static git(url: string, options: GitSyncOptions = {}): Sync {
    if (!/^(https|ssh):\/\//.test(url)) throw refusedUrl('Sync.git()', url, 'https:// or ssh://', 'https://');
    requireOneRef(options);
    requireControllerIdentity('Sync.git()', options.auth);
    const auth = authFields('Sync.git()', 'auth', options.auth, { clouds: [CloudProvider.AZURE, CloudProvider.AWS], githubApp: true });
    const ref = options.tag !== undefined ? fullRef('tag', options.tag) : fullRef('branch', options.branch ?? 'main');
    return new Sync(
      FluxKind.GIT_REPOSITORY.kind,
      { url, ref, provider: auth.provider, pullSecret: auth.secretName, interval: interval('Sync.git()', options.interval) },
      [...rangePatch(options.semver), ...sparsePatch(options.sparseCheckout)],
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
    public readonly patches: KustomizationSpecPatches[],
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

/** Refuses two answers to which commit the cluster follows, and a range that Flux could not read. */
function requireOneRef({ branch, tag, semver }: GitSyncOptions): void {
  const given = Object.entries({ branch, tag, semver }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const [[prop, got], [other]] = given;
    throw new InputError('Sync.git()', { prop, got, mustBe: `left out when ${other} is set`, fix: `remove ${prop} or ${other}` });
  }
  if (semver !== undefined) GitRef.semver(semver);
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

function refusedUrl(place: string, url: string, allowed: string, scheme: string): InputError {
  return new InputError(place, {
    prop: 'url',
    got: url,
    mustBe: `an address that starts with ${allowed}`,
    fix: `url: '${scheme}${url.replace(/^\w+:\/\//, '').replace(/^git@([^:]+):/, '$1/')}'`,
  });
}
