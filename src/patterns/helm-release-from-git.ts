import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { HelmRelease } from '../constructs/helm/helm-release';
import { HelmReleaseOptions } from '../constructs/helm/helm-release-props';
import { standsFor } from '../constructs/ordering';
import { Auth } from '../constructs/source/auth';
import { GitRef } from '../constructs/source/git-ref';
import { GitRepository } from '../constructs/source/git-repository';
import { releaseIdentity } from './helm-release-pattern';

/** Props for `HelmReleaseFromGit`. */
export interface HelmReleaseFromGitProps extends HelmReleaseOptions {
  /** Address of the Git repository, `https://` or `ssh://`. */
  readonly repositoryUrl: string;

  /** Which commit to read. */
  readonly ref: GitRef;

  /** Directory of the chart in the repository, e.g. `./charts/podinfo`. */
  readonly chartPath: string;

  /**
   * Credentials for the repository.
   *
   * @default Auth.anonymous()
   */
  readonly auth?: Auth;

  /**
   * How often the repository is asked for a new commit.
   *
   * @default Duration.minutes(5)
   */
  readonly sourceInterval?: Duration;
}

/**
 * A Helm chart in a directory of a Git repository, installed and kept up to date by Flux.
 *
 * Defines a `GitRepository` (`source`) and the `HelmRelease` (`release`), named after the construct and in one namespace.
 * A commit that changes the chart is rolled out, whether or not its version was raised.
 *
 * @example
 *
 * new HelmReleaseFromGit(this, 'podinfo', {
 *   repositoryUrl: 'https://github.com/stefanprodan/podinfo',
 *   ref: GitRef.semver('6.x'),
 *   chartPath: './charts/podinfo',
 * });
 */
export class HelmReleaseFromGit extends Construct {
  /** Where the chart comes from. */
  public readonly source: GitRepository;

  /** The release that installs the chart. */
  public readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: HelmReleaseFromGitProps) {
    super(scope, id);
    const identity = releaseIdentity(this, props);

    this.source = new GitRepository(this, 'source', {
      ...identity,
      url: props.repositoryUrl,
      ref: props.ref,
      auth: props.auth,
      interval: props.sourceInterval,
    });
    this.release = new HelmRelease(this, 'release', { ...props, ...identity, chart: this.source.chart(props.chartPath) });
    standsFor(this, this.release);
  }

  /**
   * Starts only when the dependencies are ready.
   *
   * @param dependencies releases, layers or Kustomizations
   */
  public dependsOn(...dependencies: IConstruct[]): void {
    this.release.dependsOn(...dependencies);
  }
}
