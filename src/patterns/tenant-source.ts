import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Auth } from '../constructs/source/auth';
import { GitRef } from '../constructs/source/git-ref';
import { GitRepository } from '../constructs/source/git-repository';
import { OciRef } from '../constructs/source/oci-ref';
import { OciRepository } from '../constructs/source/oci-repository';
import { IManifestSource } from '../constructs/source/source-reference';
import { Verify } from '../constructs/source/verify';

/** Options for `TenantSource.git()`. */
export interface TenantGitOptions {
  /**
   * Which commit to follow.
   *
   * @default GitRef.branch('main')
   */
  readonly ref?: GitRef;

  /**
   * Credentials, in a Secret of the tenant's namespace.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * Directory of the repository that is applied.
   *
   * @default './'
   */
  readonly path?: string;

  /**
   * How often the repository is asked for a new commit.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}

/** Options for `TenantSource.oci()`. */
export interface TenantOciOptions {
  /** Which artifact to follow. Required: a tag such as `latest` changes without anybody's decision. */
  readonly ref: OciRef;

  /**
   * Credentials, in a Secret of the tenant's namespace.
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
   * Directory of the artifact that is applied.
   *
   * @default './'
   */
  readonly path?: string;

  /**
   * How often the registry is asked for a new artifact.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}

/** Where the manifests of a tenant come from. */
export class TenantSource {
  /** A Git repository of the tenant. */
  public static git(url: string, options: TenantGitOptions = {}): TenantSource {
    const { ref = GitRef.branch('main'), auth, interval } = options;
    return new TenantSource(url, options.path ?? './', (scope, name, namespace) => {
      return new GitRepository(scope, 'source', { name, namespace, url, ref, auth, interval });
    });
  }

  /** An OCI artifact of the tenant. */
  public static oci(url: string, options: TenantOciOptions): TenantSource {
    const { ref, auth, verify, interval } = options;
    return new TenantSource(url, options.path ?? './', (scope, name, namespace) => {
      return new OciRepository(scope, 'source', { name, namespace, url, ref, auth, verify, interval });
    });
  }

  private constructor(
    /** Address of the source. */
    public readonly url: string,
    /** Directory of the source that is applied. */
    public readonly path: string,
    /** @internal */
    public readonly _define: (scope: Construct, name: string, namespace: string) => IManifestSource,
  ) {}
}
